package io.wenwen.catalog.retrieval;

import io.wenwen.catalog.Offer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts about all products that meet a set of demands; computed over the whole shop, so they are complete.
 *
 * @param count products
 * @param cheapest offer with the lowest price that meets the demands, {@code null} if count is 0
 * @param dearest offer with the highest price
 * @param bestSelling most pieces sold in 30 days
 * @param bestRated highest mean stars among products with at least one rating, more ratings first on a tie
 * @param newest listed last
 * @param brands distinct brands with their number of products, most first
 */
public record Aggregates(
        long count,
        @Nullable Offer cheapest,
        @Nullable Offer dearest,
        @Nullable Offer bestSelling,
        @Nullable Offer bestRated,
        @Nullable Offer newest,
        Map<String, Long> brands) {

    /** The same facts ordered by a quantity of the products, e.g. the longest 续航时间. */
    public record Ranked(String attribute, List<Offer> offers) {}
}
