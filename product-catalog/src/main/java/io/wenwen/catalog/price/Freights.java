package io.wenwen.catalog.price;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Layer 8: what each shop asks for delivery at given amounts. */
final class Freights {

    /** A rule with the lines of its shop that it covers. */
    private record Asked(Rule rule, Terms.Freight terms, int[] lines) {}

    private record AtShop(String shop, List<Asked> rules) {}

    /** One shop's freight and the rule that set it; no rule: nothing is asked. */
    record Fee(String shop, long fen, @Nullable Rule rule) {}

    private final List<AtShop> shops = new ArrayList<>();
    private final long[] item;
    private final boolean any;

    Freights(Basket basket, List<ItemPrices.Priced> priced) {
        item = priced.stream().mapToLong(ItemPrices.Priced::item).toArray();
        TreeMap<String, List<Asked>> found = new TreeMap<>(CodePoints.ORDER);
        for (BasketLine line : basket.lines()) {
            found.computeIfAbsent(line.shop(), k -> new ArrayList<>());
        }
        boolean asked = false;
        for (Rule rule : basket.rules()) {
            if (!(rule.terms() instanceof Terms.Freight terms) || Eligibility.reason(rule, basket) != null) {
                continue;
            }
            int[] lines = Problem.covered(rule, basket, priced);
            if (lines.length > 0) {
                String shop = basket.lines().get(lines[0]).shop();
                found.computeIfAbsent(shop, k -> new ArrayList<>()).add(new Asked(rule, terms, lines));
                asked = true;
            }
        }
        found.forEach((shop, rules) -> shops.add(new AtShop(shop, rules)));
        any = asked;
    }

    long total(long[] running) {
        if (!any) {
            return 0;
        }
        long sum = 0;
        for (AtShop shop : shops) {
            Asked cheapest = cheapest(shop, running);
            sum += cheapest == null ? 0 : fee(cheapest, running);
        }
        return sum;
    }

    List<Fee> fees(long[] running) {
        List<Fee> fees = new ArrayList<>();
        for (AtShop shop : shops) {
            Asked cheapest = cheapest(shop, running);
            fees.add(
                    cheapest == null
                            ? new Fee(shop.shop(), 0, null)
                            : new Fee(shop.shop(), fee(cheapest, running), cheapest.rule()));
        }
        return fees;
    }

    /** Rules are in order of id, so that the first of equals is the named one. */
    private @Nullable Asked cheapest(AtShop shop, long[] running) {
        Asked cheapest = null;
        for (Asked asked : shop.rules()) {
            if (cheapest == null || fee(asked, running) < fee(cheapest, running)) {
                cheapest = asked;
            }
        }
        return cheapest;
    }

    private long fee(Asked asked, long[] running) {
        Long free = asked.terms().freeFromFen();
        if (free == null) {
            return asked.terms().feeFen();
        }
        long measure = 0;
        long[] amounts = asked.rule().stacking().itemBase() ? item : running;
        for (int i : asked.lines()) {
            measure += amounts[i];
        }
        return measure >= free ? 0 : asked.terms().feeFen();
    }
}
