package io.wenwen.catalog;

import io.wenwen.catalog.analysis.Folding;
import io.wenwen.catalog.price.Reductions;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.catalog.query.Check;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Grammar;
import io.wenwen.catalog.query.Lexicon;
import io.wenwen.catalog.query.Sort;
import io.wenwen.catalog.retrieval.Aggregates;
import io.wenwen.catalog.retrieval.Checker;
import io.wenwen.catalog.retrieval.Facet;
import io.wenwen.catalog.retrieval.Facets;
import io.wenwen.catalog.retrieval.Hit;
import io.wenwen.catalog.retrieval.Presence;
import io.wenwen.catalog.retrieval.SearchRequest;
import io.wenwen.catalog.retrieval.SearchResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One state of the shop; never changes. */
record Shop(
        String name,
        String version,
        Map<ProductId, Product> products,
        Map<SkuId, Offer> offers,
        List<Promotion> promotions,
        Reductions reductions,
        Checker checker,
        Lexicon lexicon,
        Grammar grammar) {

    static Shop of(String name, List<Product> products, List<Promotion> promotions) {
        Reductions reductions = new Reductions(promotions);
        Map<ProductId, Product> byId = new LinkedHashMap<>();
        Map<SkuId, Offer> offers = new LinkedHashMap<>();
        for (Product product : products) {
            if (byId.putIfAbsent(product.id(), product) != null) {
                throw new IllegalArgumentException("Two products are called " + product.id() + "; ids name one each.");
            }
            for (Sku sku : product.skus()) {
                if (offers.put(sku.id(), new Offer(product, sku, reductions.price(product, sku))) != null) {
                    throw new IllegalArgumentException("Two SKUs are called " + sku.id() + "; ids name one each.");
                }
            }
        }
        Lexicon lexicon = new Lexicon(products);
        return new Shop(
                name,
                hash(name, products, promotions),
                Collections.unmodifiableMap(byId),
                Collections.unmodifiableMap(offers),
                List.copyOf(promotions),
                reductions,
                new Checker(reductions),
                lexicon,
                new Grammar(lexicon));
    }

    /** Records print all their parts, so their text is their content. */
    private static String hash(String name, List<Product> products, List<Promotion> promotions) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            for (Product product : products) {
                digest.update(product.toString().getBytes(StandardCharsets.UTF_8));
            }
            digest.update(promotions.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Checker.Verdict> meeting(List<Constraint> constraints) {
        return products.values().stream()
                .map(p -> checker.judge(p, constraints))
                .filter(v -> v.failed() == 0)
                .toList();
    }

    SearchResult search(SearchRequest request) {
        List<Checker.Verdict> verdicts = products.values().stream()
                .map(p -> checker.judge(p, request.constraints()))
                .toList();
        int fewest = verdicts.stream().mapToInt(Checker.Verdict::failed).min().orElse(0);
        List<Checker.Verdict> nearest =
                verdicts.stream().filter(v -> v.failed() == fewest).toList();
        String text = Folding.key(request.text());
        List<Hit> hits = nearest.stream()
                .map(v -> hit(v, text))
                .sorted(order(request.sort()))
                .limit(request.limit())
                .toList();
        List<String> relaxed = hits.stream()
                .flatMap(h -> h.checks().stream())
                .filter(c -> !c.holds())
                .map(c -> c.constraint().attribute())
                .distinct()
                .toList();
        return new SearchResult(hits, fewest == 0 ? nearest.size() : 0, relaxed, false);
    }

    private static Hit hit(Checker.Verdict verdict, String text) {
        String title = Folding.key(verdict.offer().product().title());
        long shared =
                text.codePoints().distinct().filter(c -> title.indexOf(c) >= 0).count();
        double sales = Math.log1p(verdict.offer().product().sales()) / 20;
        return new Hit(verdict.offer(), shared + sales, verdict.checks(), "characters " + shared + " sales " + sales);
    }

    private static Comparator<Hit> order(@Nullable Sort sort) {
        Comparator<Hit> byScore = Comparator.comparingDouble(Hit::score).reversed();
        if (sort == null) {
            return byScore;
        }
        Comparator<Hit> first = switch (sort.key()) {
            case PRICE -> Comparator.comparing(h -> h.offer().price());
            case SALES -> Comparator.comparing(h -> h.offer().product().sales());
            case RATING -> Comparator.comparing(h -> h.offer().product().rating());
            case NEWEST ->
                Comparator.comparing(
                        h -> Objects.requireNonNullElse(h.offer().product().listed(), java.time.LocalDate.EPOCH));
            case ATTRIBUTE -> byScore;
        };
        return (sort.descending() ? first.reversed() : first).thenComparing(byScore);
    }

    Aggregates aggregate(List<Constraint> constraints) {
        List<Offer> meeting =
                meeting(constraints).stream().map(Checker.Verdict::offer).toList();
        return new Aggregates(
                meeting.size(),
                meeting.stream().min(Comparator.comparing(Offer::price)).orElse(null),
                meeting.stream().max(Comparator.comparing(Offer::price)).orElse(null),
                meeting.stream()
                        .max(Comparator.comparingLong(o -> o.product().sales()))
                        .orElse(null),
                meeting.stream()
                        .filter(o -> o.product().ratings() > 0)
                        .max(Comparator.comparingDouble((Offer o) -> o.product().rating())
                                .thenComparingInt(o -> o.product().ratings()))
                        .orElse(null),
                meeting.stream()
                        .filter(o -> o.product().listed() != null)
                        .max(Comparator.comparing(
                                o -> Objects.requireNonNull(o.product().listed())))
                        .orElse(null),
                meeting.stream()
                        .map(o -> o.product().brand())
                        .filter(Objects::nonNull)
                        .collect(Collectors.groupingBy(b -> b, LinkedHashMap::new, Collectors.counting())));
    }

    Aggregates.Ranked rank(List<Constraint> constraints, String attribute, boolean descending, int limit) {
        Comparator<Offer> byNumber = Comparator.comparing(o -> Objects.requireNonNull(
                o.product().attribute(attribute).orElseThrow().number()));
        return new Aggregates.Ranked(
                attribute,
                meeting(constraints).stream()
                        .map(Checker.Verdict::offer)
                        .filter(o -> o.product()
                                .attribute(attribute)
                                .map(Attribute::number)
                                .isPresent())
                        .sorted(descending ? byNumber.reversed() : byNumber)
                        .limit(limit)
                        .toList());
    }

    List<Facet> facets(List<Constraint> constraints, Locale locale) {
        return Facets.of(
                meeting(constraints).stream().map(Checker.Verdict::offer).toList(), locale);
    }

    Presence presence(String folded) {
        long found = products.values().stream()
                .filter(p -> Folding.fold(p.title()).contains(folded)
                        || p.category().stream().anyMatch(c -> Folding.fold(c).contains(folded)))
                .count();
        return new Presence(found, true);
    }

    static List<String> failedAttributes(List<Check> checks) {
        List<String> failed = new ArrayList<>();
        for (Check check : checks) {
            if (!check.holds()) {
                failed.add(check.constraint().attribute());
            }
        }
        return failed;
    }
}
