package io.wenwen.catalog.price;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All rules of a shop, found by what they cover, so that a price on a card, in a filter, in an answer and in a basket come from the same
 * rules by the same code.
 */
public final class RuleBook {

    private static final Entitlements NOBODY = Entitlements.NONE;

    private final List<Rule> rules;
    private final Map<String, Rule> byId = new LinkedHashMap<>();
    private final Map<String, List<Rule>> pricesByProduct = new HashMap<>();
    private final Map<String, List<Rule>> pricesByCategory = new HashMap<>();
    private final List<Rule> pricesOfAll = new ArrayList<>();
    private final Map<ProductId, List<Promotion>> promotionsByProduct = new HashMap<>();
    private final Map<String, List<Promotion>> promotionsByCategory = new HashMap<>();
    private final List<Promotion> promotionsOfAll = new ArrayList<>();

    /**
     * @param promotions as the catalogue states them; they become rules by {@link PromotionRules}
     * @param own rules written as rules
     * @param now prices on cards are those of this moment
     * @throws PricingException if two rules share an id
     */
    public RuleBook(List<Promotion> promotions, List<Rule> own, Instant now) {
        List<Rule> all = new ArrayList<>();
        for (Promotion promotion : promotions) {
            all.add(PromotionRules.of(promotion));
            index(promotion);
        }
        all.addAll(own);
        for (Rule rule : all) {
            if (byId.putIfAbsent(rule.id(), rule) != null) {
                throw new PricingException(
                        PricingException.Code.DUPLICATE_ID, "Two rules are called '" + rule.id() + "'.");
            }
            boolean everybodys = rule.access().tiers().isEmpty()
                    && (rule.access().stock() == null || rule.access().stock() > 0)
                    && rule.window().contains(now);
            if (rule.terms() instanceof Terms.PiecePrice && everybodys) {
                price(rule);
            }
        }
        rules = List.copyOf(all);
    }

    private void price(Rule rule) {
        if (!rule.coverage().products().isEmpty()) {
            rule.coverage()
                    .products()
                    .forEach(id -> pricesByProduct
                            .computeIfAbsent(id, k -> new ArrayList<>())
                            .add(rule));
        } else if (!rule.coverage().categories().isEmpty()) {
            rule.coverage()
                    .categories()
                    .forEach(name -> pricesByCategory
                            .computeIfAbsent(name, k -> new ArrayList<>())
                            .add(rule));
        } else {
            pricesOfAll.add(rule);
        }
    }

    private void index(Promotion promotion) {
        Promotion.Scope scope = promotion.scope();
        if (!scope.products().isEmpty()) {
            for (ProductId id : new HashSet<>(scope.products())) {
                promotionsByProduct.computeIfAbsent(id, k -> new ArrayList<>()).add(promotion);
            }
        } else if (scope.category() != null) {
            promotionsByCategory
                    .computeIfAbsent(scope.category(), k -> new ArrayList<>())
                    .add(promotion);
        } else {
            promotionsOfAll.add(promotion);
        }
    }

    public List<Rule> rules() {
        return rules;
    }

    /** Promotions of the catalogue, of every kind, that cover the product. */
    public List<Promotion> covering(Product product) {
        List<Promotion> found = new ArrayList<>(promotionsByProduct.getOrDefault(product.id(), List.of()));
        for (String category : product.category()) {
            found.addAll(promotionsByCategory.getOrDefault(category, List.of()));
        }
        found.addAll(promotionsOfAll);
        return found.stream().distinct().toList();
    }

    /** What one piece of the SKU costs whoever has no membership: its item price in a basket. */
    public Money price(Product product, Sku sku) {
        long unit = sku.price().fen();
        long lowest = unit;
        boolean any = !pricesOfAll.isEmpty()
                || pricesByProduct.containsKey(product.id().value());
        for (int i = 0; i < product.category().size() && !any; i++) {
            any = pricesByCategory.containsKey(product.category().get(i));
        }
        if (!any) {
            return sku.price();
        }
        BasketLine line = line("1", product, sku, 1);
        List<Rule> near = new ArrayList<>(pricesOfAll);
        near.addAll(pricesByProduct.getOrDefault(product.id().value(), List.of()));
        product.category().forEach(name -> near.addAll(pricesByCategory.getOrDefault(name, List.of())));
        for (Rule rule : near) {
            if (rule.terms() instanceof Terms.PiecePrice terms
                    && rule.coverage().covers(line)) {
                lowest = Math.min(lowest, terms.price(unit));
            }
        }
        return new Money(lowest);
    }

    /** Pieces of a SKU as a line of a basket. */
    public static BasketLine line(String id, Product product, Sku sku, int pieces) {
        return new BasketLine(
                id,
                sku.id().value(),
                product.id().value(),
                product.shop(),
                product.category(),
                sku.price().fen(),
                pieces,
                null);
    }

    /** A basket with every rule that covers one of its lines, and those that these name. */
    public Basket basket(List<BasketLine> lines, Entitlements user, Instant at, Instant payAt) {
        Set<Rule> chosen = new HashSet<>();
        for (Rule rule : rules) {
            if (lines.stream().anyMatch(rule.coverage()::covers)) {
                add(rule, chosen);
            }
        }
        return new Basket(at, payAt, user, null, lines, List.copyOf(chosen), null);
    }

    private void add(Rule rule, Set<Rule> chosen) {
        if (chosen.add(rule)) {
            for (Set<String> named :
                    List.of(rule.stacking().after(), rule.stacking().requires())) {
                for (String id : named) {
                    Rule other = byId.get(id);
                    if (other != null) {
                        add(other, chosen);
                    }
                }
            }
        }
    }

    /** The same for whoever is not known. */
    public Basket basket(List<BasketLine> lines, Instant at) {
        return basket(lines, NOBODY, at, at);
    }
}
