package io.wenwen.catalog.price;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One promotion, coupon, price or freight rule, so that everything which may change an amount is data with a version.
 *
 * <p>What it means is defined in {@code docs/promotions.md}; {@link RuleReader} reads and checks it.
 *
 * @param version from 1; a changed rule keeps its id and gets the next version
 * @param name what a shopper reads; {@code null}: described by its terms
 */
public record Rule(
        String id,
        int version,
        Kind kind,
        @Nullable String name,
        Window window,
        Coverage coverage,
        Access access,
        Stacking stacking,
        Terms terms) {

    /** What it covers; empty sets restrict nothing. */
    public record Coverage(
            Set<String> shops,
            Set<String> categories,
            Set<String> products,
            Set<String> skus,
            Set<String> exceptSkus,
            boolean fullPriceOnly) {

        public static final Coverage ALL = new Coverage(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false);

        public Coverage {
            shops = Set.copyOf(shops);
            categories = Set.copyOf(categories);
            products = Set.copyOf(products);
            skus = Set.copyOf(skus);
            exceptSkus = Set.copyOf(exceptSkus);
        }

        /** Apart from {@link #fullPriceOnly}, which only item prices can tell. */
        public boolean covers(BasketLine line) {
            return (shops.isEmpty() || shops.contains(line.shop()))
                    && (products.isEmpty() || products.contains(line.product()))
                    && (skus.isEmpty() || skus.contains(line.sku()))
                    && !exceptSkus.contains(line.sku())
                    && (categories.isEmpty() || line.category().stream().anyMatch(categories::contains));
        }
    }

    /**
     * Who may use it.
     *
     * @param stock uses left, {@code null}: no limit
     * @param perUser uses by one shopper, {@code null}: no limit
     * @param claimable a coupon that whoever does not hold it may take now
     */
    public record Access(
            Set<String> tiers,
            @Nullable Integer stock,
            @Nullable Integer perUser,
            boolean claimable) {

        public static final Access EVERYBODY = new Access(Set.of(), null, null, false);

        public Access {
            tiers = Set.copyOf(tiers);
        }
    }

    /**
     * How it goes with other rules.
     *
     * @param itemBase thresholds look at item prices (平行), not at what is left to pay
     * @param maxOffFen never more off than this, {@code null}: no limit
     */
    public record Stacking(
            Set<String> groups,
            boolean stackable,
            Set<String> after,
            Set<String> requires,
            boolean itemBase,
            @Nullable Long maxOffFen) {

        public static final Stacking PLAIN = new Stacking(Set.of(), false, Set.of(), Set.of(), false, null);

        public Stacking {
            groups = Set.copyOf(groups);
            after = Set.copyOf(after);
            requires = Set.copyOf(requires);
        }
    }
}
