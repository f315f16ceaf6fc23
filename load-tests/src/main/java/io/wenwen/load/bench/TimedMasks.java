package io.wenwen.load.bench;

import io.wenwen.core.kernel.TokenConstraint;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A constraint that notes how long each first question for a mask takes; a second question for the same place costs it nothing. */
final class TimedMasks implements TokenConstraint {

    private final TokenConstraint constraint;
    private final ConcurrentLinkedQueue<Double> microseconds;
    private boolean asked;

    /** @param microseconds gets one value for each mask */
    TimedMasks(TokenConstraint constraint, ConcurrentLinkedQueue<Double> microseconds) {
        this.constraint = constraint;
        this.microseconds = microseconds;
    }

    @Override
    public BitSet allowed() {
        long begin = System.nanoTime();
        BitSet allowed = constraint.allowed();
        if (!asked) {
            microseconds.add((System.nanoTime() - begin) / 1e3);
            asked = true;
        }
        return allowed;
    }

    @Override
    public void accept(int token) {
        constraint.accept(token);
        asked = false;
    }

    @Override
    public int[] forced() {
        return constraint.forced();
    }

    /** The value below which so many percent of these lie. */
    static double percentile(List<Double> values, double percent) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(percent / 100 * (sorted.length - 1)))];
    }
}
