package io.wenwen.core.kernel.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns a stream of token bytes into text of whole code points: a character whose bytes are spread over several tokens
 * appears with its last byte, not as pieces. Bytes that can no longer become a character are U+FFFD. One instance serves
 * one generation; not thread-safe.
 */
public final class Utf8Stream {

    private static final int LONGEST_REST = 3;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = {};

    /** The text that these bytes complete; may be empty. */
    public String push(byte[] bytes) {
        return decode(bytes, false);
    }

    /** What is left when the stream ends: empty, or U+FFFD for a character that never became whole. */
    public String end() {
        String text = decode(new byte[0], true);
        decoder.reset();
        return text;
    }

    /** True while bytes of an unfinished character wait. */
    public boolean pending() {
        return rest.length > 0;
    }

    private String decode(byte[] bytes, boolean last) {
        ByteBuffer in = ByteBuffer.allocate(rest.length + bytes.length)
                .put(rest)
                .put(bytes)
                .flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + LONGEST_REST);
        decoder.decode(in, out, last);
        if (last) {
            decoder.flush(out);
        }
        rest = new byte[in.remaining()];
        in.get(rest);
        return out.flip().toString();
    }
}
