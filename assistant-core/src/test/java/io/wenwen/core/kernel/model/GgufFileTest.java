package io.wenwen.core.kernel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GgufFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aSoundFileGivesItsMetadataByType() throws IOException {
        try (GgufFile file = open(GgufBytes.sound())) {
            Metadata metadata = file.metadata();
            assertThat(metadata.text("general.architecture")).isEqualTo("问问");
            assertThat(metadata.whole("test.count", 0, 10)).isEqualTo(7);
            assertThat(metadata.real("test.share")).isEqualTo(0.5);
            assertThat(metadata.texts("test.words")).containsExactly("甲", "乙");
            assertThat(metadata.wholes("test.numbers")).containsExactly(1, -2, 3);
            assertThatThrownBy(() -> metadata.text("test.count"))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("test.count should be a text but is Whole");
            assertThatThrownBy(() -> metadata.whole("test.count", 8, 10))
                    .hasMessageContaining("test.count is 7; expected 8 to 10");
            assertThatThrownBy(() -> metadata.text("absent")).hasMessageContaining("no metadata key absent");
        }
    }

    @Test
    void aSoundFileGivesItsTensorsByRows() throws IOException {
        try (GgufFile file = open(GgufBytes.sound())) {
            TensorInfo a = file.tensor("a.weight");
            assertThat(a.fileShape()).containsExactly(4L, 2L);
            assertThat(a.shape()).containsExactly(2L, 4L);
            assertThat(a.offset() % 32).isZero();
            assertThat(file.floats(a)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(file.floats(a, 1, 2)).containsExactly(4, 5, 6, 7);
            TensorInfo b = file.tensor("b.weight");
            assertThat(b.bytes()).isEqualTo(68);
            assertThat(file.floats(b, 1, 2)).startsWith(0f, -0.5f, -1f).hasSize(32);
            assertThat(file.encoded(b).byteSize()).isEqualTo(68);
            assertThatThrownBy(() -> file.floats(b, 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> file.tensor("c.weight")).hasMessageContaining("has no tensor c.weight");
        }
    }

    @Test
    void aFileThatIsNotThereSaysHowToGetOne() {
        assertThatThrownBy(() -> GgufFile.open(folder.resolve("absent.gguf")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("wenwen model pull");
    }

    @Test
    void eachKindOfDamageIsRefusedByName() throws IOException {
        GgufBytes oneKey = new GgufBytes().head(3, 0, 1);
        Map<GgufBytes, String> refusals = Map.ofEntries(
                Map.entry(
                        new GgufBytes().raw('P', 'K', 3, 4).align(64),
                        "is not a GGUF file: it begins with the bytes 504b0304"),
                Map.entry(new GgufBytes(), "ends at byte 0 inside the header"),
                Map.entry(new GgufBytes().head(2, 0, 0), "GGUF version 2; only version 3"),
                Map.entry(new GgufBytes().head(0x03000000, 0, 0), "big-endian"),
                Map.entry(new GgufBytes().head(3, 1L << 40, 0).align(64), "says 1099511627776 tensors; at most"),
                Map.entry(new GgufBytes().head(3, 0, -1).align(64), "says 18446744073709551615 metadata keys"),
                Map.entry(new GgufBytes().head(3, 0, 1).int64(1L << 50).align(64), "bytes of text; at most"),
                Map.entry(new GgufBytes().head(3, 0, 1).int64(2).raw(0xC3, 0x28).align(64), "not UTF-8"),
                Map.entry(
                        new GgufBytes().head(3, 0, 1).text("k").int32(77).align(64),
                        "metadata key k at byte 33 has value type 77"),
                Map.entry(
                        new GgufBytes().head(3, 0, 1).text("k").int32(7).int8(2).align(64), "flag of value 2"),
                Map.entry(
                        new GgufBytes()
                                .head(3, 0, 1)
                                .text("k")
                                .int32(10)
                                .int64(-1)
                                .align(64),
                        "more than any figure"),
                Map.entry(
                        new GgufBytes()
                                .head(3, 0, 1)
                                .text("k")
                                .int32(9)
                                .int32(9)
                                .int64(1)
                                .align(64),
                        "array of arrays"),
                Map.entry(
                        new GgufBytes()
                                .head(3, 0, 1)
                                .text("k")
                                .int32(9)
                                .int32(55)
                                .int64(1)
                                .align(64),
                        "element type 55"),
                Map.entry(
                        new GgufBytes()
                                .head(3, 0, 1)
                                .text("k")
                                .int32(9)
                                .int32(8)
                                .int64(1 << 30)
                                .align(64),
                        "says 1073741824 elements"),
                Map.entry(
                        new GgufBytes()
                                .head(3, 0, 2)
                                .text("k")
                                .int32(7)
                                .int8(1)
                                .text("k")
                                .int32(7)
                                .int8(1)
                                .align(64),
                        "metadata key k at byte 38 is there twice"),
                Map.entry(
                        new GgufBytes()
                                .head(3, 0, 1)
                                .text("general.alignment")
                                .int32(4)
                                .int32(24)
                                .align(64),
                        "must be a power of two"),
                Map.entry(oneKey, "metadata keys; at most 0"),
                Map.entry(
                        tensors(1, List.of(4L, 2L), 0, 64),
                        "tensor t0 at byte 160 needs 32 bytes but the file ends at byte 128"),
                Map.entry(
                        tensors(1, List.of(64L), 0, 0),
                        "tensor t0 at byte 64 needs 256 bytes but the file ends at byte 96"),
                Map.entry(
                        tensors(1, List.of(4L), 0, Long.MIN_VALUE),
                        "tensor t0 at byte 24 starts at offset 9223372036854775808"),
                Map.entry(tensors(1, List.of(4L), 0, 5), "no multiple of 32"),
                Map.entry(tensors(1, List.of(4L), 0, Long.MAX_VALUE - 31), "the file ends"),
                Map.entry(tensors(1, List.of(), 0, 0), "tensor t0 at byte 34 has 0 dimensions"),
                Map.entry(tensors(1, List.of(1L, 1L, 1L, 1L, 1L), 0, 0), "has 5 dimensions"),
                Map.entry(tensors(1, List.of(0L), 0, 0), "has a dimension of 0"),
                Map.entry(tensors(1, List.of(4L, 1L << 20, 1L << 20), 0, 0), "has a dimension of 1048576"),
                Map.entry(
                        tensors(1, List.of(4L), 19, 0),
                        "tensor t0 has the type IQ1_S (at byte 46), which is not supported. Supported are F32, F16, BF16, Q4_0"),
                Map.entry(tensors(1, List.of(4L), 99, 0), "the type number 99"),
                Map.entry(tensors(1, List.of(33L), 8, 0), "has rows of 33 numbers, which Q8_0 cannot hold"),
                Map.entry(tensors(2, List.of(4L), 0, 0), "lies over tensor t0"),
                Map.entry(
                        new GgufBytes()
                                .head(3, 2, 0)
                                .tensor("t", List.of(4L), 0, 0)
                                .tensor("t", List.of(4L), 0, 32)
                                .align(32)
                                .align(256),
                        "tensor t at byte 57 is there twice"));
        for (Map.Entry<GgufBytes, String> refusal : refusals.entrySet()) {
            assertThatThrownBy(() -> open(refusal.getKey()).close())
                    .as(refusal.getValue())
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining(refusal.getValue())
                    .hasMessageStartingWith("model.gguf");
        }
    }

    /** {@code count} tensors t0, t1, … all alike, and 32 bytes of data at byte 64 (for one tensor of up to two dimensions). */
    private static GgufBytes tensors(int count, List<Long> shape, int type, long offset) {
        GgufBytes file = new GgufBytes().head(3, count, 0);
        for (int i = 0; i < count; i++) {
            file.tensor("t" + i, shape, type, offset);
        }
        return file.align(32).int64(0).align(32);
    }

    @Test
    void aFileCutAnywhereIsRefusedWithTheTensorOrKeyAndTheOffset() throws IOException {
        byte[] whole = GgufBytes.sound().bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> open(cut).close())
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageMatching("(?s).*(at byte|ends at byte) \\d+.*");
        }
    }

    @ParameterizedTest
    @EnumSource(TensorType.class)
    void aTensorOfAnyFormatCutByOneByteIsRefusedByNameAndOffset(TensorType type) throws IOException {
        byte[] whole = twoRows(type, new byte[4 * type.blockBytes()]);
        try (GgufFile file = open(whole)) {
            assertThat(file.floats(file.tensor("rows"))).hasSize(4 * type.blockSize());
        }
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertThatThrownBy(() -> open(cut).close())
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tensor rows at byte 96 needs " + 4 * type.blockBytes()
                        + " bytes but the file ends at byte " + cut.length);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"F32", "F16", "BF16"})
    void aRowThatIsNoWholeNumberOfBlocksIsRefused(TensorType type) {
        GgufBytes file = tensors(1, List.of(type.blockSize() + 1L), type.code(), 0);
        assertThatThrownBy(() -> open(file).close())
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tensor t0")
                .hasMessageContaining("which " + type + " cannot hold: its blocks have " + type.blockSize());
    }

    /** Whatever 16 bits (32, 8 …) are all ones is a NaN in each of the formats: so every scale is found to be looked at. */
    @ParameterizedTest
    @EnumSource(TensorType.class)
    void aBlockOfInfiniteOrUndefinedNumbersIsRefusedByNameAndOffset(TensorType type) throws IOException {
        int size = type.blockBytes();
        int damaged = 0;
        for (int at = size; at < 2 * size; at++) {
            byte[] blocks = new byte[4 * size];
            Arrays.fill(blocks, at, Math.min(at + Math.min(size, 4), 2 * size), (byte) 0xFF);
            try (GgufFile file = open(twoRows(type, blocks))) {
                TensorInfo tensor = file.tensor("rows");
                boolean finite = true;
                for (float number : file.floats(tensor)) {
                    finite &= Float.isFinite(number);
                }
                if (finite) {
                    file.check(tensor);
                } else {
                    damaged++;
                    assertThatThrownBy(() -> file.check(tensor))
                            .isInstanceOf(ModelFileException.class)
                            .hasMessageContaining("tensor rows at byte " + (96 + size) + " holds a block of " + type
                                    + " whose numbers are not finite");
                }
            }
        }
        assertThat(damaged).isPositive();
    }

    /** A file whose only tensor has two rows of two blocks. */
    private static byte[] twoRows(TensorType type, byte[] blocks) {
        GgufBytes file = new GgufBytes()
                .head(3, 1, 0)
                .tensor("rows", List.of(2L * type.blockSize(), 2L), type.code(), 0)
                .align(32);
        for (byte b : blocks) {
            file.int8(b);
        }
        return file.bytes();
    }

    @Test
    void aFlippedByteEitherIsRefusedOrGivesTensorsInsideTheFile() throws IOException {
        byte[] whole = GgufBytes.sound().bytes();
        Random random = new Random(3);
        int refused = 0;
        for (int round = 0; round < 4000; round++) {
            byte[] bad = whole.clone();
            int flips = 1 + random.nextInt(3);
            for (int i = 0; i < flips; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try (GgufFile file = open(bad)) {
                for (TensorInfo tensor : file.tensors()) {
                    assertThat(tensor.offset() + tensor.bytes()).isLessThanOrEqualTo(bad.length);
                    assertThat(file.floats(tensor))
                            .hasSize(Math.toIntExact(tensor.fileShape().stream().reduce(1L, (a, b) -> a * b)));
                }
            } catch (ModelFileException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 3999);
    }

    private GgufFile open(GgufBytes bytes) throws IOException {
        return open(bytes.bytes());
    }

    private GgufFile open(byte[] bytes) throws IOException {
        return GgufFile.open(Files.write(folder.resolve("model.gguf"), bytes));
    }
}
