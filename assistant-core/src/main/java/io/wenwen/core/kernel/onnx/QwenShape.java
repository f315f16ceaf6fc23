package io.wenwen.core.kernel.onnx;

/**
 * The extents of a Qwen2 or Qwen3 decoder, as the model file's metadata give them.
 *
 * @param layers decoder blocks
 * @param hidden width of the residual stream
 * @param heads query heads
 * @param kvHeads key and value heads; each serves {@code heads / kvHeads} query heads
 * @param headSize values of one head; Qwen3's heads together are wider than the residual stream
 * @param feedForward width inside the gated feed-forward part
 * @param vocabulary rows of the output matrix, padding included
 * @param context positions that the model was trained for
 * @param ropeBase base of the rotary frequencies
 * @param epsilon added under the root of the RMS norm
 */
record QwenShape(
        int layers,
        int hidden,
        int heads,
        int kvHeads,
        int headSize,
        int feedForward,
        int vocabulary,
        int context,
        float ropeBase,
        float epsilon) {

    QwenShape {
        if (layers < 1 || hidden < 1 || heads < 1 || kvHeads < 1 || headSize < 2 || feedForward < 1 || vocabulary < 1) {
            throw new IllegalArgumentException("A Qwen model with an extent below 1: layers " + layers + ", hidden "
                    + hidden + ", heads " + heads + ", kvHeads " + kvHeads + ", headSize " + headSize
                    + ", feedForward " + feedForward + ", vocabulary " + vocabulary + ".");
        }
        if (heads % kvHeads != 0 || headSize % 2 != 0) {
            throw new IllegalArgumentException("A Qwen model needs heads (" + heads + ") divisible by kvHeads ("
                    + kvHeads + ") and an even headSize (" + headSize + ").");
        }
    }

    /** Query heads that share one key and value head. */
    int group() {
        return heads / kvHeads;
    }

    int queryWidth() {
        return heads * headSize;
    }

    int kvWidth() {
        return kvHeads * headSize;
    }

    int qkvWidth() {
        return queryWidth() + 2 * kvWidth();
    }

    /** Bytes that keys and values of one token take in all layers, fp32. */
    long kvBytesPerToken() {
        return 2L * layers * kvWidth() * Float.BYTES;
    }

    /** Weights of all matrices, the embedding not counted. */
    long productWeights() {
        long layer = (long) hidden * qkvWidth() + (long) queryWidth() * hidden + 3L * hidden * feedForward;
        return layers * layer + (long) hidden * vocabulary;
    }
}
