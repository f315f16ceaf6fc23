package io.wenwen.core.kernel.onnx;

import org.jspecify.annotations.Nullable;

/**
 * The weights of one decoder block, its products ready to run.
 *
 * @param qkv queries, keys and values side by side
 * @param qkvBias one value for each output of {@code qkv}; {@code null} where the model has none (Qwen3)
 * @param queryNorm gain of the norm over each query head; {@code null} where the model has none (Qwen2). {@code keyNorm} likewise
 * @param gateUp the feed-forward part's gate, then its up projection
 */
record QwenLayer(
        float[] attentionNorm,
        Linear qkv,
        float @Nullable [] qkvBias,
        float @Nullable [] queryNorm,
        float @Nullable [] keyNorm,
        Linear output,
        float[] feedForwardNorm,
        Linear gateUp,
        Linear down)
        implements AutoCloseable {

    @Override
    public void close() {
        qkv.close();
        output.close();
        gateUp.close();
        down.close();
    }
}
