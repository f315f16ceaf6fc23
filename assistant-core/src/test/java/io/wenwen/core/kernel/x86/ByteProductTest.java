package io.wenwen.core.kernel.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteProductTest {

    private static final String AVX2 = "flags\t\t: fpu sse2 avx avx2 fma";

    @ParameterizedTest
    @CsvSource({"1, 4, 1", "1, 896, 3", "2, 52, 2", "3, 60, 1", "4, 4864, 1", "5, 128, 5", "6, 84, 4"})
    void equalsThePlainSumsBitForBit(int rows, int inputs, int panels) {
        ByteProduct product = ByteProduct.ofThisMachine();
        assumeTrue(product != null, "this processor's products are left to ONNX Runtime");
        SplittableRandom random = new SplittableRandom(rows * 31 + inputs);
        int columns = panels * ByteProduct.PANEL;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment a = arena.allocate(2L * rows * inputs, 64);
            MemorySegment b = arena.allocate((long) inputs * columns, 64);
            MemorySegment scales = arena.allocate(4L * columns, 64);
            MemorySegment rowScales = arena.allocate(4L * rows, 64);
            MemorySegment c = arena.allocate(4L * (rows + 1) * columns, 64);
            int[][] sums = new int[rows][columns];
            for (int m = 0; m < rows; m++) {
                rowScales.setAtIndex(ValueLayout.JAVA_FLOAT, m, 0.3f + m);
                for (int k = 0; k < inputs; k++) {
                    // Mostly extremes: pairs of these are what saturates in 16 bits.
                    a.setAtIndex(ValueLayout.JAVA_SHORT, (long) m * inputs + k, (short) extreme(random));
                }
            }
            for (int n = 0; n < columns; n++) {
                scales.setAtIndex(ValueLayout.JAVA_FLOAT, n, 0.01f * (n + 1));
                for (int k = 0; k < inputs; k++) {
                    int weight = extreme(random);
                    long panel = (long) (n / ByteProduct.PANEL) * ByteProduct.PANEL * inputs;
                    long at = panel + k / 2 * 2L * ByteProduct.PANEL + n % ByteProduct.PANEL * 2L + k % 2;
                    b.set(ValueLayout.JAVA_BYTE, at, (byte) weight);
                    for (int m = 0; m < rows; m++) {
                        sums[m][n] += a.getAtIndex(ValueLayout.JAVA_SHORT, (long) m * inputs + k) * weight;
                    }
                }
            }

            product.run(
                    rows,
                    ByteProduct.parameters(arena),
                    a.address(),
                    2L * inputs,
                    b.address(),
                    inputs,
                    panels,
                    scales.address(),
                    rowScales.address(),
                    c.address(),
                    4L * columns);

            for (int m = 0; m < rows; m++) {
                for (int n = 0; n < columns; n++) {
                    float expected = sums[m][n] * (0.01f * (n + 1)) * (0.3f + m);
                    assertThat(c.getAtIndex(ValueLayout.JAVA_FLOAT, (long) m * columns + n))
                            .as("row %d, column %d", m, n)
                            .isEqualTo(expected);
                }
            }
            assertThat(c.asSlice(4L * rows * columns).toArray(ValueLayout.JAVA_INT))
                    .as("what lies behind the results")
                    .containsOnly(0);
        }
    }

    private static int extreme(SplittableRandom random) {
        return random.nextInt(3) == 0 ? random.nextInt(-127, 128) : random.nextBoolean() ? 127 : -127;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    Linux,    amd64,   '',           true
                    Linux,    aarch64, '',           false
                    Mac OS X, amd64,   '',           false
                    Linux,    amd64,   ' avx_vnni',  false
                    Linux,    amd64,   ' amx_int8',  false
                    """)
    void isForProcessorsWithAvx2AndNothingBetter(String system, String architecture, String more, boolean suits) {
        assertThat(ByteProduct.suits(system, architecture, List.of("processor : 0", AVX2 + more)))
                .isEqualTo(suits);
        assertThat(ByteProduct.suits(system, architecture, List.of())).isFalse();
    }
}
