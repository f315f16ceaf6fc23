package io.wenwen.catalog.retrieval;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts values among products found. */
public final class Facets {

    /** More values than this are no question that anybody answers. */
    private static final int MOST_VALUES = 50;

    private Facets() {}

    /** Facets of these products, the one that most of them state first. */
    public static List<Facet> of(List<Offer> offers, Locale locale) {
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        Map<String, Long> covered = new LinkedHashMap<>();
        for (Offer offer : offers) {
            Map<String, Set<String>> stated = stated(offer);
            stated.forEach((attribute, values) -> {
                covered.merge(attribute, 1L, Long::sum);
                Map<String, Long> count = counts.computeIfAbsent(attribute, k -> new LinkedHashMap<>());
                values.forEach(v -> count.merge(v, 1L, Long::sum));
            });
        }
        List<Facet> facets = new ArrayList<>();
        counts.forEach((attribute, count) -> {
            List<Facet.Value> values = count.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(MOST_VALUES)
                    .map(e -> new Facet.Value(
                            e.getKey(), new Constraint(attribute, Operator.IS, e.getKey(), null, null), e.getValue()))
                    .toList();
            facets.add(new Facet(attribute, values, covered.getOrDefault(attribute, 0L)));
        });
        if (!offers.isEmpty()) {
            facets.add(prices(offers, locale));
        }
        facets.sort(Comparator.comparingLong(Facet::covered).reversed());
        return facets;
    }

    private static Map<String, Set<String>> stated(Offer offer) {
        Map<String, Set<String>> stated = new LinkedHashMap<>();
        stated.put(Constraint.CATEGORY, Set.of(offer.product().leaf()));
        String brand = offer.product().brand();
        if (brand != null) {
            stated.put(Constraint.BRAND, Set.of(brand));
        }
        for (Attribute attribute : offer.product().attributes()) {
            if (attribute.number() == null) {
                stated.computeIfAbsent(attribute.name(), k -> new HashSet<>()).addAll(attribute.values());
            }
        }
        for (Sku sku : offer.product().skus()) {
            sku.options()
                    .forEach((name, value) ->
                            stated.computeIfAbsent(name, k -> new HashSet<>()).add(value));
        }
        return stated;
    }

    /** Up to four upper limits at round prices near the quartiles. */
    private static Facet prices(List<Offer> offers, Locale locale) {
        List<Money> prices = offers.stream().map(Offer::price).sorted().toList();
        Set<Long> limits = new java.util.TreeSet<>();
        for (int quarter = 1; quarter <= 3; quarter++) {
            limits.add(round(prices.get((prices.size() - 1) * quarter / 4).fen()));
        }
        boolean english = locale.getLanguage().equals("en");
        List<Facet.Value> values = new ArrayList<>();
        for (long limit : limits) {
            long under = prices.stream().filter(p -> p.fen() <= limit * 100).count();
            if (under > 0 && under < prices.size()) {
                values.add(new Facet.Value(
                        english ? "Up to ¥" + limit : limit + "元以内",
                        new Constraint(Constraint.PRICE, Operator.AT_MOST, Long.toString(limit), "元", null),
                        under));
            }
        }
        return new Facet(Constraint.PRICE, values, offers.size());
    }

    /** Up to the next 1, 2, 3, 5 × 10ⁿ 元 (never below the price itself). */
    private static long round(long fen) {
        long yuan = Math.max(1, (fen + 99) / 100);
        long magnitude = 1;
        while (magnitude * 10 <= yuan) {
            magnitude *= 10;
        }
        for (long step : new long[] {1, 2, 3, 5, 10}) {
            if (step * magnitude >= yuan) {
                return step * magnitude;
            }
        }
        return yuan;
    }
}
