package io.wenwen.core.kernel.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The {@code data} of server-sent events, one line each as OpenAI's servers send them; a line's length is bounded. */
final class EventLines {

    private static final int LONGEST = 1 << 20;
    private static final String DATA = "data:";

    private final InputStream in;

    EventLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next event's data; {@code null} at the end of the stream. Comments and other fields are passed over. */
    @Nullable
    String next() throws IOException {
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith(DATA)) {
                return line.substring(DATA.length()).strip();
            }
        }
        return null;
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (next != '\r') {
                line.write(next);
            }
            if (line.size() > LONGEST) {
                throw new IOException("The server sent a line of more than " + LONGEST + " bytes.");
            }
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }
}
