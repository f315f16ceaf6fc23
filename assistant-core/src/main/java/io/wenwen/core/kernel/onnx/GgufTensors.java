package io.wenwen.core.kernel.onnx;

import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.ModelConfig;
import io.wenwen.core.kernel.model.ModelFileException;
import io.wenwen.core.kernel.model.TensorInfo;
import java.util.HashMap;
import java.util.Map;

/** A GGUF file's tensors as fp32 rows, decoded when asked for. */
final class GgufTensors implements TensorSource {

    private final GgufFile file;
    private final QwenShape shape;
    private final Map<String, TensorInfo> tensors = new HashMap<>();

    /** @throws ModelFileException if the file is no supported model */
    GgufTensors(GgufFile file) throws ModelFileException {
        this.file = file;
        ModelConfig config = ModelConfig.of(file);
        shape = new QwenShape(
                config.layers(),
                config.hidden(),
                config.heads(),
                config.kvHeads(),
                config.headDim(),
                config.feedForward(),
                config.vocabulary(),
                config.contextLength(),
                (float) config.ropeBase(),
                (float) config.rmsEpsilon());
        for (TensorInfo tensor : file.tensors()) {
            tensors.put(tensor.name(), tensor);
        }
    }

    @Override
    public QwenShape shape() {
        return shape;
    }

    @Override
    public boolean has(String tensor) {
        return tensors.containsKey(tensor);
    }

    @Override
    public void read(String tensor, int first, int count, float[] into, int offset) {
        TensorInfo info = tensors.get(tensor);
        if (info == null) {
            throw new IllegalStateException("The model file has no tensor " + tensor + ".");
        }
        file.floats(info, first, first + count, into, offset);
    }
}
