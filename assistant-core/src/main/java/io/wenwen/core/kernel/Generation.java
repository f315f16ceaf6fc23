package io.wenwen.core.kernel;

import java.time.Duration;

/** A running generation: wait for it or end it. Thread-safe. */
public interface Generation {

    /**
     * Waits for the end. When the deadline passes first the generation is cancelled and what was written so far is returned
     * with {@link Completion.Ending#DEADLINE}.
     *
     * @throws InterruptedException the generation is cancelled
     */
    Completion await(Duration deadline) throws InterruptedException;

    /** Ends it within one decode step; {@link #await} then returns with {@link Completion.Ending#CANCELLED}. */
    void cancel();
}
