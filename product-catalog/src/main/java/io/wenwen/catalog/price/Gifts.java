package io.wenwen.catalog.price;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Layer 7: gifts that come along, and whether they still do when pieces go back. */
final class Gifts {

    private Gifts() {}

    static List<Quote.Granted> granted(Problem problem, List<Quote.Applied> plan, long[] paid) {
        Set<String> taken = new HashSet<>();
        plan.forEach(a -> taken.addAll(a.rule().stacking().groups()));
        List<Quote.Granted> granted = new ArrayList<>();
        for (Rule rule : problem.basket.rules()) {
            if (!(rule.terms() instanceof Terms.Gift gift)
                    || Eligibility.reason(rule, problem.basket) != null
                    || !Collections.disjoint(taken, rule.stacking().groups())) {
                continue;
            }
            int[] lines = Problem.covered(rule, problem.basket, problem.priced);
            if (lines.length > 0 && deserved(problem, gift, rule, lines, paid, new int[paid.length])) {
                granted.add(new Quote.Granted(rule, gift));
                taken.addAll(rule.stacking().groups());
            }
        }
        return granted;
    }

    /** @param back pieces of each line that went back */
    static boolean deserved(Problem problem, Terms.Gift gift, Rule rule, int[] lines, long[] paid, int[] back) {
        long pieces = 0;
        long amount = 0;
        for (int i : lines) {
            int had = problem.basket.lines().get(i).pieces();
            int kept = had - back[i];
            pieces += kept;
            long whole = rule.stacking().itemBase() ? problem.priced.get(i).item() : paid[i];
            amount += Returns.part(whole, kept, had);
        }
        Integer needed = gift.pieces();
        Long threshold = gift.thresholdFen();
        return needed != null ? pieces >= needed : threshold == null || amount >= threshold;
    }
}
