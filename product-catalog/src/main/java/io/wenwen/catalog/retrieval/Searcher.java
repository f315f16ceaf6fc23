package io.wenwen.catalog.retrieval;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.analysis.Folding;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import io.wenwen.catalog.query.Sort;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what meets a need in one state of the shop. Every product that could be shown is held against every demand, so counts and
 * absences are exact. Thread-safe.
 */
public final class Searcher {

    /** Share of a hit's score that comes from sales, ratings and stock; the rest is relevance. */
    private static final double BUSINESS = 0.15;
    /** Without any demand, products below this share of the best one's relevance are left out. */
    private static final double RELEVANT = 0.35;

    /** A noun right behind a noun makes it another thing. */
    private static final String OTHER_THING = "壳套膜架盒柜垫罩贴刷袋链绳扣芯带线盖座托箱篮被包鞋灯锅杯伞桶板夹筒台桌椅仪针票卡机服裤裙帽";

    private final List<Product> products;
    private final Checker checker;
    private final Retriever retriever;
    private final Map<String, List<Integer>> byCategory = new HashMap<>();
    private final double mostSales;
    private String @Nullable [] texts;

    public Searcher(List<Product> products, Checker checker, Retriever retriever) {
        this.products = products;
        this.checker = checker;
        this.retriever = retriever;
        for (int i = 0; i < products.size(); i++) {
            for (String name :
                    List.copyOf(new java.util.LinkedHashSet<>(products.get(i).category()))) {
                byCategory.computeIfAbsent(name, k -> new ArrayList<>()).add(i);
            }
        }
        mostSales = Math.log1p(products.stream().mapToLong(Product::sales).max().orElse(1)) + 1e-9;
    }

    /** A product with its standing: {@code cost} says how far it is from what it fails. */
    private record Candidate(int number, Checker.Verdict verdict, double cost) {}

    public SearchResult search(SearchRequest request) {
        Map<Integer, Retriever.Relevance> relevance = retriever.rank(request.text());
        List<Candidate> candidates = new ArrayList<>();
        for (int number : within(request.constraints())) {
            Checker.Verdict verdict = checker.judge(products.get(number), request.constraints());
            candidates.add(new Candidate(number, verdict, cost(verdict)));
        }
        int fewest =
                candidates.stream().mapToInt(c -> c.verdict().failed()).min().orElse(0);
        candidates.removeIf(c -> c.verdict().failed() > fewest);
        if (request.constraints().isEmpty()) {
            keepRelevant(candidates, relevance, request.text());
        }
        List<String> relaxed = List.of();
        if (fewest > 0) {
            relaxed = failed(candidates.stream()
                    .min(Comparator.comparingDouble(Candidate::cost))
                    .orElseThrow());
            List<String> same = relaxed;
            candidates.removeIf(c -> !failed(c).equals(same));
        }
        List<Hit> hits = candidates.stream()
                .map(c -> hit(c, relevance.get(c.number())))
                .sorted(order(request.sort()))
                .limit(request.limit())
                .toList();
        return new SearchResult(
                hits,
                fewest == 0 ? candidates.size() : 0,
                relaxed,
                retriever.hybrid() && !request.text().isBlank());
    }

    private static void keepRelevant(
            List<Candidate> candidates, Map<Integer, Retriever.Relevance> relevance, String text) {
        if (text.isBlank()) {
            return;
        }
        double best = relevance.values().stream()
                .mapToDouble(Retriever.Relevance::score)
                .max()
                .orElse(0);
        candidates.removeIf(c -> {
            Retriever.Relevance r = relevance.get(c.number());
            return r == null || r.score() < RELEVANT * best;
        });
    }

    private List<Integer> within(List<Constraint> constraints) {
        for (Constraint constraint : constraints) {
            List<Integer> numbers = byCategory.get(constraint.value());
            if (constraint.attribute().equals(Constraint.CATEGORY)
                    && constraint.operator() == Operator.IS
                    && numbers != null) {
                return numbers;
            }
        }
        return IntStream.range(0, products.size()).boxed().toList();
    }

