package io.wenwen.core.kernel.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The number formats that a tensor may be written in, and how each becomes float32. A row is a run of blocks; a block holds
 * {@code blockSize} numbers in {@code blockBytes} bytes, among them the binary16 scales that the whole block hangs on.
 * Layouts follow ggml's {@code ggml-common.h}.
 */
public enum TensorType {
    F32(0, 1, 4, PlainBlocks::f32),
    F16(1, 1, 2, PlainBlocks::f16, 0),
    BF16(30, 1, 2, PlainBlocks::bf16),
    Q4_0(2, 32, 18, SmallBlocks::q4_0, 0),
    Q4_1(3, 32, 20, SmallBlocks::q4_1, 0, 2),
    Q5_0(6, 32, 22, SmallBlocks::q5_0, 0),
    Q5_1(7, 32, 24, SmallBlocks::q5_1, 0, 2),
    Q8_0(8, 32, 34, SmallBlocks::q8_0, 0),
    IQ4_NL(20, 32, 18, CodebookBlocks::iq4Nl, 0),
    Q2_K(10, 256, 84, SuperBlocks::q2K, 80, 82),
    Q3_K(11, 256, 110, SuperBlocks::q3K, 108),
    Q4_K(12, 256, 144, SuperBlocks::q4K, 0, 2),
    Q5_K(13, 256, 176, SuperBlocks::q5K, 0, 2),
    Q6_K(14, 256, 210, SuperBlocks::q6K, 208),
    IQ4_XS(23, 256, 136, CodebookBlocks::iq4Xs, 0);

    /** Decodes {@code blocks} blocks that start at {@code in[from]} into {@code out} from {@code to} on. */
    @FunctionalInterface
    interface Decoder {
        void decode(byte[] in, int from, int blocks, float[] out, int to);
    }

    private final int code;
    private final int blockSize;
    private final int blockBytes;
    private final Decoder decoder;
    private final int[] scales;

    TensorType(int code, int blockSize, int blockBytes, Decoder decoder, int... scales) {
        this.code = code;
        this.blockSize = blockSize;
        this.blockBytes = blockBytes;
        this.decoder = decoder;
        this.scales = scales;
    }

    /** The format's number in the file ({@code ggml_type}). */
    public int code() {
        return code;
    }

    /** Numbers in a block. */
    public int blockSize() {
        return blockSize;
    }

    /** Bytes of a block. */
    public int blockBytes() {
        return blockBytes;
    }

    /** Bytes of {@code count} numbers, a multiple of the block size. */
    public long bytes(long count) {
        return Math.multiplyExact(count / blockSize, (long) blockBytes);
    }

    void decode(byte[] in, int from, int count, float[] out, int to) {
        decoder.decode(in, from, count / blockSize, out, to);
    }

    /** The first of {@code blocks} blocks from {@code in[from]} on that would decode to infinite or undefined numbers; -1 where none does. */
    int firstUnsound(byte[] in, int from, int blocks) {
        for (int b = 0; b < blocks; b++) {
            if (!sound(in, from + b * blockBytes)) {
                return b;
            }
        }
        return -1;
    }

    /** Finite scales make finite numbers: the largest binary16 times any block's integers is far below float32's largest. */
    private boolean sound(byte[] in, int block) {
        return switch (this) {
            case F32 -> PlainBlocks.finite32(in, block);
            case BF16 -> PlainBlocks.finiteB16(in, block);
            default -> {
                boolean finite = true;
                for (int scale : scales) {
                    finite &= PlainBlocks.finite16(in, block + scale);
                }
                yield finite;
            }
        };
    }

    static Optional<TensorType> ofCode(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    static String supported() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** The name of a format that is known but not read, so that the refusal can say it. */
    static String nameOfCode(int code) {
        return switch (code) {
            case 9 -> "Q8_1";
            case 15 -> "Q8_K";
            case 16 -> "IQ2_XXS";
            case 17 -> "IQ2_XS";
            case 18 -> "IQ3_XXS";
            case 19 -> "IQ1_S";
            case 21 -> "IQ3_S";
            case 22 -> "IQ2_S";
            case 24 -> "I8";
            case 25 -> "I16";
            case 26 -> "I32";
            case 27 -> "I64";
            case 28 -> "F64";
            case 29 -> "IQ1_M";
            case 34 -> "TQ1_0";
            case 35 -> "TQ2_0";
            case 39 -> "MXFP4";
            default -> "number " + Integer.toUnsignedString(code);
        };
    }
}
