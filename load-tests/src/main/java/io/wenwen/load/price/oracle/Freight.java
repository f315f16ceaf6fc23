package io.wenwen.load.price.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one shop asks for delivery (section 10); {@code rule} is null where no rule applies. */
record Freight(long fee, @Nullable Rule rule) {

    /**
     * The smallest amount asked.
     *
     * @param rules the shop's eligible freight rules, ascending by id
     * @param paid final w of every line
     */
    static Freight of(List<Usable> rules, long[] paid) {
        Freight least = new Freight(0, null);
        for (Usable usable : rules) {
            long fee = fee(usable, paid);
            if (least.rule == null || fee < least.fee) {
                least = new Freight(fee, usable.rule());
            }
        }
        return least;
    }

    static long sum(PricedBasket basket, long[] paid) {
        long sum = 0;
        for (List<Usable> rules : basket.freight().values()) {
            sum += of(rules, paid).fee;
        }
        return sum;
    }

    private static long fee(Usable usable, long[] paid) {
        if (!(usable.rule().terms() instanceof Terms.Freight terms)) {
            throw new IllegalArgumentException(usable.rule().id() + " is no freight rule");
        }
        if (terms.freeFrom() == null) {
            return terms.fee();
        }
        long measured = 0;
        if (usable.rule().itemBase()) {
            measured = usable.items();
        } else {
            for (int i : usable.covered()) {
                measured += paid[i];
            }
        }
        return measured >= terms.freeFrom() ? 0 : terms.fee();
    }
}
