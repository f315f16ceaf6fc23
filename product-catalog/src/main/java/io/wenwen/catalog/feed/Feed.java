package io.wenwen.catalog.feed;

import io.wenwen.catalog.feed.CatalogData.Faq;
import io.wenwen.catalog.feed.RowReport.Outcome;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Review;
import io.wenwen.catalog.product.Sku;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Front door of the import: reads {@code catalog.jsonl[.gz]} files into a {@link CatalogData}, refusing bad rows one by one.
 *
 * <p>Several files make one shop: comments of one file join the products of another by {@code product_id}. A row that names
 * no category is decided after the last file, when the shop's own tree is known. Memory grows with the catalogue, not
 * with a row.
 */
public final class Feed {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ImportReport.Tally tally;
    private final Map<String, Pending> drafts = new LinkedHashMap<>();
    private final Set<String> skuIds = new HashSet<>();
    private final Map<String, Promotion> promotions = new LinkedHashMap<>();
    private final List<Faq> faqs = new ArrayList<>();
    private final Comments comments = new Comments();
    private final Categories categories = new Categories();
    private final TitleReading titles = new TitleReading();
    private @Nullable String shopName;

    private record Pending(ProductRow.Draft draft, String file, long row, List<String> notes) {}

    private Feed(RowListener listener) {
        tally = new ImportReport.Tally(listener);
    }

    /**
     * Reads the files as one shop.
     *
     * @throws IOException where a file cannot be read at all; bad rows never throw
     */
    public static CatalogData read(List<Path> files, RowListener listener) throws IOException {
        Feed feed = new Feed(listener);
        for (Path file : files) {
            feed.readFile(file);
        }
        return feed.finish();
    }