    private static List<String> failed(Candidate candidate) {
        return candidate.verdict().checks().stream()
                .filter(c -> !c.holds())
                .map(c -> c.constraint().attribute())
                .distinct()
                .toList();
    }

    /** Near misses cost little: a price 5 % above the limit less than another brand, that less than another category. */
    private static double cost(Checker.Verdict verdict) {
        double cost = 0;
        for (var check : verdict.checks()) {
            if (!check.holds()) {
                Constraint c = check.constraint();
                cost += switch (c.attribute()) {
                    case Constraint.CATEGORY -> 5;
                    case Constraint.BRAND -> 1.2;
                    case Constraint.PRICE -> Math.min(2, 0.3 + 3 * distance(c, verdict.offer()));
                    default -> check.value() == null ? 1.5 : 1;
                };
            }
        }
        return cost;
    }

    private static double distance(Constraint price, Offer offer) {
        BigDecimal wanted = new BigDecimal(price.value());
        if (wanted.signum() == 0) {
            return 1;
        }
        BigDecimal actual = BigDecimal.valueOf(offer.price().fen(), 2);
        return Math.abs(actual.subtract(wanted).doubleValue()) / wanted.doubleValue();
    }

    private Hit hit(Candidate candidate, Retriever.@Nullable Relevance relevance) {
        Product product = candidate.verdict().offer().product();
        double sales = Math.log1p(product.sales()) / mostSales;
        double stars = product.ratings() == 0 ? 0.5 : product.rating() / 5;
        double stock = candidate.verdict().offer().sku().stock() > 0 ? 1 : 0;
        double business = 0.5 * sales + 0.3 * stars + 0.2 * stock;
        double relevant = relevance == null ? 0 : relevance.score();
        double score = (1 - BUSINESS) * relevant + BUSINESS * business - candidate.cost();
        String why = String.format(
                Locale.ROOT,
                "%s; sales %.2f stars %.2f stock %.0f; given up %.2f",
                relevance == null ? "no text" : relevance.why(),
                sales,
                stars,
                stock,
                candidate.cost());
        return new Hit(candidate.verdict().offer(), score, candidate.verdict().checks(), why);
    }

    private static Comparator<Hit> order(@Nullable Sort sort) {
        Comparator<Hit> byScore = Comparator.comparingDouble(Hit::score)
                .reversed()
                .thenComparing(h -> h.offer().product().id().value());
        if (sort == null) {
            return byScore;
        }
        Comparator<Hit> first = switch (sort.key()) {
            case PRICE -> Comparator.comparing(h -> h.offer().price());
            case SALES -> Comparator.comparing(h -> h.offer().product().sales());
            case RATING -> Comparator.comparing(h -> h.offer().product().rating());
            case NEWEST ->
                Comparator.comparing(
                        h -> Objects.requireNonNullElse(h.offer().product().listed(), LocalDate.EPOCH));
            case ATTRIBUTE -> {
                double missing = sort.descending() ? -Double.MAX_VALUE : Double.MAX_VALUE;
                String attribute = Objects.requireNonNullElse(sort.attribute(), "");
                ToDoubleFunction<Hit> number = h -> {
                    BigDecimal n = Checker.number(h.offer(), attribute);
                    return n == null ? missing : n.doubleValue();
                };
                yield Comparator.comparingDouble(number);
            }
        };
        return (sort.descending() ? first.reversed() : first).thenComparing(byScore);
    }

    private List<Offer> meeting(List<Constraint> constraints) {
        return within(constraints).stream()
                .map(n -> checker.judge(products.get(n), constraints))
                .filter(v -> v.failed() == 0)
                .map(Checker.Verdict::offer)
                .toList();
    }

