package io.wenwen.load.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Latencies of one run in an HDR histogram; percentiles in milliseconds. */
final class Percentiles {
    private final Histogram histogram = new Histogram(600_000_000L, 3);

    synchronized void add(Duration latency) {
        histogram.recordValue(Math.min(600_000_000L, latency.toNanos() / 1_000));
    }

    synchronized double at(double percent) {
        return histogram.getValueAtPercentile(percent) / 1_000.0;
    }

    synchronized long count() {
        return histogram.getTotalCount();
    }
}
