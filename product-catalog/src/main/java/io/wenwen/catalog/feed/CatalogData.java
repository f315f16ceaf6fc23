package io.wenwen.catalog.feed;

import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Promotion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole shop as data, as read from a feed or made by the demo generator.
 *
 * @param shopName {@code null} where the feed names none
 * @param faqs questions with answers that came with the feed; most feeds have none
 * @param report what happened to each row; empty for generated data
 */
public record CatalogData(
        List<Product> products,
        List<Promotion> promotions,
        @Nullable String shopName,
        List<Faq> faqs,
        ImportReport report) {

    public CatalogData {
        products = List.copyOf(products);
        promotions = List.copyOf(promotions);
        faqs = List.copyOf(faqs);
    }

    /** A question that buyers ask often, with the shop's whole answer. */
    public record Faq(String question, String answer) {}
}
