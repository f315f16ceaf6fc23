package io.wenwen.core.openai;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * An answer sent in one piece. While the client waits, blanks are sent, which JSON allows in front: that is how a client who left is
 * noticed. They begin late, since with the first of them the status is said.
 */
final class WholeWriter {

    private static final long FIRST = Duration.ofSeconds(2).toNanos();
    private static final long NEXT = Duration.ofMillis(500).toNanos();

    private final HttpServletResponse response;
    private long last = System.nanoTime();

    WholeWriter(HttpServletResponse response) {
        this.response = response;
    }

    /** To be called often; sends where it is time. */
    void ping() throws IOException {
        long now = System.nanoTime();
        if (now - last > (response.isCommitted() ? NEXT : FIRST)) {
            last = now;
            response.setContentType("application/json");
            response.getOutputStream().write(" \n".getBytes(StandardCharsets.US_ASCII));
            response.flushBuffer();
        }
    }

    void send(JsonNode answer) throws IOException {
        if (!response.isCommitted()) {
            Json.write(response, answer);
            return;
        }
        response.getOutputStream().write(Json.bytes(answer));
    }
}
