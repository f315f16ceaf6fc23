package io.wenwen.core.kernel.decode;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts values in buckets that grow with the value, four to each doubling: quantiles are right to a fifth. For the engine's figures,
 * which are written at every step and read now and then. Thread-safe.
 */
public final class Histogram {

    private static final int PARTS = 4;

    private final AtomicLongArray buckets = new AtomicLongArray(64 * PARTS);
    private final LongAdder sum = new LongAdder();
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);

    /** Counts a value; a negative one as 0. */
    public void record(long value) {
        long counted = Math.max(0, value);
        buckets.incrementAndGet(bucket(counted));
        sum.add(counted);
        max.accumulate(counted);
    }

    public long count() {
        long count = 0;
        for (int i = 0; i < buckets.length(); i++) {
            count += buckets.get(i);
        }
        return count;
    }

    public long sum() {
        return sum.sum();
    }

    public long max() {
        return max.get();
    }

    /**
     * A value that this share of all values do not exceed, rounded up to its bucket's end; 0 where nothing was counted.
     *
     * @param share from 0 to 1
     */
    public long quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count()));
        long seen = 0;
        for (int i = 0; i < buckets.length(); i++) {
            seen += buckets.get(i);
            if (seen >= rank) {
                return Math.min(max(), end(i));
            }
        }
        return max();
    }

    /** Values below 4 have a bucket each; then the two bits behind the highest choose among four. */
    private static int bucket(long value) {
        if (value < PARTS) {
            return (int) value;
        }
        int high = 63 - Long.numberOfLeadingZeros(value);
        return (high - 1) * PARTS + (int) (value >> high - 2 & PARTS - 1);
    }

    private static long end(int bucket) {
        if (bucket < PARTS) {
            return bucket;
        }
        int high = bucket / PARTS + 1;
        return (1L << high) + ((long) (bucket % PARTS + 1) << high - 2) - 1;
    }
}
