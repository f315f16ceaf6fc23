package io.wenwen.load.price.oracle;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a set of baskets was made of, so that a share of agreement can be judged.
 *
 * <p>A promotion is applicable when it is eligible (section 4, a line covered included) and among layers 2 to 6, where something is to be
 * chosen; prices of pieces, gifts and freight are not counted, which makes the figure stricter than the word. An exclusion group is
 * one that two or more applicable promotions share. Not thread-safe: one per thread, then {@link #add(Histogram)}.
 */
public final class Histogram {
    private long baskets;
    private long demanding;
    private final Map<String, Long> errors = new TreeMap<>();
    private final Map<Integer, Long> lines = new TreeMap<>();
    private final Map<Integer, Long> promotions = new TreeMap<>();
    private final Map<Integer, Long> kinds = new TreeMap<>();
    private final Map<String, Long> kindSeen = new TreeMap<>();
    private final Map<String, Long> traits = new TreeMap<>();

    /** Counts one basket. */
    public void add(JsonNode basket) {
        baskets++;
        try {
            count(PricedBasket.of(BasketReader.read(basket)));
        } catch (Refused refused) {
            errors.merge(refused.wireCode(), 1L, Long::sum);
        }
    }

    /** Counts what another histogram counted. */
    public void add(Histogram other) {
        baskets += other.baskets;
        demanding += other.demanding;
        other.errors.forEach((key, n) -> errors.merge(key, n, Long::sum));
        other.lines.forEach((key, n) -> lines.merge(key, n, Long::sum));
        other.promotions.forEach((key, n) -> promotions.merge(key, n, Long::sum));
        other.kinds.forEach((key, n) -> kinds.merge(key, n, Long::sum));
        other.kindSeen.forEach((key, n) -> kindSeen.merge(key, n, Long::sum));
        other.traits.forEach((key, n) -> traits.merge(key, n, Long::sum));
    }

    public long baskets() {
        return baskets;
    }

    /** Share of baskets with 3 or more lines, 4 or more applicable promotions of 3 or more kinds, and an exclusion group. */
    public double demandingShare() {
        return baskets == 0 ? 0 : (double) demanding / baskets;
    }

    private void count(PricedBasket basket) {
        Set<Kind> chosenKinds = new HashSet<>();
        Set<String> groups = new HashSet<>();
        boolean excluded = false;
        boolean stackable = false;
        for (Usable usable : basket.chosen()) {
            Rule rule = usable.rule();
            chosenKinds.add(rule.kind());
            kindSeen.merge(rule.kind().wireName(), 1L, Long::sum);
            for (String group : rule.groups()) {
                excluded |= !groups.add(group);
            }
            stackable |= rule.stackable();
            trait("base item", rule.itemBase());
            trait("after", !rule.after().isEmpty());
            trait("requires", !rule.requires().isEmpty());
            trait("max_off_fen", rule.maxOff() != null);
        }
        basket.gifts().forEach(usable -> kindSeen.merge(Kind.GIFT.wireName(), 1L, Long::sum));
        basket.freight()
                .values()
                .forEach(rules -> rules.forEach(usable -> kindSeen.merge(Kind.FREIGHT.wireName(), 1L, Long::sum)));
        for (Rule rule : basket.basket().rules()) {
            if (rule.kind().layer == 1 && basket.basket().allows(rule)) {
                kindSeen.merge(rule.kind().wireName(), 1L, Long::sum);
            }
        }
        int lineCount = basket.lines().length;
        int promotionCount = basket.chosen().size();
        lines.merge(lineCount, 1L, Long::sum);
        promotions.merge(promotionCount, 1L, Long::sum);
        kinds.merge(chosenKinds.size(), 1L, Long::sum);
        trait("exclusion group", excluded);
        trait("stackable", stackable);
        trait("several shops", basket.freight().size() > 1);
        trait("max_coupons", basket.basket().maxCoupons() != null);
        trait("returns", basket.basket().returns() != null);
        if (lineCount >= 3 && promotionCount >= 4 && chosenKinds.size() >= 3 && excluded) {
            demanding++;
        }
    }

    private void trait(String name, boolean there) {
        if (there) {
            traits.merge(name, 1L, Long::sum);
        }
    }

    /** The counts by name, in a fixed order, ready for a report. */
    public Map<String, Map<String, Long>> counts() {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        counts.put("errors", errors);
        counts.put("lines", byNumber(lines));
        counts.put("applicable promotions", byNumber(promotions));
        counts.put("kinds among them", byNumber(kinds));
        counts.put("rules by kind", kindSeen);
        counts.put("traits", traits);
        return counts;
    }

    private static Map<String, Long> byNumber(Map<Integer, Long> counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((number, n) -> named.put(Integer.toString(number), n));
        return named;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                "%d baskets, %.1f %% of them with 3+ lines, 4+ applicable promotions of 3+ kinds and an exclusion group%n",
                baskets, 100 * demandingShare()));
        counts().forEach((name, counts) -> text.append(String.format("%-22s %s%n", name, counts)));
        return text.toString();
    }
}
