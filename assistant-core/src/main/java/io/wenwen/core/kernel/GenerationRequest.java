package io.wenwen.core.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer to generate.
 *
 * @param maxTokens budget of generated tokens, forced ones included
 * @param stop the text ends before the first of these strings
 * @param constraint which tokens may come; {@code null} allows all but control tokens
 * @param sink hears the text as it grows
 * @param service how urgent it is, and for whom
 */
public record GenerationRequest(
        Prompt prompt,
        Sampling sampling,
        int maxTokens,
        List<String> stop,
        @Nullable TokenConstraint constraint,
        TokenSink sink,
        Service service) {

    public GenerationRequest {
        stop = List.copyOf(stop);
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + "; it must be at least 1.");
        }
    }

    /** A request of {@link Service#DEFAULT}. */
    public GenerationRequest(
            Prompt prompt,
            Sampling sampling,
            int maxTokens,
            List<String> stop,
            @Nullable TokenConstraint constraint,
            TokenSink sink) {
        this(prompt, sampling, maxTokens, stop, constraint, sink, Service.DEFAULT);
    }

    /** The same, served otherwise. */
    public GenerationRequest served(Service other) {
        return new GenerationRequest(prompt, sampling, maxTokens, stop, constraint, sink, other);
    }
}
