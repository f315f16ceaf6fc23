package io.wenwen.core.kernel.decode;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of one sequence that a step computes.
 *
 * @param tokens the sequence's tokens; the step reads {@code from … from + count - 1}, whose positions are their indices
 * @param pages the sequence's pages, in order; enough for {@code from + count} tokens. All earlier positions are filled
 * @param logits where the logits of the last {@code logits.length} tokens of the slice go; empty for none
 * @param read the tokens whose logits will be read, in all rows asked for; {@code null} for all. What the others get is left open, so that
 *     a runner may leave them out
 */
public record Slice(
        int[] tokens,
        int from,
        int count,
        int[] pages,
        float[][] logits,
        @Nullable BitSet read) {

    /** A slice of whose logits all are read. */
    public Slice(int[] tokens, int from, int count, int[] pages, float[][] logits) {
        this(tokens, from, count, pages, logits, null);
    }

    public Slice {
        if (count < 1 || logits.length > count) {
            throw new IllegalArgumentException(
                    "A slice of " + count + " tokens with logits for " + logits.length + " of them.");
        }
    }
}