    private void readFile(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (BoundedLines lines = BoundedLines.open(file)) {
            for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
                if (line.text() == null) {
                    tally.add(refused(name, line.number(), null, String.valueOf(line.problem())));
                } else if (!line.text().isBlank()) {
                    readLine(name, line.number(), line.text());
                }
            }
        }
    }

    private void readLine(String file, long number, String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException e) {
            tally.add(refused(
                    file, number, null, "not JSON: " + e.getOriginalMessage() + "; write one JSON object a line"));
            return;
        }
        if (!json.isObject()) {
            tally.add(refused(
                    file, number, null, "not a JSON object; write one JSON object a line, no array around them"));
            return;
        }
        Row row = new Row(json);
        String id = row.text(128, "id");
        try {
            if (readRow(file, number, row)) {
                tally.add(new RowReport(
                        file, number, id, row.notes().isEmpty() ? Outcome.ACCEPTED : Outcome.FIXED, row.notes()));
            }
        } catch (RefusedRowException e) {
            tally.add(refused(file, number, id, String.valueOf(e.getMessage())));
        }
    }

    /** Reads a row of any kind; false where its report has to wait for {@link #finish}. */
    private boolean readRow(String file, long number, Row row) throws RefusedRowException {
        JsonNode type = row.field("type");
        String kind = type != null && type.isString() ? type.stringValue() : guess(row);
        switch (kind) {
            case "product" -> {
                product(file, number, row);
                return false;
            }
            case "promotion" -> promotion(new PromotionRow(row).read());
            case "coupon" -> promotion(new PromotionRow(row).foreignCoupon());
            case "comment" -> comments.add(row);
            case "category" -> categories.node(row);
            case "faq" -> faq(row);
            case "shop" -> shop(row);
            default -> throw new RefusedRowException("type is '" + kind + "'; known are product, promotion and shop");
        }
        return true;
    }

    private static String guess(Row row) {
        if (row.has("question") && row.has("answer")) {
            return "faq";
        }
        if (row.has("product_id", "goods_id") && row.has("content", "comment") && !row.has("title", "name")) {
            return "comment";
        }
        if (row.has("discount") && row.has("min")) {
            return "coupon";
        }
        boolean priced = row.has("price", "retail_price", "selling_price", "original_price", "skus");
        return row.has("pid", "parent", "parent_id") && row.has("name") && !priced ? "category" : "product";
    }

    private void product(String file, long number, Row row) throws RefusedRowException {
        ProductRow.Draft draft = new ProductRow(row, skuIds).read();
        String id = draft.id().value();
        Pending before = drafts.get(id);
        if (before != null) {
            throw new RefusedRowException("id '" + id + "' is used by " + before.file() + ":" + before.row()
                    + "; give each product its own id");
        }
        drafts.put(id, new Pending(draft, file, number, row.notes()));
        skuIds.addAll(draft.skuIds());
        if (!draft.category().isEmpty()) {
            categories.learn(draft.category());
        }
        if (draft.brand() != null) {
            titles.learnBrand(draft.brand());
        }
    }

    private void promotion(Promotion promotion) throws RefusedRowException {
        if (promotions.putIfAbsent(promotion.id(), promotion) != null) {
            throw new RefusedRowException("promotion id '" + promotion.id() + "' is used before; give each its own id");
        }
    }

    /** Keeps an answer up to its last whole sentence: some feeds carry answers that were cut off. */
    private void faq(Row row) throws RefusedRowException {
        String question = row.text(300, "question");
        String answer = row.text(2000, "answer");
        if (question == null || answer == null) {
            throw new RefusedRowException("a FAQ row needs question and answer");
        }
        int end = Math.max(answer.lastIndexOf('。'), answer.lastIndexOf('！')) + 1;
        if (end == 0) {
            throw new RefusedRowException("the answer breaks off within its first sentence; write it whole");
        }
        if (end < answer.length()) {
            row.fixed("answer breaks off; kept up to its last whole sentence");
        }
        faqs.add(new Faq(question, answer.substring(0, end)));
    }

    private void shop(Row row) throws RefusedRowException {
        String name = row.text(60, "name");
        if (name == null || name.isBlank() || shopName != null) {
            throw new RefusedRowException(
                    shopName == null ? "the shop row has no name" : "a second shop row; one is enough");
        }
        shopName = name;
    }

    private CatalogData finish() {
        List<Product> products = new ArrayList<>(drafts.size());
        for (Pending origin : drafts.values()) {
            ProductRow.Draft draft = origin.draft();
            List<String> notes = new ArrayList<>(origin.notes());
            products.add(complete(draft, notes));
            tally.add(new RowReport(
                    origin.file(),
                    origin.row(),
                    draft.id().value(),
                    notes.isEmpty() ? Outcome.ACCEPTED : Outcome.FIXED,
                    notes));
        }
        remarks();
        return new CatalogData(products, List.copyOf(promotions.values()), shopName, faqs, tally.report());
    }

    private Product complete(ProductRow.Draft draft, List<String> notes) {
        List<String> path = draft.category();
        boolean bare = draft.attributes().isEmpty() && draft.skus().size() == 1;
        if (path.isEmpty()) {
            path = derivedCategory(draft, notes);
        }
        String brand = draft.brand();
        if (brand == null && bare) {
            brand = titles.brand(draft.title());
            if (brand != null) {
                notes.add("brand: '" + brand + "' read from the title");
            }
        }
        List<Attribute> attributes = draft.attributes();
        List<Sku> skus = draft.skus();
        if (bare) {
            attributes = titles.amounts(draft.title(), draft.brief(), path, attributes);
            attributes.forEach(
                    a -> notes.add("attribute '" + a.name() + "' = " + a.phrase() + " read from title or brief"));
            Sku sku = titles.withOptions(skus.getFirst(), draft.title(), draft.brief(), path);
            sku.options().forEach((name, value) -> {
                if (!draft.skus().getFirst().options().containsKey(name)) {
                    notes.add("option '" + name + "' = " + value + " read from title or brief");
                }
            });
            skus = List.of(sku);
        }
        List<Review> reviews = new ArrayList<>(draft.reviews());
        reviews.addAll(comments.of(draft.id().value()));
        return draft.product(path, brand, attributes, skus, reviews);
    }

    private List<String> derivedCategory(ProductRow.Draft draft, List<String> notes) {
        List<String> path = categories.ofIds(draft.categoryIds());
        if (path != null) {
            notes.add("category: " + String.join("/", path) + " looked up by its id");
            return path;
        }
        path = categories.ofText(draft.title(), draft.brief());
        if (path != null) {
            notes.add("category: " + String.join("/", path) + " read from the title");
            return path;
        }
        notes.add("category: none given and none read from the title; put under " + Categories.NONE.getFirst());
        return Categories.NONE;
    }

    private void remarks() {
        if (comments.starsAreDefaults()) {
            tally.remark(
                    "comments", "nearly all comments carry 1 star, which is a default and no verdict; stars left out");
        }
        for (String product : comments.products()) {
            if (!drafts.containsKey(product)) {
                tally.remark(
                        "comments", comments.on(product) + " comments on unknown product '" + product + "' left out");
            }
        }
    }

    private static RowReport refused(String file, long row, @Nullable String id, String why) {
        return new RowReport(file, row, id, Outcome.REFUSED, List.of(why));
    }
}
