package io.wenwen.core.openai;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Server-sent events as OpenAI sends them: {@code data: JSON}, at last {@code data: [DONE]}; each flushed at once. */
final class EventWriter {

    private final HttpServletResponse response;
    private final OutputStream out;

    EventWriter(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // Proxies of the nginx family hold streams back otherwise.
        response.setHeader("X-Accel-Buffering", "no");
        this.response = response;
        this.out = response.getOutputStream();
    }

    void send(JsonNode data) throws IOException {
        out.write("data: ".getBytes(StandardCharsets.US_ASCII));
        out.write(Json.bytes(data));
        out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
        response.flushBuffer();
    }

    void done() throws IOException {
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));
        response.flushBuffer();
    }

    /** A comment; clients skip it. */
    void ping() throws IOException {
        out.write(": \n\n".getBytes(StandardCharsets.US_ASCII));
        response.flushBuffer();
    }
}
