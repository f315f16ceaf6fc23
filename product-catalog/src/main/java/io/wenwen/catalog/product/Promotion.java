package io.wenwen.catalog.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reduction that the shop grants. Which goods it covers is its {@link Scope}. */
public sealed interface Promotion {

    String id();

    Scope scope();

    /** 直降: every piece costs this much less. */
    record Reduction(String id, Scope scope, Money off) implements Promotion {}

    /** 满减: a basket of at least {@code threshold} costs {@code off} less, once. */
    record SpendAndSave(String id, Scope scope, Money threshold, Money off) implements Promotion {}

    /** 店铺券: like 满减, but the shopper must take it first; one per order. */
    record Coupon(String id, Scope scope, String name, Money threshold, Money off) implements Promotion {}

    /**
     * What a promotion covers. Both null and empty: the whole shop.
     *
     * @param category a category name on the product's path
     * @param products named products
     */
    record Scope(@Nullable String category, List<ProductId> products) {
        public Scope {
            products = List.copyOf(products);
        }

        public boolean covers(Product product) {
            if (!products.isEmpty()) {
                return products.contains(product.id());
            }
            return category == null || product.category().contains(category);
        }
    }
}
