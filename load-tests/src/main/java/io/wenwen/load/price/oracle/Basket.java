package io.wenwen.load.price.oracle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A basket that section 15 lets through: lines ascending by id, rules by layer and then id, so that nothing depends on the order of
 * the input.
 *
 * @param returns line id to pieces given back; null when the basket asks about no return
 */
record Basket(
        Instant at,
        Instant payAt,
        User user,
        @Nullable Long maxCoupons,
        List<Line> lines,
        List<Rule> rules,
        @Nullable Map<String, Integer> returns) {

    /** The entitlement: nothing else about a shopper may change a price. */
    record User(String tier, boolean newcomer, Map<String, Long> coupons, Map<String, Long> used) {}

    /** Steps 1 to 6 of section 4. */
    boolean allows(Rule rule) {
        return within(payAt, rule.from(), rule.until())
                && (rule.stock() == null || rule.stock() >= 1)
                && (rule.perUser() == null || user.used().getOrDefault(rule.id(), 0L) < rule.perUser())
                && (rule.tiers().isEmpty() || rule.tiers().contains(user.tier()))
                && (rule.kind() != Kind.NEWCOMER_COUPON || user.newcomer())
                && (!rule.kind().isCoupon()
                        || rule.claimable()
                        || user.coupons().getOrDefault(rule.id(), 0L) >= 1);
    }

    static boolean within(Instant moment, @Nullable Instant from, @Nullable Instant until) {
        return (from == null || !moment.isBefore(from)) && (until == null || moment.isBefore(until));
    }
}
