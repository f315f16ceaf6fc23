package io.wenwen.catalog.price;

import io.wenwen.catalog.price.PricingException.Code;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Refuses baskets whose parts contradict each other: ids, references, circles, sums; section 15 of {@code docs/promotions.md}. */
final class BasketCheck {

    private final Basket basket;
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<String, BasketLine> lines = new HashMap<>();

    private BasketCheck(Basket basket) {
        this.basket = basket;
    }

    /** Passes, or throws a {@link PricingException}. */
    static void check(Basket basket) {
        BasketCheck check = new BasketCheck(basket);
        check.lines();
        check.rules();
        check.presales();
        check.returns();
    }

    private void lines() {
        if (basket.lines().isEmpty()) {
            throw new PricingException(Code.BAD_BASKET, "The basket is empty; there is nothing to price.");
        }
        if (basket.lines().size() > BasketReader.MOST_LINES) {
            throw new PricingException(
                    Code.TOO_LARGE,
                    "The basket has " + basket.lines().size() + " lines; at most " + BasketReader.MOST_LINES
                            + " are priced together. Split the order.");
        }
        long sum = 0;
        for (BasketLine line : basket.lines()) {
            if (line.unitFen() < 0 || line.pieces() < 1 || line.pieces() > BasketReader.MOST_PIECES) {
                throw new PricingException(
                        Code.BAD_LINE,
                        "Line '" + line.id() + "' has " + line.pieces() + " pieces at " + line.unitFen()
                                + " 分; pieces are 1 to " + BasketReader.MOST_PIECES + ", prices not negative.");
            }
            if (lines.put(line.id(), line) != null) {
                throw new PricingException(Code.DUPLICATE_ID, "Two lines are called '" + line.id() + "'.");
            }
            sum = add(sum, line.unitFen(), line.pieces());
        }
    }

    private static long add(long sum, long unit, int pieces) {
        if (unit > Fields.LARGEST || unit * pieces / pieces != unit || sum + unit * pieces > Fields.LARGEST) {
            throw new PricingException(Code.OVERFLOW, "The basket is worth more than 10^12 分; no order is that large.");
        }
        return sum + unit * pieces;
    }

    private void rules() {
        if (basket.rules().size() > BasketReader.MOST_RULES) {
            throw new PricingException(
                    Code.TOO_LARGE,
                    "The basket comes with " + basket.rules().size() + " rules; at most " + BasketReader.MOST_RULES
                            + " can be weighed.");
        }
        for (Rule rule : basket.rules()) {
            if (rules.put(rule.id(), rule) != null) {
                throw new PricingException(Code.DUPLICATE_ID, "Two rules are called '" + rule.id() + "'.");
            }
        }
        for (Rule rule : basket.rules()) {
            references(rule);
        }
        acyclic(r -> r.stacking().after(), "after");
        acyclic(r -> r.stacking().requires(), "requires");
    }

    private void references(Rule rule) {
        for (String id : rule.stacking().after()) {
            Rule other = known(rule, id);
            if (other.kind().layer() != rule.kind().layer()) {
                throw new PricingException(
                        Code.BAD_RULE,
                        "Rule '" + rule.id() + "' comes after '" + id
                                + "' of another layer; between layers the order is fixed.");
            }
        }
        for (String id : rule.stacking().requires()) {
            Rule other = known(rule, id);
            if (!other.kind().discount() || other.kind().layer() > rule.kind().layer()) {
                throw new PricingException(
                        Code.CONTRADICTORY,
                        "Rule '" + rule.id() + "' requires '" + id
                                + "', which is applied after it or is never chosen.");
            }
            if (!Collections.disjoint(other.stacking().groups(), rule.stacking().groups())) {
                throw new PricingException(
                        Code.CONTRADICTORY,
                        "Rule '" + rule.id() + "' requires '" + id + "' and excludes it by a common group.");
            }
        }
    }

    private Rule known(Rule rule, String id) {
        Rule other = rules.get(id);
        if (other == null) {
            throw new PricingException(
                    Code.UNKNOWN_REFERENCE, "Rule '" + rule.id() + "' names '" + id + "', which is not there.");
        }
        return other;
    }

    /** Takes rules away that lead nowhere else until none is left; what cannot be taken away is a circle. */
    private void acyclic(Function<Rule, Set<String>> edges, String name) {
        Map<String, Integer> waiting = new HashMap<>();
        Map<String, Set<String>> into = new HashMap<>();
        Deque<String> free = new ArrayDeque<>();
        for (Rule rule : basket.rules()) {
            Set<String> to = edges.apply(rule);
            waiting.put(rule.id(), to.size());
            if (to.isEmpty()) {
                free.add(rule.id());
            }
            for (String id : to) {
                into.computeIfAbsent(id, k -> new HashSet<>()).add(rule.id());
            }
        }
        int done = 0;
        while (!free.isEmpty()) {
            done++;
            for (String id : into.getOrDefault(free.poll(), Set.of())) {
                if (waiting.merge(id, -1, Integer::sum) == 0) {
                    free.add(id);
                }
            }
        }
        if (done < basket.rules().size()) {
            throw new PricingException(Code.CIRCULAR, "Rules lead back to themselves by '" + name + "'.");
        }
    }

    private void presales() {
        long sum = 0;
        for (BasketLine line : basket.lines()) {
            if (line.presale() == null) {
                sum = add(sum, line.unitFen(), line.pieces());
                continue;
            }
            Rule rule = rules.get(line.presale());
            if (rule == null
                    || !(rule.terms() instanceof Terms.Presale presale)
                    || !rule.coverage().covers(line)
                    || Eligibility.reason(rule, basket) != null
                    || !presale.deposit().contains(basket.at())) {
                throw new PricingException(
                        Code.PRESALE_CLOSED,
                        "Line '" + line.id() + "' is bought under the presale '" + line.presale()
                                + "', which does not hold for it now.");
            }
            sum = add(sum, presale.priceFen(), line.pieces());
        }
    }

    private void returns() {
        if (basket.returns() == null) {
            return;
        }
        basket.returns().forEach((id, pieces) -> {
            BasketLine line = lines.get(id);
            if (line == null || pieces < 1 || pieces > line.pieces()) {
                throw new PricingException(
                        Code.BAD_LINE,
                        "returns gives back " + pieces + " of line '" + id + "', which has "
                                + (line == null ? "no such line" : line.pieces() + " pieces") + ".");
            }
        });
    }
}
