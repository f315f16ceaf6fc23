package io.wenwen.catalog.price;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a price may depend on besides the basket: published membership, coupons held and uses so far. There is no person in it, so
 * that two shoppers with the same entitlements cannot be asked different prices.
 *
 * @param tier membership tier, empty for none
 * @param coupons how many of each coupon are held, by rule id
 * @param used earlier uses, by rule id
 */
public record Entitlements(String tier, boolean newcomer, Map<String, Integer> coupons, Map<String, Integer> used) {

    public static final Entitlements NONE = new Entitlements("", false, Map.of(), Map.of());

    public Entitlements {
        coupons = Collections.unmodifiableMap(new TreeMap<>(coupons));
        used = Collections.unmodifiableMap(new TreeMap<>(used));
    }
}
