package io.wenwen.catalog.product;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variant that can be put into a basket.
 *
 * @param options what sets it apart from its siblings, in the catalogue's order, e.g. {@code 颜色→黑色, 尺码→L}
 * @param price what one costs before promotions
 * @param stock pieces that can be sold now
 * @param picture address of its picture, relative to the shop
 */
public record Sku(
        SkuId id,
        Map<String, String> options,
        Money price,
        int stock,
        @Nullable String picture) {

    public Sku {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        if (stock < 0) {
            throw new IllegalArgumentException("Stock of " + id + " is " + stock + "; it cannot be negative.");
        }
    }
}
