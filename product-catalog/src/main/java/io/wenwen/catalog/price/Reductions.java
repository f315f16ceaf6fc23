package io.wenwen.catalog.price;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Sku;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * 直降 reductions by product, so that every price shown, filtered or sorted by is the one the shopper pays for one piece.
 *
 * <p>Every reduction that covers a product is taken off each piece. One that would leave nothing to pay is an error of the
 * shop and is left out.
 */
public final class Reductions {

    private final Map<String, List<Promotion>> byCategory = new HashMap<>();
    private final Map<ProductId, List<Promotion>> byProduct = new HashMap<>();
    private final List<Promotion> shopWide = new ArrayList<>();

    public Reductions(List<Promotion> promotions) {
        for (Promotion promotion : promotions) {
            Promotion.Scope scope = promotion.scope();
            if (!scope.products().isEmpty()) {
                for (ProductId id : scope.products()) {
                    once(byProduct.computeIfAbsent(id, k -> new ArrayList<>()), promotion);
                }
            } else if (scope.category() != null) {
                once(byCategory.computeIfAbsent(scope.category(), k -> new ArrayList<>()), promotion);
            } else {
                once(shopWide, promotion);
            }
        }
    }

    private static void once(List<Promotion> promotions, Promotion promotion) {
        if (!promotions.contains(promotion)) {
            promotions.add(promotion);
        }
    }

    /** Promotions of every kind that cover the product. */
    public List<Promotion> covering(Product product) {
        List<Promotion> found = new ArrayList<>(byProduct.getOrDefault(product.id(), List.of()));
        for (String category : product.category()) {
            found.addAll(byCategory.getOrDefault(category, List.of()));
        }
        found.addAll(shopWide);
        return found.stream().distinct().toList();
    }

    /** What one piece of the SKU costs now. */
    public Money price(Product product, Sku sku) {
        Money price = reduced(sku.price(), byProduct.getOrDefault(product.id(), List.of()));
        List<String> path = product.category();
        for (int i = 0; i < path.size(); i++) {
            if (path.indexOf(path.get(i)) == i) {
                price = reduced(price, byCategory.getOrDefault(path.get(i), List.of()));
            }
        }
        return reduced(price, shopWide);
    }

    private static Money reduced(Money before, List<Promotion> promotions) {
        Money price = before;
        for (Promotion promotion : promotions) {
            if (promotion instanceof Promotion.Reduction reduction
                    && reduction.off().fen() < price.fen()) {
                price = price.minus(reduction.off());
            }
        }
        return price;
    }
}