    /** Facts over all products that meet the demands; on a tie the product listed first in the catalogue. */
    public Aggregates aggregate(List<Constraint> constraints) {
        List<Offer> meeting = meeting(constraints);
        Map<String, Long> brands = meeting.stream()
                .map(o -> o.product().brand())
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(b -> b, Collectors.counting()));
        Map<String, Long> ordered = new LinkedHashMap<>();
        brands.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> ordered.put(e.getKey(), e.getValue()));
        return new Aggregates(
                meeting.size(),
                first(meeting, Comparator.comparing(Offer::price)),
                dearest(meeting, constraints),
                first(
                        meeting,
                        Comparator.comparingLong((Offer o) -> -o.product().sales())),
                first(
                        meeting.stream().filter(o -> o.product().ratings() > 0).toList(),
                        Comparator.comparingDouble((Offer o) -> -o.product().rating())
                                .thenComparingInt(o -> -o.product().ratings())),
                first(
                        meeting.stream()
                                .filter(o -> o.product().listed() != null)
                                .toList(),
                        Comparator.comparing((Offer o) ->
                                        Objects.requireNonNull(o.product().listed()))
                                .reversed()),
                ordered);
    }

    private static @Nullable Offer first(List<Offer> offers, Comparator<Offer> order) {
        return offers.stream().sorted(order).findFirst().orElse(null);
    }

    /** The dearest SKU, not the dearest of the cheapest ones. */
    private @Nullable Offer dearest(List<Offer> meeting, List<Constraint> constraints) {
        return meeting.stream()
                .flatMap(o -> o.product().skus().stream().map(s -> checker.offer(o.product(), s)))
                .filter(o -> checker.judge(o, constraints).failed() == 0)
                .sorted(Comparator.comparing(Offer::price).reversed())
                .findFirst()
                .orElse(null);
    }

    public Aggregates.Ranked rank(List<Constraint> constraints, String attribute, boolean descending, int limit) {
        Comparator<Offer> byNumber = Comparator.comparing(o -> Objects.requireNonNull(Checker.number(o, attribute)));
        return new Aggregates.Ranked(
                attribute,
                meeting(constraints).stream()
                        .filter(o -> Checker.number(o, attribute) != null)
                        .sorted(descending ? byNumber.reversed() : byNumber)
                        .limit(limit)
                        .toList());
    }

    public List<Facet> facets(List<Constraint> constraints, Locale locale) {
        return Facets.of(meeting(constraints), locale);
    }

    /** Products that name one of the words in title, brief, category or attributes; all products are looked at. */
    public Presence presence(List<String> words) {
        List<String> keys =
                words.stream().map(Folding::key).filter(w -> !w.isEmpty()).toList();
        long found = Arrays.stream(texts())
                .filter(text -> keys.stream().anyMatch(k -> occurs(text, k)))
                .count();
        return new Presence(found, true);
    }

    /** What each product names, folded; made at the first question after a change of the shop. */
    private synchronized String[] texts() {
        String[] made = texts;
        if (made == null) {
            made = products.stream().map(Searcher::text).toArray(String[]::new);
            texts = made;
        }
        return made;
    }

    private static String text(Product product) {
        StringBuilder text = new StringBuilder(product.title())
                .append('\n')
                .append(product.brief())
                .append('\n')
                .append(String.join("\n", product.category()));
        product.attributes().forEach(a -> text.append('\n').append(a.phrase()));
        return Folding.key(text);
    }

    /** Somewhere as the thing itself, not as the front of another: 空调被 is no 空调. */
    private static boolean occurs(String text, String thing) {
        for (int at = text.indexOf(thing); at >= 0; at = text.indexOf(thing, at + 1)) {
            int end = at + thing.length();
            boolean other = end < text.length() && OTHER_THING.indexOf(text.charAt(end)) >= 0;
            if (!other || text.startsWith("套装", end)) {
                return true;
            }
        }
        return false;
    }
}
