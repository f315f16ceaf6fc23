package io.wenwen.catalog.feed;

import io.wenwen.catalog.product.Review;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Buyers' comments from rows of their own, kept until all products are known. */
final class Comments {

    private static final int MOST_A_PRODUCT = 200;

    private final Map<String, List<Review>> byProduct = new HashMap<>();
    private long count;
    private long oneStar;

    void add(Row row) throws RefusedRowException {
        String product = row.text(200, "product_id", "goods_id", "spu_id", "value_id");
        String text = row.text(1000, "content", "text", "comment");
        if (row.count("type", 0) != 0) {
            throw new RefusedRowException("the comment is not about a product (type " + row.count("type", 0) + ")");
        }
        if (product == null || product.isBlank() || text == null || text.isBlank()) {
            throw new RefusedRowException("a comment needs product_id and content");
        }
        long stars = row.count("star", 0, "stars", "rating");
        List<Review> reviews = byProduct.computeIfAbsent(product, p -> new ArrayList<>());
        if (reviews.size() >= MOST_A_PRODUCT) {
            throw new RefusedRowException("the product has " + MOST_A_PRODUCT + " comments already");
        }
        count++;
        if (stars == 1) {
            oneStar++;
        }
        reviews.add(new Review(stars > 5 ? 0 : (int) stars, text));
    }

    /** Where nearly all comments carry one star, the field holds a default and not what buyers meant. */
    boolean starsAreDefaults() {
        return count >= 20 && oneStar * 100 >= count * 95;
    }

    List<Review> of(String product) {
        List<Review> reviews = byProduct.getOrDefault(product, List.of());
        return starsAreDefaults()
                ? reviews.stream().map(r -> new Review(0, r.text())).toList()
                : reviews;
    }

    /** Products that were commented on. */
    Iterable<String> products() {
        return byProduct.keySet().stream().sorted().toList();
    }

    int on(String product) {
        return byProduct.getOrDefault(product, List.of()).size();
    }
}
