package io.wenwen.catalog.price;

import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a promotion of the catalogue means as a rule: thresholds look at what is left to pay, and one shop coupon goes into an order. */
public final class PromotionRules {

    /** Of the shop coupons that come with the catalogue, an order takes one. */
    static final String ONE_COUPON = "每单一券";

    private PromotionRules() {}

    public static Rule of(Promotion promotion) {
        return switch (promotion) {
            case Promotion.Reduction r ->
                new Rule(
                        r.id(),
                        1,
                        Kind.REDUCTION,
                        null,
                        Window.ALWAYS,
                        coverage(r.scope(), false),
                        Rule.Access.EVERYBODY,
                        Rule.Stacking.PLAIN,
                        new Terms.PiecePrice(r.off().fen(), null, null, Integer.MAX_VALUE));
            case Promotion.SpendAndSave s ->
                new Rule(
                        s.id(),
                        1,
                        Kind.SPEND_OFF,
                        null,
                        Window.ALWAYS,
                        coverage(s.scope(), true),
                        Rule.Access.EVERYBODY,
                        Rule.Stacking.PLAIN,
                        new Terms.SpendOff(List.of(
                                new Terms.Step(s.threshold().fen(), s.off().fen()))));
            case Promotion.Coupon c ->
                new Rule(
                        c.id(),
                        1,
                        Kind.SHOP_COUPON,
                        c.name(),
                        Window.ALWAYS,
                        coverage(c.scope(), true),
                        new Rule.Access(Set.of(), null, null, true),
                        new Rule.Stacking(Set.of(ONE_COUPON), false, Set.of(), Set.of(), false, null),
                        new Terms.Coupon(c.threshold().fen(), c.off().fen(), null));
        };
    }

    private static Rule.Coverage coverage(Promotion.Scope scope, boolean ofShop) {
        Set<String> shops = ofShop ? Set.of(Product.OWN_SHOP) : Set.of();
        Set<String> products = scope.products().stream().map(ProductId::value).collect(Collectors.toSet());
        Set<String> categories = scope.category() == null || !products.isEmpty() ? Set.of() : Set.of(scope.category());
        return new Rule.Coverage(shops, categories, products, Set.of(), Set.of(), false);
    }
}
