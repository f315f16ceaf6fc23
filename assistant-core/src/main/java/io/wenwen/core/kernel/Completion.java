package io.wenwen.core.kernel;

import java.time.Duration;

/**
 * What a generation came to.
 *
 * @param text the whole text, the stop string not included
 * @param promptTokens tokens of the prompt, shared prefix included
 * @param generatedTokens tokens appended, forced ones included
 * @param timeToFirstToken from start to the first token
 * @param total from start to the end
 */
public record Completion(
        String text, int promptTokens, int generatedTokens, Duration timeToFirstToken, Duration total, Ending ending) {

    /** Why it ended. */
    public enum Ending {
        END_OF_TURN,
        STOP_STRING,
        TOKEN_BUDGET,
        CANCELLED,
        DEADLINE,
        FAILED
    }
}
