package io.wenwen.core.kernel.onnx;

/**
 * The weights of one decoder block, its products ready to run.
 *
 * @param qkv queries, keys and values side by side
 * @param qkvBias one value for each output of {@code qkv}
 * @param gateUp the feed-forward part's gate, then its up projection
 */
record QwenLayer(
        float[] attentionNorm,
        Linear qkv,
        float[] qkvBias,
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
