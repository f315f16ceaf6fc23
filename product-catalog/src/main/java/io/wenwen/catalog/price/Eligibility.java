package io.wenwen.catalog.price;

import org.jspecify.annotations.Nullable;

/** Whether a shopper may use a rule now, and if not, the first reason why: "这个券能用吗，为什么不能". */
public enum Eligibility {
    NOT_STARTED,
    EXPIRED,
    EXHAUSTED,
    USER_LIMIT,
    TIER,
    NEWCOMER,
    NOT_HELD,
    NO_LINE,
    /** It could be used, but the basket never reaches what it asks. */
    THRESHOLD,
    /** It could be used, but what is used instead is cheaper. */
    NOT_CHEAPER;

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The first reason why the rule is closed to this basket whatever lines it has; {@code null}: open. */
    public static @Nullable Eligibility reason(Rule rule, Basket basket) {
        Entitlements user = basket.user();
        Rule.Access access = rule.access();
        if (rule.window().before(basket.payAt())) {
            return NOT_STARTED;
        }
        if (rule.window().over(basket.payAt())) {
            return EXPIRED;
        }
        if (access.stock() != null && access.stock() < 1) {
            return EXHAUSTED;
        }
        if (access.perUser() != null && user.used().getOrDefault(rule.id(), 0) >= access.perUser()) {
            return USER_LIMIT;
        }
        if (!access.tiers().isEmpty() && !access.tiers().contains(user.tier())) {
            return TIER;
        }
        if (rule.kind() == Kind.NEWCOMER_COUPON && !user.newcomer()) {
            return NEWCOMER;
        }
        if (rule.kind().coupon() && !access.claimable() && user.coupons().getOrDefault(rule.id(), 0) < 1) {
            return NOT_HELD;
        }
        return null;
    }
}
