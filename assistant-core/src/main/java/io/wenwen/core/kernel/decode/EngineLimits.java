package io.wenwen.core.kernel.decode;

/**
 * How much the engine takes on at once.
 *
 * @param sequences that decode together
 * @param queued requests that may wait; more are refused
 * @param chunk prompt tokens read in one step while others are answering; twice as many when none is
 */
public record EngineLimits(int sequences, int queued, int chunk) {

    public EngineLimits {
        if (sequences < 1 || queued < 1 || chunk < 1) {
            throw new IllegalArgumentException(
                    "Engine limits below 1: sequences " + sequences + ", queued " + queued + ", chunk " + chunk + ".");
        }
    }
}
