package io.wenwen.app.problem;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} and its figures from where it is found to the response. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final @Nullable Integer retryAfter;
    private final transient Object[] figures;

    Refusal(Problem problem, @Nullable Integer retryAfter, Object... figures) {
        // A refusal is an answer, not a fault: no stack trace.
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
        this.figures = figures.clone();
    }

    public Problem problem() {
        return problem;
    }

    /** Seconds; {@code null} where waiting does not help. */
    public @Nullable Integer retryAfter() {
        return retryAfter;
    }

    public Object[] figures() {
        return figures.clone();
    }
}
