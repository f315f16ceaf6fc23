package io.wenwen.core.kernel.remote;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Counts tokens over the last 24 hours, in buckets of an hour. Thread-safe. */
final class TokenBudget {

    private static final int HOURS = 24;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final long limit;
    private final LongSupplier nanos;
    private final long[] used = new long[HOURS];
    private long hour;

    /** @param nanos a clock as {@link System#nanoTime} */
    TokenBudget(long limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
        this.hour = nanos.getAsLong() / HOUR;
    }

    synchronized boolean spent() {
        turn();
        return Arrays.stream(used).sum() >= limit;
    }

    synchronized void use(long tokens) {
        turn();
        used[(int) Math.floorMod(hour, HOURS)] += tokens;
    }

    private void turn() {
        long now = nanos.getAsLong() / HOUR;
        for (long h = Math.max(hour + 1, now - HOURS + 1); h <= now; h++) {
            used[(int) Math.floorMod(h, HOURS)] = 0;
        }
        hour = now;
    }
}
