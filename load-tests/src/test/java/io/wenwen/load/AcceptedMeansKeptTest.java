package io.wenwen.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.load.shopper.DefaultModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a shopper was told is true after the worst: the process killed in the middle of an answer, the disk full. */
class AcceptedMeansKeptTest {

    private static final Path SMALL = Path.of("src/test/resources/small-shop");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NEED = "五百以内的蓝牙耳机，不要白色的";

    /** A browser with a cookie, whose shop may come back at another port. */
    private static final class Shopper {

        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(5))
                .build();

        /** The events of a turn as {@code name data} lines, until the end or until {@code enough} of them. */
        List<String> turn(
                RunningShop shop, String key, String message, String conversation, Predicate<List<String>> enough)
                throws IOException, InterruptedException {
            String body = JSON.writeValueAsString(
                    conversation.isEmpty()
                            ? Map.of("message", message)
                            : Map.of("message", message, "conversation", conversation));
            HttpResponse<java.io.InputStream> response =
                    http.send(request(shop, "/api/chat/turns", key, body), HttpResponse.BodyHandlers.ofInputStream());
            List<String> events = new ArrayList<>();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() != 200) {
                    return List.of("refused " + lines.readLine());
                }
                String name = "";
                for (String line = lines.readLine(); line != null && !enough.test(events); line = lines.readLine()) {
                    if (line.startsWith("event:")) {
                        name = line.substring(6).strip();
                    } else if (line.startsWith("data:")) {
                        events.add(name + " " + line.substring(5).strip());
                    }
                }
            }
            return events;
        }

        List<String> turn(RunningShop shop, String key, String message, String conversation)
                throws IOException, InterruptedException {
            return turn(shop, key, message, conversation, events -> false);
        }

        HttpResponse<String> order(RunningShop shop, String key, String sku) throws IOException, InterruptedException {
            String body = JSON.writeValueAsString(Map.of("lines", List.of(Map.of("sku", sku, "quantity", 1))));
            return http.send(request(shop, "/api/orders", key, body), HttpResponse.BodyHandlers.ofString());
        }

        private static HttpRequest request(RunningShop shop, String path, String key, String body) {
            return HttpRequest.newBuilder(shop.address().resolve(path))
                    .timeout(Duration.ofSeconds(120))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
        }
    }

    @Test
    @Tag("model")
    void whatWasAcknowledgedOutlivesAKillInTheMiddleOfAnAnswer() throws Exception {
        DefaultModel.require();
        Shopper shopper = new Shopper();
        List<String> told;
        String conversation;
        HttpResponse<String> order;
        RunningShop before = start("default");
        try {
            before.awaitReady(true, Duration.ofMinutes(5), System.err::println);
            told = shopper.turn(before, "told", NEED, "");
            conversation = closing(told).path("conversation").asString("");
            order = shopper.order(before, "bought", firstCard(told));
            List<String> asked = shopper.turn(before, "person", "转人工", "");
            assertThat(closing(asked).path("conversation").asString("")).isNotEmpty();

            List<String> heard = shopper.turn(
                    before,
                    "cut",
                    "要便宜点的",
                    conversation,
                    events -> events.stream().anyMatch(e -> e.startsWith("text ")));
            assertThat(heard).noneMatch(event -> event.startsWith("done "));
        } finally {
            before.kill();
        }
        assertThat(order.statusCode()).as(order.body()).isEqualTo(201);

        try (RunningShop after = RunningShop.on(before.home(), true, "none", System.err::println)) {
            after.awaitReady(false, Duration.ofMinutes(3), System.err::println);
            assertThat(joinedText(shopper.turn(after, "told", NEED, "")))
                    .as("a retry gets the answer that was told")
                    .isEqualTo(joinedText(told));
            List<String> again = shopper.turn(after, "cut", "要便宜点的", conversation);
            assertThat(closing(again).path("conversation").asString(""))
                    .as("the turn that was cut off is answered in its conversation")
                    .isEqualTo(conversation);
            assertThat(JSON.readTree(shopper.order(after, "bought", firstCard(told))
                                    .body())
                            .path("id"))
                    .as("the order is kept, and placed once")
                    .isEqualTo(JSON.readTree(order.body()).path("id"));
        }
    }

    @Test
    void onAFullDiskAShopperIsToldAndNothingAcknowledgedIsLost() throws Exception {
        Shopper shopper = new Shopper();
        try (RunningShop shop = start("none")) {
            shop.awaitReady(false, Duration.ofMinutes(3), System.err::println);
            List<String> told = shopper.turn(shop, "told", NEED, "");

            shop.limitFileSize("1");
            List<String> refused = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                List<String> events = shopper.turn(shop, "full-" + i, NEED, "");
                refused.add(events.getLast());
            }
            assertThat(refused)
                    .as("no answer is acknowledged that could not be kept, and the refusal says why")
                    .allMatch(end -> end.contains("\"code\":\"not_stored\""));

            shop.limitFileSize("unlimited");
            // The pool may hold one connection more that does not know yet.
            for (int i = 0;
                    i < 20 && shopper.turn(shop, "told", NEED, "").getFirst().startsWith("refused");
                    i++) {
                Thread.sleep(500);
            }
            assertThat(joinedText(shopper.turn(shop, "told", NEED, ""))).isEqualTo(joinedText(told));
            List<String> again = shopper.turn(shop, "full-0", NEED, "");
            assertThat(closing(again).path("text").asString("")).endsWith("。");
        }
    }

    private static RunningShop start(String model) throws Exception {
        return RunningShop.start(
                List.of(SMALL.resolve("catalog.jsonl")), SMALL.resolve("policies.md"), model, System.err::println);
    }

    private static JsonNode closing(List<String> events) {
        assertThat(events).last().asString().startsWith("done ");
        return JSON.readTree(events.getLast().substring("done ".length()));
    }

    private static String firstCard(List<String> events) {
        String cards =
                events.stream().filter(e -> e.startsWith("cards ")).findFirst().orElseThrow();
        return JSON.readTree(cards.substring("cards ".length()))
                .path("cards")
                .get(0)
                .path("sku")
                .asString();
    }

    /** The events with all pieces of text as one: a replay may cut the text elsewhere. */
    private static List<String> joinedText(List<String> events) {
        List<String> joined = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String event : events) {
            if (event.startsWith("text ")) {
                text.append(JSON.readTree(event.substring(5)).path("text").asString(""));
            } else {
                joined.add(event);
            }
        }
        joined.add("text " + text);
        return joined;
    }
}
