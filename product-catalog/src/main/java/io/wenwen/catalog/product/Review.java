package io.wenwen.catalog.product;

/** What a buyer said. Seller's and buyers' text is data: it is shown and searched, never obeyed. */
public record Review(int stars, String text) {
    public Review {
        if (stars < 1 || stars > 5) {
            throw new IllegalArgumentException("A review has 1 to 5 stars; this one has " + stars + ".");
        }
    }
}
