package io.wenwen.load.shopper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One shopper's browser, as far as a turn needs it: a cookie jar, a POST and a stream of events. */
public final class ShopClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_STREAM = 4_000;

    private final URI shop;
    private final HttpClient http;
    private final Duration deadline;

    public ShopClient(URI shop, Duration deadline) {
        this.shop = shop;
        this.deadline = deadline;
        this.http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** Sends one turn and listens to its end. */
    public HeardTurn turn(String message, @Nullable String conversation, String locale, List<String> shown)
            throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", message);
        if (conversation != null) {
            body.put("conversation", conversation);
        }
        body.put("locale", locale);
        if (!shown.isEmpty()) {
            body.put("shown", shown);
        }
        HttpRequest request = HttpRequest.newBuilder(shop.resolve("/api/chat/turns"))
                .timeout(deadline)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        long sent = System.nanoTime();
        HttpResponse<java.io.InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        List<HeardTurn.Event> events = new ArrayList<>();
        Duration cards = null;
        Duration text = null;
        Duration lastText = null;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine();
                    line != null && events.size() < LONGEST_STREAM;
                    line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    Duration now = Duration.ofNanos(System.nanoTime() - sent);
                    JsonNode json = JSON.readTree(data.toString());
                    events.add(new HeardTurn.Event(name, json));
                    if (name.equals("cards") && cards == null) {
                        cards = now;
                    } else if (name.equals("text")) {
                        text = text == null ? now : text;
                        lastText = now;
                    }
                    data.setLength(0);
                    name = "message";
                }
            }
        }
        Duration total = Duration.ofNanos(System.nanoTime() - sent);
        Duration writing = text == null || lastText == null ? null : lastText.minus(text);
        return new HeardTurn(response.statusCode(), events, cards, text, total, writing);
    }

    /** A JSON document of the shop. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(shop.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .header("Accept", "application/json")
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }
}
