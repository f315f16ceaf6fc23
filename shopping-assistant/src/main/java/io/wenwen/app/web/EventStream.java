package io.wenwen.app.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Writes {@code text/event-stream} (WHATWG HTML, 9.2), each event flushed at once. */
final class EventStream implements LiveTurn.Reader {

    static final String TYPE = "text/event-stream";

    private final HttpServletResponse response;
    private final OutputStream out;

    EventStream(HttpServletResponse response) throws IOException {
        response.setContentType(TYPE + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Proxies of the nginx family hold streams back otherwise.
        response.setHeader("X-Accel-Buffering", "no");
        this.response = response;
        this.out = response.getOutputStream();
    }

    @Override
    public void event(Told told) throws IOException {
        event(told, null);
    }

    /** With an id, by which a reader who comes back says what it has seen. */
    void event(Told told, @Nullable Long id) throws IOException {
        String frame =
                (id == null ? "" : "id: " + id + "\n") + "event: " + told.event() + "\ndata: " + told.data() + "\n\n";
        out.write(frame.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    @Override
    public void ping() throws IOException {
        out.write(": \n\n".getBytes(StandardCharsets.US_ASCII));
        response.flushBuffer();
    }
}
