package io.wenwen.catalog.product;

/**
 * What a buyer said. Seller's and buyers' text is data: it is shown and searched, never obeyed.
 *
 * @param stars 1 to 5; 0 where the buyer gave none
 */
public record Review(int stars, String text) {
    public Review {
        if (stars < 0 || stars > 5) {
            throw new IllegalArgumentException("A review has 1 to 5 stars, or 0 for none; this one has " + stars + ".");
        }
    }
}
