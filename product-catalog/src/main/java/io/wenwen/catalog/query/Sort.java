package io.wenwen.catalog.query;

import org.jspecify.annotations.Nullable;

/**
 * In which order the shopper wants to see things; no demand, so never checked.
 *
 * @param attribute for {@link Key#ATTRIBUTE} the quantity to order by, e.g. {@code 续航时间}
 * @param descending largest first
 */
public record Sort(Key key, @Nullable String attribute, boolean descending) {

    /** What is compared. */
    public enum Key {
        PRICE,
        SALES,
        RATING,
        NEWEST,
        ATTRIBUTE
    }

    public static final Sort CHEAPEST = new Sort(Key.PRICE, null, false);
    public static final Sort DEAREST = new Sort(Key.PRICE, null, true);
    public static final Sort BEST_SELLING = new Sort(Key.SALES, null, true);
    public static final Sort BEST_RATED = new Sort(Key.RATING, null, true);
    public static final Sort NEWEST = new Sort(Key.NEWEST, null, true);
}
