package io.wenwen.core.kernel;

import java.time.Duration;

/**
 * What a generation came to.
 *
 * @param text the whole text, the stop string not included
 * @param promptTokens tokens of the prompt, shared prefix included
 * @param tokens what was appended, by how each token came about
 * @param timeToFirstToken from start to the first token
 * @param total from start to the end
 */
public record Completion(
        String text, int promptTokens, Tokens tokens, Duration timeToFirstToken, Duration total, Ending ending) {

    /**
     * Appended tokens, each counted once; the end of the turn counts.
     *
     * @param sampled drawn from the logits of a forward pass of their own
     * @param drafted drawn from the logits of a pass that computed several at once, because a draft had guessed them
     * @param forced appended without a draw, because the constraint left no choice
     */
    public record Tokens(int sampled, int drafted, int forced) {

        public static final Tokens NONE = new Tokens(0, 0, 0);

        public int all() {
            return sampled + drafted + forced;
        }

        public Tokens plus(Tokens more) {
            return new Tokens(sampled + more.sampled, drafted + more.drafted, forced + more.forced);
        }
    }

    /** A completion of which it is not known how its tokens came about: all count as sampled. */
    public Completion(
            String text,
            int promptTokens,
            int generatedTokens,
            Duration timeToFirstToken,
            Duration total,
            Ending ending) {
        this(text, promptTokens, new Tokens(generatedTokens, 0, 0), timeToFirstToken, total, ending);
    }

    /** Tokens appended, forced ones included. */
    public int generatedTokens() {
        return tokens.all();
    }

    /** Why it ended. */
    public enum Ending {
        END_OF_TURN,
        STOP_STRING,
        TOKEN_BUDGET,
        CANCELLED,
        /** Its own deadline passed, or that of whoever awaited it. */
        DEADLINE,
        FAILED
    }
}
