package io.wenwen.catalog.feed;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.product.SkuId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the variants of a product: own SKUs, {@code specs} with {@code skus}, or one price on the product itself. */
final class SkuFields {

    private static final int MOST = 500;
    private static final int MOST_OPTIONS = 10;
    private static final BigDecimal DEAREST_FEN = BigDecimal.valueOf(100_000_000_00L);
    private static final Set<String> SAYS_NOTHING = Set.of("标准", "默认", "标准规格", "default", "无", "统一规格");
    private static final String[] YUAN = {
        "price", "sale_price", "selling_price", "retail_price", "current_price", "售价", "价格"
    };
    private static final String[] LIST_YUAN = {"original_price", "market_price", "counter_price", "原价"};

    private final Row row;
    private final String product;
    private final Set<String> taken;
    private final Map<String, String> specNames = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    /** @param taken SKU ids of the products before this one */
    SkuFields(Row row, String product, Set<String> taken) {
        this.row = row;
        this.product = product;
        this.taken = taken;
    }

    List<Sku> read() throws RefusedRowException {
        readSpecNames();
        List<Sku> skus = new ArrayList<>();
        JsonNode field = row.field("skus", "variants", "sku_list", "规格列表");
        if (field == null || !field.isArray() || field.isEmpty()) {
            skus.add(single());
            return skus;
        }
        List<String> refused = new ArrayList<>();
        for (JsonNode item : field) {
            if (skus.size() == MOST) {
                row.fixed("SKUs beyond the first " + MOST + " left out");
                break;
            }
            try {
                if (!item.isObject()) {
                    throw new RefusedRowException("it is no object");
                }
                skus.add(sku(row.within(item), skus.size() + refused.size() + 1));
            } catch (RefusedRowException e) {
                refused.add("SKU " + (skus.size() + refused.size() + 1) + " left out: " + e.getMessage());
            }
        }
        if (skus.isEmpty()) {
            throw new RefusedRowException(String.join("; ", refused.subList(0, Math.min(3, refused.size()))));
        }
        refused.forEach(row::fixed);
        return skus;
    }

    private Sku single() throws RefusedRowException {
        if (!row.has("price_fen") && !row.has(YUAN) && !row.has(LIST_YUAN)) {
            throw new RefusedRowException(
                    "it has neither skus nor a price; give skus with price_fen (whole 分) or a price in 元");
        }
        row.fixed("no skus: the product itself became one SKU");
        return new Sku(id(row, null, 1), Map.of(), price(row), stock(row), picture(row));
    }

    private Sku sku(Row sku, int number) throws RefusedRowException {
        Money price = price(sku);
        return new Sku(
                id(sku, sku.text(200, "id", "sku_id", "sku"), number), options(sku), price, stock(sku), picture(sku));
    }

    private SkuId id(Row sku, @Nullable String given, int number) {
        String id = given;
        if (id == null || id.isBlank() || id.length() > 128) {
            id = shortened(product) + "-" + number;
            if (given != null) {
                sku.fixed("SKU id of " + given.length() + " characters replaced by " + id);
            }
        }
        String unique = id;
        for (int n = 2; taken.contains(unique) || used.contains(unique); n++) {
            unique = shortened(product) + "-" + number + "-" + n;
        }
        if (!unique.equals(id)) {
            sku.fixed("SKU id '" + id + "' is used before; replaced by " + unique);
        }
        used.add(unique);
        return new SkuId(unique);
    }

    private static String shortened(String id) {
        return id.length() <= 100 ? id : id.substring(0, 100);
    }

    /** Ids given in this product, to be kept only if the product is. */
    Set<String> used() {
        return used;
    }

