package io.wenwen.core.kernel.onnx;

/**
 * How a model is run.
 *
 * @param maxSequences answers that are decoded together
 * @param kvTokens tokens whose keys and values are kept in memory, over all answers; also the longest prompt and answer
 * @param maxQueued requests that may wait; more are refused
 */
public record EngineOptions(NumberFormat format, int maxSequences, int kvTokens, int maxQueued) {

    /** For a small machine: 8 answers together, 8,192 tokens in memory, 64 waiting. */
    public static final EngineOptions DEFAULT = new EngineOptions(NumberFormat.W8A8, 8, 8192, 64);

    public EngineOptions {
        if (maxSequences < 1 || maxSequences > 256 || kvTokens < 64 || maxQueued < 1) {
            throw new IllegalArgumentException("Engine options out of range: maxSequences " + maxSequences
                    + " (1–256), kvTokens " + kvTokens + " (at least 64), maxQueued " + maxQueued + " (at least 1).");
        }
    }

    /** The same with another number format. */
    public EngineOptions with(NumberFormat other) {
        return new EngineOptions(other, maxSequences, kvTokens, maxQueued);
    }
}
