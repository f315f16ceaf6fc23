package io.wenwen.core.kernel.onnx;

import java.util.List;

/**
 * A whole model ready to run, but for its embedding, which is read row by row from the model file.
 *
 * @param outputNorm gain of the norm before the head
 * @param head hidden to logits
 */
record QwenWeights(List<QwenLayer> layers, float[] outputNorm, Linear head) implements AutoCloseable {

    @Override
    public void close() {
        layers.forEach(QwenLayer::close);
        head.close();
    }
}
