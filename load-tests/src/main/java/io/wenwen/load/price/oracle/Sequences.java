package io.wenwen.load.price.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every sequence of discounts that section 8 allows, each priced: brute force.
 *
 * <p>The walk is a tree whose nodes are sequences; a child appends one rule. A branch is left only where no longer sequence can be valid
 * either: layers would descend, two rules exclude each other, a coupon is one too many, {@code after} is turned round, an earlier
 * layer's required rule was left out, or the rule takes nothing off at its turn. Not thread-safe; one per basket.
 */
final class Sequences {
    /** Some minutes of work; ordinary baskets have fewer than ten thousand. */
    private static final long MOST = 200_000_000L;

    private final PricedBasket basket;
    private final Usable[] rules;
    private final boolean[][] excludes;
    private final boolean[][] mustPrecede;
    private final boolean[][] requires;
    private final boolean[] impossible;
    private final long mostCoupons;
    private final int[] sequence;
    private final boolean[] used;
    private int[] best = {};
    private long least;
    private long walked;

    Sequences(PricedBasket basket) {
        this.basket = basket;
        this.rules = basket.chosen().toArray(Usable[]::new);
        int n = rules.length;
        this.excludes = new boolean[n][n];
        this.mustPrecede = new boolean[n][n];
        this.requires = new boolean[n][n];
        this.impossible = new boolean[n];
        for (int a = 0; a < n; a++) {
            Rule rule = rules[a].rule();
            int found = 0;
            for (int b = 0; b < n; b++) {
                Rule other = rules[b].rule();
                excludes[a][b] = a != b && Plan.excludes(rules[a], rules[b]);
                mustPrecede[a][b] = other.after().contains(rule.id());
                requires[a][b] = rule.requires().contains(other.id());
                found += requires[a][b] ? 1 : 0;
            }
            impossible[a] = found < rule.requires().size();
        }
        Long most = basket.basket().maxCoupons();
        this.mostCoupons = most == null ? Long.MAX_VALUE : most;
        this.sequence = new int[n];
        this.used = new boolean[n];
        long[] paid = new long[basket.lines().length];
        for (int i = 0; i < paid.length; i++) {
            paid[i] = basket.lines()[i].paid();
        }
        this.least = Long.MAX_VALUE;
        extend(0, 0, paid);
    }

    /** The plan with the lowest payable amount; among several the one that comes first by rule ids. */
    List<Usable> best() {
        List<Usable> plan = new ArrayList<>();
        for (int rule : best) {
            plan.add(rules[rule]);
        }
        return plan;
    }

    long payable() {
        return least;
    }

    /** How many sequences were priced, those without a required rule included. */
    long walked() {
        return walked;
    }

    private void extend(int length, long coupons, long[] paid) {
        if (++walked > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " sequences of " + rules.length
                    + " rules: too many to try all; leave rules out");
        }
        judge(length, paid);
        int layer = length == 0 ? 0 : rules[sequence[length - 1]].rule().kind().layer;
        for (int next = 0; next < rules.length; next++) {
            if (rules[next].rule().kind().layer < layer || !mayFollow(next, length, coupons)) {
                continue;
            }
            long amount = Discount.amount(rules[next], basket.lines(), paid);
            if (amount < 1) {
                continue;
            }
            long[] after = paid.clone();
            Discount.take(amount, rules[next], basket.lines(), after);
            sequence[length] = next;
            used[next] = true;
            extend(length + 1, coupons + (rules[next].rule().kind().isCoupon() ? 1 : 0), after);
            used[next] = false;
        }
    }

    private boolean mayFollow(int next, int length, long coupons) {
        if (used[next]
                || impossible[next]
                || (coupons >= mostCoupons && rules[next].rule().kind().isCoupon())) {
            return false;
        }
        for (int k = 0; k < length; k++) {
            int earlier = sequence[k];
            if (excludes[next][earlier] || mustPrecede[next][earlier]) {
                return false;
            }
        }
        int layer = rules[next].rule().kind().layer;
        for (int other = 0; other < rules.length; other++) {
            if (requires[next][other] && !used[other] && rules[other].rule().kind().layer < layer) {
                return false;
            }
        }
        return true;
    }

    private void judge(int length, long[] paid) {
        for (int k = 0; k < length; k++) {
            for (int other = 0; other < rules.length; other++) {
                if (requires[sequence[k]][other] && !used[other]) {
                    return;
                }
            }
        }
        long payable = Freight.sum(basket, paid);
        for (long line : paid) {
            payable += line;
        }
        if (payable < least) {
            least = payable;
            best = Arrays.copyOf(sequence, length);
        }
    }
}
