package io.wenwen.core.kernel.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFileTest {

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        Path file = write();

        WeightFile weights = WeightFile.open(file, "model u8 1");
        assertThat(weights.floats("layer.0.norm")).containsExactly(1.5f, -2f, 0.25f);
        assertThat(weights.part("layer.1.norm").byteSize()).isEqualTo(4);
        assertThat(weights.has("layer.2.norm")).isFalse();
    }

    @Test
    void everyChangedByteAndEveryCutIsSeen() throws IOException {
        Path file = write();
        byte[] good = Files.readAllBytes(file);
        // Bytes between parts only fill up to the alignment and carry nothing.
        int[] meaningful = {0, 3, 65, 75, 129, good.length - 100, good.length - 20, good.length - 9, good.length - 1};
        for (int at : meaningful) {
            byte[] bad = good.clone();
            bad[at] ^= 0x10;
            Files.write(file, bad);
            assertThatThrownBy(() -> WeightFile.open(file, "model u8 1"))
                    .as("byte %d of %d", at, good.length)
                    .isInstanceOf(WeightFile.Damaged.class);
        }
        for (int length : new int[] {0, 10, 64, good.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(good, length));
            assertThatThrownBy(() -> WeightFile.open(file, "model u8 1"))
                    .as("cut to %d", length)
                    .isInstanceOf(WeightFile.Damaged.class);
        }
    }

    @Test
    void weightsForAnotherModelOrConverterAreNotTaken() throws IOException {
        Path file = write();

        assertThatThrownBy(() -> WeightFile.open(file, "model u8 2"))
                .isInstanceOf(WeightFile.Damaged.class)
                .hasMessageContaining("made for model u8 1");
    }

    @Test
    void aConversionThatStopsLeavesNothing() throws IOException {
        try (WeightFileWriter out = new WeightFileWriter(folder.resolve("w"), "k")) {
            out.add("a", new float[] {1});
        }

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aModelThatMemoryCannotHoldIsRefusedWithFiguresAndAdvice() {
        QwenShape seven = new QwenShape(28, 3584, 28, 4, 128, 18944, 152064, 32768, 1e6f, 1e-6f);
        MemoryPlan plan = MemoryPlan.of(seven, EngineOptions.DEFAULT);

        assertThatThrownBy(() -> plan.check("qwen2.5-7b", OptionalLong.of(4_000_000_000L), 8L << 30))
                .isInstanceOf(ModelTooLargeException.class)
                .hasMessageContaining("qwen2.5-7b needs about")
                .hasMessageContaining("4.0 GB is available")
                .hasMessageContaining("smaller model");
        assertThatThrownBy(() -> plan.check("qwen2.5-7b", OptionalLong.of(64_000_000_000L), 100L << 20))
                .isInstanceOf(ModelTooLargeException.class)
                .hasMessageContaining("-Xmx");
    }

    @Test
    void signedWeightsAreUsedOnlyWhereTheirSumsAreExact() {
        assertThat(CpuFeatures.signedWeights(List.of("model name : x", "flags\t\t: fpu avx2 avx512_vnni")))
                .isTrue();
        assertThat(CpuFeatures.signedWeights(List.of("flags\t\t: fpu sse avx avx2 fma")))
                .isFalse();
        assertThat(CpuFeatures.signedWeights(List.of("Features : asimd"))).isFalse();
    }

    private Path write() throws IOException {
        Path file = folder.resolve("w");
        try (WeightFileWriter out = new WeightFileWriter(file, "model u8 1")) {
            out.add("layer.0.norm", new float[] {1.5f, -2f, 0.25f});
            out.add("layer.1.norm", new float[] {3f});
            out.finish();
        }
        return file;
    }
}
