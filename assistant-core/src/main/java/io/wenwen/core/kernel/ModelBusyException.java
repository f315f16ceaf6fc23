package io.wenwen.core.kernel;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** Refuses a generation that could only have waited too long; says when it is worth asking again. */
public final class ModelBusyException extends RejectedExecutionException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    /** @param message what is full, how full it may be, and what to do */
    public ModelBusyException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** When the queue will have moved on, as far as the last minutes tell; at least a second. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
