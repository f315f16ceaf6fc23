package io.wenwen.load.price;

import io.wenwen.catalog.price.Basket;
import io.wenwen.catalog.price.Eligibility;
import io.wenwen.catalog.price.Rule;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the compared baskets are like, so that agreement on trivial ones cannot pass for agreement. */
final class BasketMix {

    private final Map<Integer, Long> lines = new TreeMap<>();
    private final Map<Integer, Long> applicable = new TreeMap<>();
    private final Map<Integer, Long> plans = new TreeMap<>();
    private long baskets;
    private long hard;
    private long refused;

    /** @param used rules in the cheapest plan */
    synchronized void add(Basket basket, int used) {
        baskets++;
        Set<String> kinds = new TreeSet<>();
        Map<String, Integer> groups = new HashMap<>();
        int open = 0;
        for (Rule rule : basket.rules()) {
            boolean covers = basket.lines().stream().anyMatch(rule.coverage()::covers);
            if (covers && Eligibility.reason(rule, basket) == null) {
                open++;
                kinds.add(rule.kind().code());
                rule.stacking().groups().forEach(g -> groups.merge(g, 1, Integer::sum));
            }
        }
        boolean excluding = groups.values().stream().anyMatch(n -> n > 1);
        hard += basket.lines().size() >= 3 && open >= 4 && kinds.size() >= 3 && excluding ? 1 : 0;
        lines.merge(basket.lines().size(), 1L, Long::sum);
        applicable.merge(Math.min(open, 12), 1L, Long::sum);
        plans.merge(used, 1L, Long::sum);
    }

    synchronized void addRefused() {
        baskets++;
        refused++;
    }

    /** Share with 3 or more lines, 4 or more applicable rules of 3 or more kinds, and two that exclude each other by a group. */
    synchronized double hardShare() {
        return baskets == 0 ? 0 : hard / (double) baskets;
    }

    synchronized Map<String, Object> histogram() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("lines", new TreeMap<>(lines));
        all.put("applicable_rules", new TreeMap<>(applicable));
        all.put("rules_in_cheapest_plan", new TreeMap<>(plans));
        all.put("refused", refused);
        return all;
    }
}
