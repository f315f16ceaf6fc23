package io.wenwen.load.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a shop's files say, read straight from {@code catalog.jsonl} and {@code policies.md}: the judge's own copy of the facts. */
public final class ShopFacts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, ShopProduct> products = new LinkedHashMap<>();
    private final Map<String, ShopSku> skus = new HashMap<>();
    private final List<ShopPromotion> promotions = new ArrayList<>();
    private final String policies;

    /** A product as its line states it. */
    public record ShopProduct(
            String id,
            String title,
            List<String> category,
            @Nullable String brand,
            String brief,
            String description,
            Map<String, List<String>> attributes,
            Map<String, String> units,
            Map<String, BigDecimal> numbers,
            double rating,
            long ratings,
            long sales,
            List<String> skus,
            List<String> options) {

        /** Whether this is the name of the product's leaf category. */
        public boolean leaf(String name) {
            return category.getLast().equals(name);
        }

        /** Whether the product belongs to this category or brand, or has exactly this attribute value. */
        public boolean has(String word) {
            return category.contains(word)
                    || word.equals(brand)
                    || attributes.values().stream().anyMatch(values -> values.contains(word));
        }

        /** Whether the shop's own words about the product hold this one. */
        public boolean says(String word) {
            return data().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
        }

        /** Title, category, brand, brief, attributes and options as one text; the long description proves nothing. */
        public String data() {
            StringBuilder text =
                    new StringBuilder(title).append('\n').append(brief).append('\n');
            category.forEach(c -> text.append(c).append('\n'));
            if (brand != null) {
                text.append(brand).append('\n');
            }
            attributes.forEach((name, values) -> text.append(name)
                    .append(' ')
                    .append(String.join("、", values))
                    .append('\n'));
            options.forEach(o -> text.append(o).append('\n'));
            return text.toString();
        }
    }

    /** A variant: what it costs in 分 before and after 直降. */
    public record ShopSku(
            String id, ShopProduct product, Map<String, String> options, long listPrice, long price, long stock) {}

    /** A reduction that the shop grants. */
    public record ShopPromotion(
            String id,
            String kind,
            String name,
            @Nullable String category,
            List<String> products,
            long threshold,
            long off) {

        boolean covers(ShopProduct product) {
            if (!products.isEmpty()) {
                return products.contains(product.id());
            }
            return category == null || product.category().contains(category);
        }
    }

    private ShopFacts(String policies) {
        this.policies = policies;
    }

    /** Reads a shop in the format of {@code docs/catalog-format.md}; a plain or gzipped catalogue. */
    public static ShopFacts read(Path catalog, Path policies) throws IOException {
        ShopFacts shop = new ShopFacts(Files.exists(policies) ? Files.readString(policies) : "");
        List<JsonNode> rows = new ArrayList<>();
        try (BufferedReader lines = open(catalog)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    rows.add(JSON.readTree(line));
                }
            }
        }
        for (JsonNode row : rows) {
            if (row.path("type").asString("product").equals("promotion")) {
                shop.promotions.add(promotion(row));
            }
        }
        for (JsonNode row : rows) {
            if (row.path("type").asString("product").equals("product")) {
                shop.add(row);
            }
        }
        return shop;
    }

    private static BufferedReader open(Path catalog) throws IOException {
        InputStream in = Files.newInputStream(catalog);
        if (catalog.toString().endsWith(".gz")) {
            in = new GZIPInputStream(in);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static ShopPromotion promotion(JsonNode row) {
        List<String> products = new ArrayList<>();
        row.path("products").forEach(p -> products.add(p.asString()));
        return new ShopPromotion(
                row.path("id").asString(""),
                row.path("kind").asString(""),
                row.path("name").asString(""),
                row.hasNonNull("category") ? row.path("category").asString() : null,
                products,
                row.path("threshold_fen").asLong(0),
                row.path("off_fen").asLong(0));
    }

    private void add(JsonNode row) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        Map<String, String> units = new HashMap<>();
        Map<String, BigDecimal> numbers = new HashMap<>();
        for (JsonNode a : row.path("attributes")) {
            String name = a.path("name").asString("");
            List<String> values = new ArrayList<>();
            if (a.has("values")) {
                a.path("values").forEach(v -> values.add(v.asString()));
            } else {
                values.add(a.path("value").asString(""));
            }
            attributes.put(name, values);
            if (a.hasNonNull("unit") && a.hasNonNull("number")) {
                units.put(name, a.path("unit").asString());
                numbers.put(name, a.path("number").decimalValue());
            }
        }
        List<String> category = new ArrayList<>();
        row.path("category").forEach(c -> category.add(c.asString()));
        List<String> ids = new ArrayList<>();
        List<String> optionWords = new ArrayList<>();
        for (JsonNode s : row.path("skus")) {
            ids.add(s.path("id").asString());
            s.path("options").forEach(o -> optionWords.add(o.asString()));
        }
        ShopProduct product = new ShopProduct(
                row.path("id").asString(),
                row.path("title").asString(""),
                category,
                row.hasNonNull("brand") ? row.path("brand").asString() : null,
                row.path("brief").asString(""),
                row.path("description").asString(""),
                attributes,
                units,
                numbers,
                row.path("rating").asDouble(0),
                row.path("ratings").asLong(0),
                row.path("sales").asLong(0),
                ids,
                optionWords);
        products.put(product.id(), product);
        long reduction = promotions.stream()
                .filter(p -> p.kind().equals("reduction") && p.covers(product))
                .mapToLong(ShopPromotion::off)
                .max()
                .orElse(0);
        for (JsonNode s : row.path("skus")) {
            Map<String, String> options = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> option : s.path("options").properties()) {
                options.put(option.getKey(), option.getValue().asString());
            }
            long price = s.path("price_fen").asLong(0);
            ShopSku sku = new ShopSku(
                    s.path("id").asString(),
                    product,
                    options,
                    price,
                    Math.max(0, price - reduction),
                    s.path("stock").asLong(0));
            skus.put(sku.id(), sku);
        }
    }

    public Collection<ShopProduct> products() {
        return products.values();
    }

    public @Nullable ShopProduct product(String id) {
        return products.get(id);
    }

    public @Nullable ShopSku sku(String id) {
        return skus.get(id);
    }

    public List<ShopSku> skusOf(ShopProduct product) {
        return product.skus().stream().map(skus::get).toList();
    }

    /** Promotions that cover a product. */
    public List<ShopPromotion> promotionsOf(ShopProduct product) {
        return promotions.stream().filter(p -> p.covers(product)).toList();
    }

    public List<ShopPromotion> promotions() {
        return promotions;
    }

    public String policies() {
        return policies;
    }
}
