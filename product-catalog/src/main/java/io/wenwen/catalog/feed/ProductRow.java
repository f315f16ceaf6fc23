package io.wenwen.catalog.feed;

import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Review;
import io.wenwen.catalog.product.Sku;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one product row, own or foreign, as far as the row alone can tell; its category may still be open. */
final class ProductRow {

    static final int LONGEST_TITLE = 300;
    private static final int MOST_REVIEWS = 200;
    private static final Set<String> PLACEHOLDERS = Set.of("商品介绍加载中...", "商品介绍加载中", "暂无", "null", "undefined");

    private final Row row;
    private final Set<String> takenSkus;

    ProductRow(Row row, Set<String> takenSkus) {
        this.row = row;
        this.takenSkus = takenSkus;
    }

    /**
     * A product that may still lack its category.
     *
     * @param category names from top to leaf; empty where the row has none
     * @param categoryIds ids to be looked up in category rows; the last one that is known counts
     */
    record Draft(
            ProductId id,
            String title,
            List<String> category,
            List<String> categoryIds,
            @Nullable String brand,
            String brief,
            String description,
            List<Attribute> attributes,
            List<Sku> skus,
            double rating,
            int ratings,
            long sales,
            @Nullable LocalDate listed,
            List<Review> reviews,
            Set<String> skuIds,
            String shop) {

        Product product(
                List<String> path,
                @Nullable String named,
                List<Attribute> stated,
                List<Sku> variants,
                List<Review> said) {
            return new Product(
                    id,
                    title,
                    path,
                    named,
                    brief,
                    description,
                    stated,
                    variants,
                    rating,
                    ratings,
                    sales,
                    listed,
                    said,
                    shop);
        }
    }

    Draft read() throws RefusedRowException {
        ProductId id = id();
        String title = row.text(LONGEST_TITLE, "title", "name", "goods_name", "product_name", "商品名称", "标题");
        if (title == null || title.isBlank()) {
            throw new RefusedRowException("it has no title; give the field title");
        }
        AttributeFields attributeFields = new AttributeFields(row);
        List<Attribute> attributes = attributeFields.read();
        SkuFields skuFields = new SkuFields(row, id.value(), takenSkus);
        List<Sku> skus = skuFields.read();
        List<Review> reviews = reviews();
        double rating = rating();
        long ratings = row.count("ratings", 0, "rating_count", "评价数");
        String description = prose(20_000, "description", "detail", "content", "desc", "详情");
        String remarks = attributeFields.remarks();
        return new Draft(
                id,
                title,
                category(),
                categoryIds(),
                brand(),
                prose(500, "brief", "intro", "subtitle", "selling_point", "卖点"),
                remarks.isEmpty() ? description : (description + "\n" + remarks).strip(),
                attributes,
                skus,
                rating,
                (int) ratings,
                row.count("sales", 0, "sold", "销量"),
                listed(),
                reviews,
                skuFields.used(),
                shop());
    }

    private String shop() {
        String shop = row.text(60, "shop", "shop_id", "店铺");
        return shop == null || shop.isBlank() ? Product.OWN_SHOP : shop;
    }

    private ProductId id() throws RefusedRowException {
        String id = row.text(200, "id", "spu_id", "goods_id", "product_id", "商品ID", "编号");
        if (id == null || id.isBlank()) {
            throw new RefusedRowException("it has no id; give each product its own id");
        }
        if (id.length() > 128) {
            throw new RefusedRowException("its id has " + id.length() + " characters; the most are 128");
        }
        return new ProductId(id);
    }

    private String prose(int longest, String... names) {
        JsonNode value = row.field(names);
        String text = value == null ? null : Row.scalar(value);
        if (text == null) {
            return "";
        }
        String clean = PlainText.of(row, names[0], text, longest);
        if (PLACEHOLDERS.contains(clean)) {
            row.fixed(names[0] + " '" + clean + "' says nothing; left out");
            return "";
        }
        return clean;
    }

    private @Nullable String brand() {
        JsonNode value = row.field("brand", "brand_name", "品牌");
        String brand = value != null && value.isObject()
                ? row.within(value).text(60, "name")
                : row.text(60, "brand", "brand_name", "品牌");
        return brand == null || brand.isBlank() || brand.equals("无") || brand.equals("null") ? null : brand;
    }

    private List<String> category() {
        JsonNode value = row.field("category", "categories", "category_name", "category_path", "类目", "分类");
        if (value == null) {
            return List.of();
        }
        List<String> raw = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode name : value) {
                String text = name.isObject()
                        ? row.within(name).text(40, "name")
                        : name.isString() ? name.stringValue() : null;
                raw.add(text == null ? "" : text);
            }
        } else if (value.isString()) {
            raw.addAll(Arrays.asList(value.stringValue().split("\\s*(?:[>＞»|]|/(?!\\s*$))\\s*")));
            if (raw.size() > 1) {
                row.fixed("category: path read from one text");
            } else {
                row.fixed("category: one name taken as the whole path");
            }
        }
        List<String> path = raw.stream()
                .limit(8)
                .map(name -> PlainText.line(row, "category", name, 40))
                .filter(name -> !name.isBlank())
                .toList();
        if (raw.size() > 8) {
            row.fixed("category: levels beyond the eighth left out");
        }
        return path;
    }

    private List<String> categoryIds() {
        List<String> ids = new ArrayList<>();
        for (String field : List.of("category_ids", "category_id", "cid", "category")) {
            JsonNode value = row.field(field);
            if (value == null) {
                continue;
            }
            for (JsonNode one : value.isArray() ? value.values() : List.of(value)) {
                String id = one.isNumber() || one.isString() && !field.equals("category") ? Row.scalar(one) : null;
                if (id != null && ids.size() < 10) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private double rating() {
        BigDecimal rating = row.number("rating", "score", "评分");
        if (rating == null) {
            return 0;
        }
        if (rating.signum() < 0 || rating.compareTo(BigDecimal.valueOf(5)) > 0) {
            row.fixed("rating " + rating.toPlainString() + " is not between 0 and 5; left out");
            return 0;
        }
        return rating.setScale(2, RoundingMode.HALF_UP).doubleValue();
    }

    private @Nullable LocalDate listed() {
        String text = row.text(40, "listed", "listed_at", "上架时间");
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeException e) {
            row.fixed("listed '" + text + "' is no date such as 2026-03-31; left out");
            return null;
        }
    }

    private List<Review> reviews() {
        JsonNode field = row.field("reviews", "评价");
        List<Review> reviews = new ArrayList<>();
        if (field == null || !field.isArray()) {
            return reviews;
        }
        for (JsonNode item : field) {
            Row inner = row.within(item);
            String text = item.isString() ? Row.scalar(item) : inner.text(1000, "text", "content");
            long stars = item.isObject() ? inner.count("stars", 0, "star", "rating") : 0;
            if (text == null || text.isBlank() || stars > 5) {
                row.fixed("review left out: it needs text and 1 to 5 stars");
            } else if (reviews.size() < MOST_REVIEWS) {
                reviews.add(new Review((int) stars, PlainText.of(row, "review", text, 1000)));
            } else {
                row.fixed("reviews beyond the first " + MOST_REVIEWS + " left out");
            }
        }
        return reviews;
    }
}
