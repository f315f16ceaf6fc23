package io.wenwen.catalog.feed;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Lines of an untrusted text file, each bounded and checked to be UTF-8; gzip is seen by its first bytes. */
final class BoundedLines implements Closeable {

    /** Bytes of the longest line that is read; a product with hundreds of SKUs stays far below. */
    static final int LONGEST = 4 << 20;

    private final InputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private long number;

    /** One line: its text, or why it cannot be read. */
    record Line(
            long number, @Nullable String text, @Nullable String problem) {}

    private BoundedLines(InputStream in) {
        this.in = in;
    }

    static BoundedLines open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return new BoundedLines(gzip ? new BufferedInputStream(new GZIPInputStream(raw), 1 << 16) : raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The next line, or {@code null} after the last. */
    @Nullable
    Line next() throws IOException {
        bytes.reset();
        long length = 0;
        int b;
        while ((b = in.read()) != -1 && b != '\n') {
            if (length++ < LONGEST) {
                bytes.write(b);
            }
        }
        if (b == -1 && length == 0) {
            return null;
        }
        number++;
        if (length > LONGEST) {
            return new Line(
                    number,
                    null,
                    "the line has " + length + " bytes, more than the " + LONGEST
                            + " that are read; write one product a line and shorten its texts");
        }
        return decode(bytes.toByteArray());
    }

    private Line decode(byte[] line) {
        int start = number == 1 && line.length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB
                ? 3 // a byte order mark
                : 0;
        ByteBuffer buffer = ByteBuffer.wrap(line, start, line.length - start);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(buffer)
                    .toString();
            return new Line(number, text, null);
        } catch (CharacterCodingException e) {
            return new Line(
                    number,
                    null,
                    "byte " + (buffer.position() + 1) + " of the line is not UTF-8; save the file as UTF-8 (not GBK)");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
