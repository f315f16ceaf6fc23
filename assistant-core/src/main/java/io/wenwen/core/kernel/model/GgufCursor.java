package io.wenwen.core.kernel.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads a file's bytes in order and knows what it is reading: a read beyond the end is refused with that and the offset.
 * Lengths are checked against the bytes that are left before anything is allocated.
 */
final class GgufCursor {

    /** The longest text taken: chat templates and token texts are far shorter. */
    static final int MAX_TEXT_BYTES = 1 << 20;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final String file;
    private final MemorySegment bytes;
    private long at;
    private String reading = "the header";

    GgufCursor(String file, MemorySegment bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Names what comes next, for refusals: "tensor blk.0.attn_q.weight". */
    void reading(String what) {
        this.reading = what;
    }

    long position() {
        return at;
    }

    long remaining() {
        return bytes.byteSize() - at;
    }

    byte int8() throws ModelFileException {
        return bytes.get(ValueLayout.JAVA_BYTE, advance(1));
    }

    short int16() throws ModelFileException {
        return bytes.get(SHORT, advance(2));
    }

    int int32() throws ModelFileException {
        return bytes.get(INT, advance(4));
    }

    long int64() throws ModelFileException {
        return bytes.get(LONG, advance(8));
    }

    /** An unsigned 64-bit count of things of at least {@code minBytes} bytes each: no more than the file can hold, or {@code max}. */
    int count(String what, int minBytes, int max) throws ModelFileException {
        long value = int64();
        if (value < 0 || value > max || value > remaining() / minBytes) {
            throw refused(
                    at - 8,
                    "says " + Long.toUnsignedString(value) + " " + what + "; at most "
                            + Math.min(max, remaining() / minBytes) + " can be there");
        }
        return (int) value;
    }

    String text() throws ModelFileException {
        long start = at;
        int length = count("bytes of text", 1, MAX_TEXT_BYTES);
        byte[] utf8 = bytes.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
        at += length;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(start, "holds a text that is not UTF-8");
        }
    }

    /** A refusal that says what was read, where, and what was wrong with it. */
    ModelFileException refused(long offset, String what) {
        return new ModelFileException(
                file + ": " + reading + " at byte " + offset + " " + what + ". " + ModelFiles.ADVICE);
    }

    private long advance(int size) throws ModelFileException {
        if (remaining() < size) {
            throw new ModelFileException(file + ": the file ends at byte " + bytes.byteSize() + " inside " + reading
                    + ", which goes on at byte " + at + ". " + ModelFiles.ADVICE);
        }
        long here = at;
        at += size;
        return here;
    }
}
