package io.wenwen.core.kernel.decode;

import java.time.Duration;

/**
 * How much the engine takes on at once.
 *
 * @param sequences that decode together
 * @param queued requests that may wait; more are refused
 * @param chunk prompt tokens read in one step at most while others are answering; twice as many when none is
 * @param queuedTokens prompts and budgets of all that wait, in tokens; more are refused
 * @param patience after so long a waiting request is as urgent as the next higher priority, so that nothing waits for ever
 */
public record EngineLimits(int sequences, int queued, int chunk, long queuedTokens, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public EngineLimits {
        if (sequences < 1 || queued < 1 || chunk < 1 || queuedTokens < 1 || patience.toNanos() < 1) {
            throw new IllegalArgumentException("Engine limits below 1: sequences " + sequences + ", queued " + queued
                    + ", chunk " + chunk + ", queuedTokens " + queuedTokens + ", patience " + patience + ".");
        }
    }

    /** Without a limit on queued tokens; ten seconds of patience. */
    public EngineLimits(int sequences, int queued, int chunk) {
        this(sequences, queued, chunk, Long.MAX_VALUE, PATIENCE);
    }

    /** The same with a limit on queued tokens. */
    public EngineLimits withQueuedTokens(long tokens) {
        return new EngineLimits(sequences, queued, chunk, tokens, patience);
    }
}
