package io.wenwen.core.kernel.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes GGUF files byte by byte, right ones and wrong ones. */
public final class GgufBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A small sound file: five keys, two tensors (F32 of 2 x 4, Q8_0 of 2 x 32). */
    static GgufBytes sound() {
        GgufBytes file = new GgufBytes().head(3, 2, 5);
        file.text("general.architecture").int32(8).text("问问");
        file.text("test.count").int32(4).int32(7);
        file.text("test.share").int32(6).int32(Float.floatToIntBits(0.5f));
        file.text("test.words").int32(9).int32(8).int64(2).text("甲").text("乙");
        file.text("test.numbers").int32(9).int32(5).int64(3).int32(1).int32(-2).int32(3);
        file.tensor("a.weight", List.of(4L, 2L), 0, 0);
        file.tensor("b.weight", List.of(32L, 2L), 8, 32);
        file.align(32);
        for (int i = 0; i < 8; i++) {
            file.int32(Float.floatToIntBits(i));
        }
        for (int row = 0; row < 2; row++) {
            file.int16(Float.floatToFloat16(0.5f));
            for (int i = 0; i < 32; i++) {
                file.int8(row == 0 ? i : -i);
            }
        }
        return file;
    }

    public GgufBytes head(int version, long tensors, long keys) {
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        return int32(version).int64(tensors).int64(keys);
    }

    public GgufBytes tensor(String name, List<Long> shape, int type, long offset) {
        text(name).int32(shape.size());
        shape.forEach(this::int64);
        return int32(type).int64(offset);
    }

    public GgufBytes text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int64(utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    public GgufBytes raw(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
        return this;
    }

    public GgufBytes int8(int value) {
        out.write(value);
        return this;
    }

    public GgufBytes int16(short value) {
        out.writeBytes(le(2).putShort(value).array());
        return this;
    }

    public GgufBytes int32(int value) {
        out.writeBytes(le(4).putInt(value).array());
        return this;
    }

    public GgufBytes int64(long value) {
        out.writeBytes(le(8).putLong(value).array());
        return this;
    }

    public GgufBytes align(int alignment) {
        while (out.size() % alignment != 0) {
            out.write(0);
        }
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    private static ByteBuffer le(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
