package io.wenwen.catalog.price;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A checked basket made ready for the search: amounts after layer 1, usable discounts, and which of them go together. */
final class Problem {

    final Basket basket;
    final List<ItemPrices.Priced> priced;
    final long[] running;
    final long[] deposit;
    final Freights freights;
    /** In order of layer, then id. */
    final List<Discount> discounts;
    /** Why each other rule of layers 2 to 6 is out, by id. */
    final Map<String, Eligibility> closed = new LinkedHashMap<>();

    Problem(Basket basket) {
        this.basket = basket;
        BasketCheck.check(basket);
        priced = ItemPrices.of(basket);
        running = priced.stream().mapToLong(p -> p.item() - p.inflation()).toArray();
        deposit = priced.stream().mapToLong(ItemPrices.Priced::deposit).toArray();
        freights = new Freights(basket, priced);
        List<Discount> usable = new ArrayList<>();
        for (Rule rule : basket.rules()) {
            if (rule.kind().discount()) {
                Discount discount = usable(rule);
                if (discount != null) {
                    usable.add(discount);
                }
            }
        }
        usable.sort(Comparator.comparingInt((Discount d) -> d.layer).thenComparing(d -> d.rule.id(), CodePoints.ORDER));
        discounts = List.copyOf(usable);
    }

    /** Amounts only fall on the way, and discounts with them: a rule that gives nothing now never will. */
    private @org.jspecify.annotations.Nullable Discount usable(Rule rule) {
        Eligibility reason = Eligibility.reason(rule, basket);
        if (reason != null) {
            closed.put(rule.id(), reason);
            return null;
        }
        int[] lines = covered(rule, basket, priced);
        if (lines.length == 0) {
            closed.put(rule.id(), Eligibility.NO_LINE);
            return null;
        }
        Discount discount = new Discount(rule, lines, basket.lines(), priced);
        if (discount.off(running, deposit) < 1) {
            closed.put(rule.id(), Eligibility.THRESHOLD);
            return null;
        }
        return discount;
    }

    static int[] covered(Rule rule, Basket basket, List<ItemPrices.Priced> priced) {
        int[] lines = new int[basket.lines().size()];
        int n = 0;
        for (int i = 0; i < lines.length; i++) {
            if (rule.coverage().covers(basket.lines().get(i))
                    && (!rule.coverage().fullPriceOnly() || priced.get(i).fullPrice())) {
                lines[n++] = i;
            }
        }
        return java.util.Arrays.copyOf(lines, n);
    }

    /** Whether both can never be in one plan. */
    static boolean exclude(Discount a, Discount b) {
        if (!Collections.disjoint(a.rule.stacking().groups(), b.rule.stacking().groups())) {
            return true;
        }
        return a.layer == b.layer
                && !(a.rule.stacking().stackable() && b.rule.stacking().stackable())
                && overlap(a, b);
    }

    static boolean overlap(Discount a, Discount b) {
        int i = 0;
        int j = 0;
        while (i < a.lines.length && j < b.lines.length) {
            if (a.lines[i] == b.lines[j]) {
                return true;
            }
            if (a.lines[i] < b.lines[j]) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }
}
