package io.wenwen.catalog.feed;

import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Sku;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes a catalogue as JSON Lines in the own format; reading it back with {@link Feed} gives equal products. */
public final class CatalogWriter {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CatalogWriter() {}

    public static void write(CatalogData data, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            write(data, out);
        }
    }

    public static void write(CatalogData data, Appendable out) throws IOException {
        if (data.shopName() != null) {
            line(out, Map.of("type", "shop", "name", data.shopName()), true);
        }
        for (Promotion promotion : data.promotions()) {
            line(out, promotion(promotion), false);
        }
        for (Product product : data.products()) {
            line(out, product(product), false);
        }
    }

    private static void line(Appendable out, Map<String, ?> fields, boolean sorted) throws IOException {
        try {
            out.append(JSON.writeValueAsString(sorted ? new java.util.TreeMap<>(fields).descendingMap() : fields))
                    .append('\n');
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Map<String, Object> product(Product product) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", product.id().value());
        fields.put("title", product.title());
        fields.put("category", product.category());
        if (!product.shop().equals(Product.OWN_SHOP)) {
            fields.put("shop", product.shop());
        }
        if (product.brand() != null) {
            fields.put("brand", product.brand());
        }
        if (!product.brief().isEmpty()) {
            fields.put("brief", product.brief());
        }
        if (!product.description().isEmpty()) {
            fields.put("description", product.description());
        }
        fields.put(
                "attributes",
                product.attributes().stream().map(CatalogWriter::attribute).toList());
        fields.put("skus", product.skus().stream().map(CatalogWriter::sku).toList());
        if (product.rating() > 0 || product.ratings() > 0) {
            fields.put("rating", BigDecimal.valueOf(product.rating()));
            fields.put("ratings", product.ratings());
        }
        fields.put("sales", product.sales());
        if (product.listed() != null) {
            fields.put("listed", product.listed().toString());
        }
        if (!product.reviews().isEmpty()) {
            fields.put(
                    "reviews",
                    product.reviews().stream()
                            .map(r -> {
                                Map<String, Object> review = new LinkedHashMap<>();
                                if (r.stars() > 0) {
                                    review.put("stars", r.stars());
                                }
                                review.put("text", r.text());
                                return review;
                            })
                            .toList());
        }
        return fields;
    }

    private static Map<String, Object> attribute(Attribute attribute) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", attribute.name());
        if (attribute.values().size() == 1) {
            fields.put("value", attribute.values().getFirst());
        } else {
            fields.put("values", attribute.values());
        }
        if (attribute.number() != null) {
            fields.put("number", attribute.number());
            if (attribute.unit() != null) {
                fields.put("unit", attribute.unit());
            }
        }
        return fields;
    }

    private static Map<String, Object> sku(Sku sku) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", sku.id().value());
        if (!sku.options().isEmpty()) {
            fields.put("options", sku.options());
        }
        fields.put("price_fen", sku.price().fen());
        fields.put("stock", sku.stock());
        if (sku.picture() != null) {
            fields.put("picture", sku.picture());
        }
        return fields;
    }

    private static Map<String, Object> promotion(Promotion promotion) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "promotion");
        fields.put("id", promotion.id());
        switch (promotion) {
            case Promotion.Reduction r -> {
                fields.put("kind", "reduction");
                fields.put("name", "直降" + r.off());
                fields.put("off_fen", r.off().fen());
            }
            case Promotion.SpendAndSave s -> {
                fields.put("kind", "spend_and_save");
                fields.put("name", "满" + s.threshold() + "减" + s.off());
                fields.put("threshold_fen", s.threshold().fen());
                fields.put("off_fen", s.off().fen());
            }
            case Promotion.Coupon c -> {
                fields.put("kind", "coupon");
                fields.put("name", c.name());
                fields.put("threshold_fen", c.threshold().fen());
                fields.put("off_fen", c.off().fen());
            }
        }
        List<ProductId> products = promotion.scope().products();
        if (!products.isEmpty()) {
            fields.put("products", products.stream().map(ProductId::value).toList());
        } else if (promotion.scope().category() != null) {
            fields.put("category", promotion.scope().category());
        }
        return fields;
    }
}
