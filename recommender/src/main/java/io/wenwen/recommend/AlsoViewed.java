package io.wenwen.recommend;

import io.wenwen.catalog.product.ProductId;

/**
 * A recommendation with the figures that prove it.
 *
 * @param together sessions that held both products; 0 where {@link #basis} is {@link Basis#ALIKE}
 * @param sessions sessions that held the product on screen
 */
public record AlsoViewed(ProductId product, Basis basis, double score, int together, int sessions) {

    /** What the recommendation rests on. */
    public enum Basis {
        /** Shoppers who looked at one looked at the other: 看了又看. */
        SESSIONS,
        /** Too few events yet; the same category at a near price: 相似商品. */
        ALIKE
    }
}
