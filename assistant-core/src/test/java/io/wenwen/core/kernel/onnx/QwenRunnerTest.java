package io.wenwen.core.kernel.onnx;

import static io.wenwen.core.kernel.onnx.TinyRunners.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.decode.Slice;
import io.wenwen.core.kernel.x86.ByteProduct;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QwenRunnerTest {

    private static final int PAGES = 24;
    private static final int VOCABULARY = TinyModel.SHAPE.vocabulary();

    private final TinyModel model = new TinyModel(5);

    @TempDir
    Path folder;

    @Test
    void floatLogitsAreThoseOfThePlainTwin() {
        int[] tokens = text(11, 45);
        double[][] expected = model.logits(tokens);
        try (ModelRunner runner = TinyRunners.floats(model, PAGES)) {
            float[][] logits = new float[45][VOCABULARY];
            runner.forward(List.of(new Slice(tokens, 0, 45, pages(3, 0, 8, 1), logits)));

            for (int t = 0; t < 45; t++) {
                assertThat(distance(expected[t], logits[t])).as("token %d", t).isLessThan(2e-5);
            }
        }
    }

    @Test
    void eightBitLogitsAreNearThePlainTwinsInBothWeightForms() throws IOException {
        int[] tokens = text(11, 45);
        double[][] expected = model.logits(tokens);
        for (boolean signed : new boolean[] {false, true}) {
            if (signed && !CpuFeatures.signedWeights()) {
                continue;
            }
            try (ModelRunner runner = TinyRunners.bytes(model, PAGES, folder, signed)) {
                float[][] logits = new float[45][VOCABULARY];
                runner.forward(List.of(new Slice(tokens, 0, 45, pages(3, 0, 8, 1), logits)));

                double sum = 0;
                for (int t = 0; t < 45; t++) {
                    sum += distance(expected[t], logits[t]);
                }
                assertThat(sum / 45).as("signed %s", signed).isLessThan(0.06);
            }
        }
    }

    @Test
    void machineCodeComputesTheLogitsOfOnnxRuntimeBitForBit() throws IOException {
        ByteProduct product = ByteProduct.ofThisMachine();
        assumeTrue(product != null, "this processor's products are left to ONNX Runtime");
        int[] tokens = text(11, 45);
        float[][] expected = new float[45][VOCABULARY];
        float[][] logits = new float[45][VOCABULARY];
        try (ModelRunner runner = TinyRunners.bytes(model, PAGES, folder, false, null)) {
            runner.forward(List.of(new Slice(tokens, 0, 45, pages(3, 0, 8, 1), expected)));
        }
        for (boolean signed : new boolean[] {false, true}) {
            try (ModelRunner runner = TinyRunners.bytes(model, PAGES, folder, signed, product)) {
                runner.forward(List.of(new Slice(tokens, 0, 45, pages(3, 0, 8, 1), logits)));
            }
            assertThat(logits).isDeepEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLogitsThatAreReadAreTheSameWhenOthersAreLeftOut(boolean machineCode) throws IOException {
        int[] tokens = text(31, 20);
        ByteProduct product = machineCode ? ByteProduct.ofThisMachine() : null;
        BitSet some = new BitSet();
        some.set(17);
        some.set(40, 60);
        some.set(VOCABULARY - 1);
        BitSet others = new BitSet();
        others.set(3);
        try (ModelRunner runner = TinyRunners.bytes(model, PAGES, folder, false, product)) {
            float[][] all = new float[2][VOCABULARY];
            runner.forward(List.of(
                    new Slice(tokens, 0, 20, pages(0, 1), new float[][] {all[0]}),
                    new Slice(text(32, 9), 0, 9, pages(2), new float[][] {all[1]})));
            float[][] part = new float[2][VOCABULARY];
            runner.forward(List.of(
                    new Slice(tokens, 0, 20, pages(3, 4), new float[][] {part[0]}, some),
                    new Slice(text(32, 9), 0, 9, pages(5), new float[][] {part[1]}, others)));

            some.stream().forEach(token -> assertThat(part[0][token]).isEqualTo(all[0][token]));
            others.stream().forEach(token -> assertThat(part[1][token]).isEqualTo(all[1][token]));
            if (product != null) {
                assertThat(part[0][100]).as("left out").isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTokensLogitsAreTheSameBitForBitAloneInABatchAndInChunks(boolean machineCode) throws IOException {
        int[] tokens = text(21, 50);
        int[] other = text(22, 19);
        ByteProduct product = machineCode ? ByteProduct.ofThisMachine() : null;
        try (ModelRunner runner = TinyRunners.bytes(model, PAGES, folder, false, product)) {
            float[] whole = new float[VOCABULARY];
            runner.forward(List.of(new Slice(tokens, 0, 50, pages(0, 4, 2, 9), new float[][] {whole})));

            float[] chunked = new float[VOCABULARY];
            int[] pages = pages(7, 1, 6, 3);
            runner.forward(List.of(new Slice(tokens, 0, 7, pages, new float[0][])));
            runner.forward(List.of(
                    new Slice(other, 0, 19, pages(10, 11), new float[0][]),
                    new Slice(tokens, 7, 30, pages, new float[0][])));
            for (int t = 37; t < 50; t++) {
                runner.forward(List.of(new Slice(tokens, t, 1, pages, new float[][] {chunked})));
            }

            assertThat(chunked).isEqualTo(whole);
        }
    }

    @Test
    void aStepOfTooManyRowsIsRefused() {
        try (ModelRunner runner = TinyRunners.floats(model, PAGES)) {
            Slice slice = new Slice(text(1, 65), 0, 65, pages(0, 1, 2, 3, 4), new float[0][]);

            assertThatThrownBy(() -> runner.forward(List.of(slice))).hasMessageContaining("64 rows");
        }
    }

    private static int[] pages(int... pages) {
        return pages;
    }

    /** L2 distance relative to the expected vector's length. */
    private static double distance(double[] expected, float[] found) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += (expected[i] - found[i]) * (expected[i] - found[i]);
            length += expected[i] * expected[i];
        }
        return Math.sqrt(difference / length);
    }
}
