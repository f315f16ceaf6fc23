package io.wenwen.catalog.price;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of one SKU in a basket, with all that rules may look at.
 *
 * @param unitFen list price of one piece
 * @param presale id of the presale rule under which it is bought
 */
public record BasketLine(
        String id,
        String sku,
        String product,
        String shop,
        List<String> category,
        long unitFen,
        int pieces,
        @Nullable String presale) {

    public BasketLine {
        category = List.copyOf(category);
    }
}
