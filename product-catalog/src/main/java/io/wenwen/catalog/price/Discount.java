package io.wenwen.catalog.price;

import io.wenwen.catalog.price.Terms.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A rule of layers 2 to 6 made ready for one basket: the lines it covers and how much it takes off at a measure. Everything that does
 * not depend on what is left to pay is settled here, once.
 */
final class Discount {

    /** How the nominal discount follows from the measure. */
    private enum Form {
        CONSTANT,
        STEPS_OFF,
        EVERY_OFF,
        STEPS_RATE
    }

    final Rule rule;
    final int[] lines;
    final int layer;
    final long cap;
    private final Form form;
    private final long[] from;
    private final long[] value;
    private final int maxTimes;
    private final long constant;

    /** @param lines indices of the lines it covers, at least one, ascending */
    Discount(Rule rule, int[] lines, List<BasketLine> all, List<ItemPrices.Priced> priced) {
        this.rule = rule;
        this.lines = lines;
        this.layer = rule.kind().layer();
        this.cap = rule.stacking().maxOffFen() == null
                ? Long.MAX_VALUE
                : rule.stacking().maxOffFen();
        List<Step> steps = new ArrayList<>();
        int times = Integer.MAX_VALUE;
        Form compiled;
        long fixed = 0;
        switch (rule.terms()) {
            case Terms.SpendOff off -> {
                steps.addAll(off.steps());
                compiled = Form.STEPS_OFF;
            }
            case Terms.SpendRate rate -> {
                steps.addAll(rate.steps());
                compiled = Form.STEPS_RATE;
            }
            case Terms.EveryOff every -> {
                steps.add(new Step(every.thresholdFen(), every.offFen()));
                times = every.maxTimes();
                compiled = Form.EVERY_OFF;
            }
            case Terms.Coupon coupon -> {
                Integer rate = coupon.rate();
                Long off = coupon.offFen();
                steps.add(new Step(coupon.thresholdFen(), rate != null ? rate : off != null ? off : 0));
                compiled = rate != null ? Form.STEPS_RATE : Form.STEPS_OFF;
            }
            case Terms.PiecesRate pieces
            when pieces.nth() -> {
                fixed = everyNth(pieces.steps().getFirst(), lines, priced);
                compiled = Form.CONSTANT;
            }
            case Terms.PiecesRate pieces -> {
                long count = 0;
                for (int i : lines) {
                    count += all.get(i).pieces();
                }
                for (Step step : pieces.steps()) {
                    if (step.from() <= count) {
                        steps.clear();
                        steps.add(new Step(0, step.value()));
                    }
                }
                compiled = Form.STEPS_RATE;
            }
            default -> throw new IllegalArgumentException(rule.id() + " is no discount.");
        }
        this.from = steps.stream().mapToLong(Step::from).toArray();
        this.value = steps.stream().mapToLong(Step::value).toArray();
        this.maxTimes = times;
        if (compiled != Form.CONSTANT && rule.stacking().itemBase()) {
            long measure = 0;
            for (int i : lines) {
                measure += priced.get(i).item();
            }
            fixed = nominal(compiled, measure);
            compiled = Form.CONSTANT;
        }
        this.form = compiled;
        this.constant = fixed;
    }

    /**
     * What it takes off now: at most its cap and what is open on its lines.
     *
     * @param running what is paid for each line so far, with its deposit
     * @param deposit the part that no discount reaches
     */
    long off(long[] running, long[] deposit) {
        long measure = 0;
        long open = 0;
        for (int i : lines) {
            measure += running[i];
            open += running[i] - deposit[i];
        }
        long nominal = form == Form.CONSTANT ? constant : nominal(form, measure);
        return Math.min(Math.min(nominal, cap), open);
    }

    private long nominal(Form as, long measure) {
        if (as == Form.EVERY_OFF) {
            long times = Math.min(measure / from[0], maxTimes);
            return times > Fields.LARGEST / value[0] ? Fields.LARGEST : times * value[0];
        }
        int reached = from.length - 1;
        while (reached >= 0 && from[reached] > measure) {
            reached--;
        }
        if (reached < 0) {
            return 0;
        }
        return as == Form.STEPS_OFF ? value[reached] : measure * (1000 - value[reached]) / 1000;
    }

    /** Pieces at positions N, 2N, … from the dearest on, each reduced by itself; runs of equal pieces are counted, not walked. */
    private static long everyNth(Step step, int[] lines, List<ItemPrices.Priced> priced) {
        List<ItemPrices.Run> runs = new ArrayList<>();
        for (int i : lines) {
            runs.addAll(priced.get(i).runs());
        }
        runs.sort(Comparator.comparingLong(ItemPrices.Run::price).reversed());
        long sum = 0;
        long before = 0;
        for (ItemPrices.Run run : runs) {
            long reduced = (before + run.pieces()) / step.from() - before / step.from();
            sum += reduced * (run.price() * (1000 - step.value()) / 1000);
            before += run.pieces();
        }
        return sum;
    }
}
