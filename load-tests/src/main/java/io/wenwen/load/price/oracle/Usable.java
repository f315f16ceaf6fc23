package io.wenwen.load.price.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An eligible rule with the lines it covers, by index, and what about them no discount can change.
 *
 * @param items the covered lines' item prices together
 * @param pieces the covered lines' pieces together
 * @param nthOff for 第 N 件 M 折 what the reduced pieces lose together, else 0
 */
record Usable(Rule rule, int[] covered, long items, long pieces, long nthOff) {

    static Usable of(Rule rule, int[] covered, PricedLine[] lines) {
        long items = 0;
        long pieces = 0;
        for (int i : covered) {
            items += lines[i].item();
            pieces += lines[i].line().pieces();
        }
        long nthOff = rule.terms() instanceof Terms.NthRate nth ? nthOff(nth, covered, lines) : 0;
        return new Usable(rule, covered, items, pieces, nthOff);
    }

    boolean meets(Usable other) {
        for (int i : covered) {
            for (int j : other.covered) {
                if (i == j) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long nthOff(Terms.NthRate terms, int[] covered, PricedLine[] lines) {
        List<PieceRun> dearestFirst = new ArrayList<>();
        for (int i : covered) {
            dearestFirst.addAll(lines[i].runs());
        }
        dearestFirst.sort(Comparator.comparingLong(PieceRun::price).reversed());
        long off = 0;
        long before = 0;
        for (PieceRun run : dearestFirst) {
            long reduced = (before + run.count()) / terms.nth() - before / terms.nth();
            off += reduced * (run.price() * (1000 - terms.rate()) / 1000);
            before += run.count();
        }
        return off;
    }
}
