package io.wenwen.load.price.oracle;

import java.math.BigInteger;
import java.util.List;

/** How much a rule takes off at one moment (section 6) and from which lines (section 7). */
final class Discount {
    private Discount() {}

    /**
     * D of section 6, 0 when the rule cannot be used at this moment.
     *
     * @param paid w of every line at this moment
     */
    static long amount(Usable usable, PricedLine[] lines, long[] paid) {
        long running = 0;
        long discountable = 0;
        for (int i : usable.covered()) {
            running += paid[i];
            discountable += paid[i] - lines[i].deposit();
        }
        Rule rule = usable.rule();
        long measured = rule.itemBase() ? usable.items() : running;
        long most = rule.maxOff() == null ? discountable : Math.min(discountable, rule.maxOff());
        return Math.min(most, nominal(usable, measured));
    }

    private static long nominal(Usable usable, long measured) {
        return switch (usable.rule().terms()) {
            case Terms.SpendOff terms -> reached(terms.steps(), measured, 0);
            case Terms.Every terms -> {
                long times = measured / terms.threshold();
                times = terms.maxTimes() == null ? times : Math.min(times, terms.maxTimes());
                // Beyond 64 bits it is above anything that can be taken off.
                yield Math.multiplyHigh(times, terms.off()) == 0 && times * terms.off() >= 0
                        ? times * terms.off()
                        : Long.MAX_VALUE;
            }
            case Terms.SpendRate terms -> off(measured, reached(terms.steps(), measured, 1000));
            case Terms.PiecesRate terms -> off(measured, reached(terms.steps(), usable.pieces(), 1000));
            case Terms.NthRate _ -> usable.nthOff();
            case Terms.OffCoupon terms -> measured >= terms.threshold() ? terms.off() : 0;
            case Terms.RateCoupon terms -> measured >= terms.threshold() ? off(measured, terms.rate()) : 0;
            case Terms.PieceOffer _, Terms.Presale _, Terms.Gift _, Terms.Freight _ ->
                throw new IllegalArgumentException(usable.rule().id() + " is no discount of layers 2 to 6");
        };
    }

    private static long reached(List<Terms.Step> steps, long measured, long none) {
        long gives = none;
        for (Terms.Step step : steps) {
            if (step.from() <= measured) {
                gives = step.gives();
            }
        }
        return gives;
    }

    private static long off(long measured, long rate) {
        return measured * (1000 - rate) / 1000;
    }

    /** Takes {@code amount} off {@code paid} by largest remainder and answers each covered line's share. */
    static long[] take(long amount, Usable usable, PricedLine[] lines, long[] paid) {
        int[] covered = usable.covered();
        long total = 0;
        for (int i : covered) {
            total += paid[i] - lines[i].deposit();
        }
        long[] shares = new long[covered.length];
        long[] remainders = new long[covered.length];
        long left = amount;
        for (int k = 0; k < covered.length; k++) {
            long discountable = paid[covered[k]] - lines[covered[k]].deposit();
            if (Math.multiplyHigh(amount, discountable) == 0 && amount * discountable >= 0) {
                shares[k] = amount * discountable / total;
                remainders[k] = amount * discountable % total;
            } else {
                BigInteger[] parts = BigInteger.valueOf(amount)
                        .multiply(BigInteger.valueOf(discountable))
                        .divideAndRemainder(BigInteger.valueOf(total));
                shares[k] = parts[0].longValueExact();
                remainders[k] = parts[1].longValueExact();
            }
            left -= shares[k];
        }
        for (; left > 0; left--) {
            int largest = 0;
            for (int k = 1; k < covered.length; k++) {
                if (remainders[k] > remainders[largest]) {
                    largest = k;
                }
            }
            shares[largest]++;
            remainders[largest] = -1;
        }
        for (int k = 0; k < covered.length; k++) {
            paid[covered[k]] -= shares[k];
        }
        return shares;
    }
}
