package io.wenwen.app.shopper;

import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.retrieval.Facet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the question that is expected to narrow an open need most.
 *
 * <pre>
 * gain(facet) = coverage · H,   H = -Σ p(v) · log2 p(v),   p(v) = count(v) / Σ counts
 * </pre>
 *
 * coverage is the share of the products that state the facet at all. A question is asked at most three times a need, never
 * about what is known or was asked, never when the need is narrow; each option leads to at least one product and to fewer than
 * now.
 */
final class Clarifier {

    private static final int MOST_QUESTIONS = 3;
    private static final int NARROW_HITS = 4;
    private static final int NARROW_DEMANDS = 3;
    private static final int MOST_OPTIONS = 5;
    private static final int LONGEST_OPTION = 14;

    private final Turn turn;

    Clarifier(Turn turn) {
        this.turn = turn;
    }

    void ask(long total) {
        long demanded = turn.demands.stream()
                .filter(c -> !c.attribute().equals(Constraint.CATEGORY))
                .map(Constraint::attribute)
                .distinct()
                .count();
        if (turn.asked.size() >= MOST_QUESTIONS || total <= NARROW_HITS || demanded >= NARROW_DEMANDS) {
            return;
        }
        Locale locale = turn.tongue.english() ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        best(turn.catalog.facets(turn.demands, locale), total).ifPresent(this::put);
    }

    private Optional<Facet> best(List<Facet> facets, long total) {
        return facets.stream()
                .filter(facet -> open(facet.attribute()))
                .map(facet -> new Facet(facet.attribute(), options(facet, total), facet.covered()))
                .filter(facet -> facet.values().size() >= 2 && facet.covered() * 2 >= total)
                .max(Comparator.comparingDouble(facet -> gain(facet, total)));
    }

    private boolean open(String attribute) {
        if (attribute.equals(Constraint.CATEGORY)) {
            return !turn.asked.contains(attribute);
        }
        return !turn.asked.contains(attribute)
                && turn.demands.stream().noneMatch(c -> c.attribute().equals(attribute));
    }

    private static List<Facet.Value> options(Facet facet, long total) {
        List<Facet.Value> options = new ArrayList<>();
        for (Facet.Value value : facet.values()) {
            if (value.count() > 0
                    && value.count() < total
                    && value.label().length() <= LONGEST_OPTION
                    && options.size() < MOST_OPTIONS) {
                options.add(value);
            }
        }
        return options;
    }

    static double gain(Facet facet, long total) {
        double sum = facet.values().stream().mapToLong(Facet.Value::count).sum();
        double entropy = 0;
        for (Facet.Value value : facet.values()) {
            double p = value.count() / sum;
            entropy -= p * Math.log(p) / Math.log(2);
        }
        return entropy * Math.min(1, facet.covered() / (double) total);
    }

    private void put(Facet facet) {
        String label = turn.facts.label(facet.attribute());
        List<TurnEvent.Chip> options = facet.values().stream()
                .map(value -> new TurnEvent.Chip(value.label(), message(facet.attribute(), value)))
                .toList();
        String text = switch (facet.attribute()) {
            case Constraint.PRICE -> turn.tongue.of("您的预算大概是多少？", "What is your budget?");
            case Constraint.BRAND -> turn.tongue.of("有偏好的品牌吗？", "Do you prefer a brand?");
            case Constraint.CATEGORY -> turn.tongue.of("您想看哪一类？", "Which kind are you looking for?");
            default -> turn.tongue.of("对" + label + "有要求吗？", "Any wish for " + label + "?");
        };
        List<String> asked = new ArrayList<>(turn.asked);
        asked.add(facet.attribute());
        turn.asked = asked;
        turn.pending = facet.attribute();
        turn.send(new TurnEvent.Question(text, facet.attribute(), options));
    }

    /** What a tap sends: the value in words that the grammar reads. */
    private String message(String attribute, Facet.Value value) {
        if (attribute.equals(Constraint.PRICE)) {
            return turn.tongue.of(
                    value.constraint().value() + "元以内",
                    "under " + value.constraint().value() + " yuan");
        }
        return value.constraint().value();
    }
}
