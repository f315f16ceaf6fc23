package io.wenwen.app.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One shopper's conversation with a running shop, over the same HTTP contract as the page. */
public final class TurnClient implements AutoCloseable {

    /** Hears the events of a turn. */
    @FunctionalInterface
    public interface Listener {
        /** @return whether more is wanted */
        boolean heard(String event, JsonNode data);
    }

    private static final Duration FIRST_EVENT = Duration.ofSeconds(60);

    private final URI shop;
    private final String locale;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .cookieHandler(new CookieManager())
            .proxy(ProxySelector.of(null))
            .build();
    private @Nullable String conversation;

    /** @param locale {@code zh-CN} or {@code en} */
    public TurnClient(URI shop, String locale) {
        this.shop = shop;
        this.locale = locale;
    }

    /**
     * Asks, and hands each event over as it arrives.
     */
    public void ask(String message, Listener events) throws IOException, InterruptedException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("message", message);
        body.put("locale", locale);
        if (conversation != null) {
            body.put("conversation", conversation);
        }
        HttpRequest request = HttpRequest.newBuilder(shop.resolve("/api/chat/turns"))
                .timeout(FIRST_EVENT)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream, application/problem+json")
                .header("Accept-Language", locale)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() != 200) {
                boolean _ = events.heard("error", problem(lines, response.statusCode()));
                return;
            }
            response.headers().firstValue("Wenwen-Conversation").ifPresent(id -> conversation = id);
            read(lines.iterator(), events);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A JSON answer of the shop, e.g. {@code /api/status}. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(shop.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private void read(Iterator<String> lines, Listener events) {
        String event = "message";
        StringBuilder data = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isEmpty()) {
                if (!data.isEmpty() && !events.heard(event, json.readTree(data.toString()))) {
                    return;
                }
                event = "message";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).stripLeading());
            }
        }
    }

    /** An RFC 9457 problem as an error event. */
    private JsonNode problem(Stream<String> lines, int status) {
        String text = String.join("\n", lines.toList());
        Map<String, String> error = new LinkedHashMap<>();
        error.put("message", "HTTP " + status);
        error.put("advice", "");
        try {
            JsonNode problem = json.readTree(text);
            error.put("message", problem.path("title").asString("HTTP " + status));
            error.put(
                    "advice",
                    problem.path("advice").asString(problem.path("detail").asString("")));
        } catch (JacksonException e) {
            // Not the shop's own answer; the status is all there is.
        }
        return json.valueToTree(error);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
