package io.wenwen.core.kernel.decode;

/**
 * How many prompt tokens a step may read beside answers, so that those who watch an answer grow hardly notice: a step with a chunk
 * shall take at most {@link #STRETCH} times one without. Both times are measured, since they differ a hundredfold between machines.
 * Not thread-safe.
 */
final class ChunkPacer {

    /** Below the promised 3, because single steps scatter and a longer context makes the last chunks dearer. */
    static final double STRETCH = 2;

    /** Fewer would be paid for dearly: a step reads all weights for them. */
    static final int LEAST = 16;

    private static final double NEW = 0.2;

    private final int most;
    private double answerStep;
    private double readToken;

    /** @param most tokens, however fast they are */
    ChunkPacer(int most) {
        this.most = most;
    }

    /** Prompt tokens for the next step with answers in it. */
    int chunk() {
        if (answerStep == 0 || readToken == 0) {
            return Math.min(most, 2 * LEAST);
        }
        double tokens = (STRETCH - 1) * answerStep / readToken;
        return (int) Math.clamp(tokens, Math.min(LEAST, most), most);
    }

    /** A step of so many rows took so long. */
    void took(int readRows, int answerRows, long nanos) {
        if (answerRows > 0 && readRows == 0) {
            answerStep = blend(answerStep, nanos);
        } else if (readRows > 0) {
            // Without answers beside it the weights' share is in it too; that errs on the careful side.
            double own = answerRows > 0 ? Math.max(nanos - answerStep, nanos * 0.1) : nanos;
            readToken = blend(readToken, own / readRows);
        }
    }

    private static double blend(double known, double seen) {
        return known == 0 ? seen : known + NEW * (seen - known);
    }
}
