package io.wenwen.core.kernel.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The number formats that a tensor may be written in, and how each becomes float32. A row is a run of blocks; a block holds
 * {@code blockSize} numbers in {@code blockBytes} bytes. Layouts follow ggml's {@code ggml-common.h}.
 */
public enum TensorType {
    F32(0, 1, 4, PlainBlocks::f32),
    F16(1, 1, 2, PlainBlocks::f16),
    BF16(30, 1, 2, PlainBlocks::bf16),
    Q4_0(2, 32, 18, SmallBlocks::q4_0),
    Q4_1(3, 32, 20, SmallBlocks::q4_1),
    Q5_0(6, 32, 22, SmallBlocks::q5_0),
    Q5_1(7, 32, 24, SmallBlocks::q5_1),
    Q8_0(8, 32, 34, SmallBlocks::q8_0),
    Q4_K(12, 256, 144, SuperBlocks::q4K),
    Q5_K(13, 256, 176, SuperBlocks::q5K),
    Q6_K(14, 256, 210, SuperBlocks::q6K);

    /** Decodes {@code blocks} blocks that start at {@code in[from]} into {@code out} from {@code to} on. */
    @FunctionalInterface
    interface Decoder {
        void decode(byte[] in, int from, int blocks, float[] out, int to);
    }

    private final int code;
    private final int blockSize;
    private final int blockBytes;
    private final Decoder decoder;

    TensorType(int code, int blockSize, int blockBytes, Decoder decoder) {
        this.code = code;
        this.blockSize = blockSize;
        this.blockBytes = blockBytes;
        this.decoder = decoder;
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
            case 10 -> "Q2_K";
            case 11 -> "Q3_K";
            case 15 -> "Q8_K";
            case 16 -> "IQ2_XXS";
            case 17 -> "IQ2_XS";
            case 18 -> "IQ3_XXS";
            case 19 -> "IQ1_S";
            case 20 -> "IQ4_NL";
            case 21 -> "IQ3_S";
            case 22 -> "IQ2_S";
            case 23 -> "IQ4_XS";
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
