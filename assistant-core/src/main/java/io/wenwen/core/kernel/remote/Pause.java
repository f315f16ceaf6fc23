package io.wenwen.core.kernel.remote;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves a server alone for a while after several failures in a row, so that shoppers need not wait for its time-outs. Thread-safe.
 */
final class Pause {

    private static final int FAILURES = 4;
    private static final Duration LENGTH = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private int failures;
    private long until;

    /** @param nanos a clock as {@link System#nanoTime} */
    Pause(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            until = nanos.getAsLong() + LENGTH.toNanos();
            // The next one decides.
            failures = FAILURES - 1;
        }
    }

    /** How long the server is still left alone; zero or less: it may be asked. */
    synchronized Duration left() {
        return failures < FAILURES - 1 || until == 0 ? Duration.ZERO : Duration.ofNanos(until - nanos.getAsLong());
    }
}
