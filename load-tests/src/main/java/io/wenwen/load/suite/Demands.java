package io.wenwen.load.suite;

import io.wenwen.load.suite.ShopFacts.ShopProduct;
import io.wenwen.load.suite.ShopFacts.ShopSku;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds demands against the shop's own data; the judge's reading of {@code docs/shopper-suite.md}, shared with nobody. */
public final class Demands {

    private static final BigDecimal NEAR = new BigDecimal("0.1");

    private Demands() {}

    /** Products of which some SKU meets all demands. */
    public static List<ShopProduct> meeting(ShopFacts shop, Collection<Gold> demands) {
        return shop.products().stream()
                .filter(p ->
                        shop.skusOf(p).stream().anyMatch(s -> demands.stream().allMatch(d -> holds(d, s))))
                .toList();
    }

    /** Whether one SKU meets one demand; false where the shop does not say. */
    public static boolean holds(Gold demand, ShopSku sku) {
        ShopProduct product = sku.product();
        return switch (demand.attribute()) {
            case "category" -> is(demand, product.category().stream().anyMatch(c -> c.equals(demand.value())), true);
            case "brand" -> is(demand, Objects.equals(product.brand(), demand.value()), true);
            case "price" -> {
                BigDecimal limit = demand.number();
                yield limit != null && compare(demand.op(), BigDecimal.valueOf(sku.price(), 2), limit);
            }
            default -> attribute(demand, sku);
        };
    }

    private static boolean attribute(Gold demand, ShopSku sku) {
        ShopProduct product = sku.product();
        BigDecimal limit = demand.number();
        String option = sku.options().get(demand.attribute());
        BigDecimal chosen = option == null || demand.unit() == null ? null : amountIn(option, demand.unit());
        if (limit != null && chosen != null) {
            return compare(demand.op(), chosen, limit);
        }
        BigDecimal amount = product.numbers().get(demand.attribute());
        if (limit != null && amount != null) {
            return compare(demand.op(), amount, limit);
        }
        List<String> values =
                option != null ? List.of(option) : product.attributes().getOrDefault(demand.attribute(), List.of());
        String wanted = demand.unit() == null ? demand.value() : demand.value() + demand.unit();
        boolean there = values.stream().anyMatch(v -> v.equals(wanted) || v.contains(wanted));
        return is(demand, there, !values.isEmpty());
    }

    /** 500 of the option 500毫升 where the unit asked for is 毫升. */
    private static @Nullable BigDecimal amountIn(String option, String unit) {
        return option.endsWith(unit) ? Gold.figure(option.substring(0, option.length() - unit.length())) : null;
    }

    private static boolean is(Gold demand, boolean there, boolean said) {
        return demand.op().equals("!=") ? !there : said && there;
    }

    private static boolean compare(String op, BigDecimal amount, BigDecimal limit) {
        return switch (op) {
            case "=" -> amount.compareTo(limit) == 0;
            case "!=" -> amount.compareTo(limit) != 0;
            case "<=" -> amount.compareTo(limit) <= 0;
            case ">=" -> amount.compareTo(limit) >= 0;
            case "~" ->
                amount.subtract(limit).abs().compareTo(limit.multiply(NEAR).abs()) <= 0;
            default -> false;
        };
    }
}
