package io.wenwen.core.kernel.onnx;

import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.x86.ByteProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Runners of the tiny model, for tests that want a real one at once. */
public final class TinyRunners {

    static final int MAX_ROWS = 64;

    private TinyRunners() {}

    public static ModelRunner floats(TinyModel model, int pages) {
        RowWorkers workers = new RowWorkers(2);
        Buffers buffers = QwenRunner.buffers(model.shape(), MAX_ROWS, false);
        return new QwenRunner(model, new FloatWeights(model, workers).all(buffers), pages, MAX_ROWS, workers, () -> {});
    }

    /** Converted to eight bits through a file in {@code folder}. */
    public static ModelRunner bytes(TinyModel model, int pages, Path folder, boolean signed) throws IOException {
        return bytes(model, pages, folder, signed, null);
    }

    /** @param product what multiplies; {@code null} for ONNX Runtime */
    static ModelRunner bytes(TinyModel model, int pages, Path folder, boolean signed, @Nullable ByteProduct product)
            throws IOException {
        RowWorkers workers = new RowWorkers(2);
        Path file = Files.createTempFile(folder, "tiny", ".weights");
        try (WeightFileWriter out = new WeightFileWriter(file, "tiny")) {
            new ByteConversion(model, signed, workers)
                    .write(List.of(text(1, 40), text(2, 33), text(3, 21)), out, Progress.NONE);
            out.finish();
        }
        Buffers buffers = QwenRunner.buffers(model.shape(), MAX_ROWS, true);
        QwenWeights weights = ByteConversion.load(
                WeightFile.open(file, "tiny"), model.shape(), signed, buffers, workers, product, Progress.NONE);
        return new QwenRunner(model, weights, pages, MAX_ROWS, workers, () -> {});
    }

    static int[] text(long seed, int length) {
        return new SplittableRandom(seed)
                .ints(length, 0, TinyModel.SHAPE.vocabulary())
                .toArray();
    }
}
