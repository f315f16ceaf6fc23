package io.wenwen.load.kernel;

import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.onnx.EngineOptions;
import io.wenwen.core.kernel.onnx.NumberFormat;
import io.wenwen.core.kernel.onnx.Progress;
import io.wenwen.core.kernel.onnx.QwenModel;
import io.wenwen.core.model.ModelStore;
import io.wenwen.load.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The model that is measured, opened as the product opens it. */
public record KernelModel(Path file) {

    /** @param given a GGUF file; {@code null} takes the default model */
    public static KernelModel of(@Nullable Path given) throws IOException, InterruptedException {
        return new KernelModel(given == null ? ModelFile.ofDefault() : given);
    }

    /** Sets the threads of all products; only before the first model of the process is opened. */
    public static void threads(int threads) {
        System.setProperty("wenwen.onnx.threads", Integer.toString(threads));
    }

    public Engine engine(int sequences, int kvTokens) throws IOException {
        return QwenModel.open(
                file, cache(), new EngineOptions(NumberFormat.W8A8, sequences, kvTokens, 256), Progress.NONE);
    }

    /** What computes the logits, without the engine around it. */
    public ModelRunner runner(NumberFormat format, int kvTokens) throws IOException {
        return QwenModel.openRunner(file, cache(), new EngineOptions(format, 1, kvTokens, 1), Progress.NONE);
    }

    private static Path cache() {
        return ModelStore.defaultFolder().resolve("converted");
    }
}