    private static Money price(Row row) throws RefusedRowException {
        BigDecimal fen;
        if (row.has("price_fen")) {
            fen = row.number("price_fen");
            if (fen == null || fen.stripTrailingZeros().scale() > 0) {
                throw new RefusedRowException("price_fen is " + Row.shown(row.field("price_fen"))
                        + "; it must be whole 分, e.g. 12900 for 129元");
            }
        } else {
            String[] names = row.has(YUAN) ? YUAN : LIST_YUAN;
            BigDecimal yuan = row.number(names);
            if (yuan == null) {
                throw new RefusedRowException(
                        "it has no readable price (" + Row.shown(row.field(names)) + "); give price_fen in whole 分");
            }
            fen = yuan.movePointRight(2);
            if (fen.stripTrailingZeros().scale() > 0) {
                fen = fen.setScale(0, RoundingMode.HALF_UP);
                row.fixed("price " + yuan.toPlainString() + " has more than two decimals; rounded to " + fen + " 分");
            } else {
                row.fixed("price in 元 taken as 分");
            }
        }
        if (fen.signum() <= 0 || fen.compareTo(DEAREST_FEN) > 0) {
            throw new RefusedRowException(
                    "the price is " + fen.toPlainString() + " 分; it must be above 0 and at most 1亿元");
        }
        return new Money(fen.longValueExact());
    }

    private int stock(Row sku) {
        if (!sku.has("stock", "inventory", "quantity", "库存") && !row.has("stock", "inventory", "库存")) {
            row.fixed("no stock given: counted as 1 in stock");
            return 1;
        }
        Row holder = sku.has("stock", "inventory", "quantity", "库存") ? sku : row;
        return (int) holder.count("stock", 1, "inventory", "quantity", "库存");
    }

    private @Nullable String picture(Row sku) {
        String picture = sku.text(500, "picture", "image", "pic_url", "url");
        return picture == null || picture.isBlank() || picture.contains("\"") || !safe(picture) ? null : picture;
    }

    /** Only addresses a page may load as a picture; never script. */
    private static boolean safe(String picture) {
        return picture.startsWith("/")
                || picture.startsWith("https://")
                || picture.startsWith("http://")
                || !picture.contains(":");
    }

    private Map<String, String> options(Row sku) {
        Map<String, String> options = new LinkedHashMap<>();
        JsonNode given = sku.field("options", "specs", "spec", "规格");
        if (given == null) {
            return options;
        }
        if (given.isObject()) {
            given.properties().forEach(e -> put(options, sku, e.getKey(), Row.scalar(e.getValue())));
        } else if (given.isArray()) {
            for (JsonNode value : given) {
                boolean named = value.isObject();
                Row inner = row.within(value);
                String text = named ? inner.text(100, "value") : Row.scalar(value);
                put(options, sku, named ? inner.text(40, "name") : specNames.get(text), text);
            }
        } else {
            put(options, sku, "规格", Row.scalar(given));
        }
        return options;
    }

    private void put(Map<String, String> options, Row sku, @Nullable String rawName, @Nullable String rawValue) {
        if (rawValue == null || rawValue.isBlank()) {
            return;
        }
        String value = PlainText.line(sku, "option", rawValue, 100);
        if (rawName == null && SAYS_NOTHING.contains(value) || "规格".equals(rawName) && SAYS_NOTHING.contains(value)) {
            sku.fixed("option '" + value + "' says nothing; left out");
            return;
        }
        String name = rawName == null || rawName.isBlank() ? "规格" : PlainText.line(sku, "option name", rawName, 40);
        if (options.size() == MOST_OPTIONS) {
            sku.fixed("options beyond the first " + MOST_OPTIONS + " left out");
        } else if (options.putIfAbsent(name, value) != null) {
            sku.fixed("option '" + name + "' occurs twice in one SKU; the second left out");
        }
    }

    /** {@code specs: [{name: 颜色, value: 玛瑙红}, …]} names the values that the SKUs list bare. */
    private void readSpecNames() {
        JsonNode specs = row.field("specs", "specifications");
        if (specs == null || !specs.isArray()) {
            return;
        }
        for (JsonNode spec : specs) {
            Row inner = row.within(spec);
            String name = spec.isObject() ? inner.text(40, "name") : null;
            String value = spec.isObject() ? inner.text(100, "value") : null;
            if (name != null && value != null && specNames.size() < 1000) {
                specNames.putIfAbsent(value, name);
            }
        }
    }
}
