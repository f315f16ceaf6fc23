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
        String name = demand.attribute();
        String option = sku.options().get(name);
        List<String> values =
                option != null ? List.of(option) : sku.product().attributes().getOrDefault(name, List.of());
        BigDecimal limit = demand.number();
        BigDecimal amount = amount(demand, option, values, sku.product());
        if (limit != null && amount != null) {
            return compare(demand.op(), amount, limit);
        }
        String wanted = demand.unit() == null ? demand.value() : demand.value() + demand.unit();
        boolean there = values.stream().anyMatch(v -> v.equals(wanted) || v.contains(wanted));
        return is(demand, there, !values.isEmpty());
    }

    /** What the SKU states of a quantity, in the demand's unit: its option, else the product's number, else its one value as written. */
    private static @Nullable BigDecimal amount(
            Gold demand, @Nullable String option, List<String> values, ShopProduct product) {
        String unit = demand.unit();
        if (unit == null) {
            return null;
        }
        BigDecimal stated = option == null ? product.numbers().get(demand.attribute()) : null;
        Quantity quantity = stated != null
                ? new Quantity(stated, product.units().getOrDefault(demand.attribute(), unit))
                : values.size() == 1 ? Quantity.of(values.getFirst()) : null;
        return quantity == null ? null : quantity.in(unit);
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
