package io.wenwen.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.app.shopper.TurnEvent;
import io.wenwen.app.shopper.TurnRequest;
import io.wenwen.app.shopper.TurnSink;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP contract of a turn, on the real server; what is said is scripted, so that each case can be brought about. */
class ChatHttpTest {

    private static final AtomicInteger ANSWERS = new AtomicInteger();
    private static volatile CountDownLatch hold = new CountDownLatch(0);
    private static volatile CompletableFuture<Long> stopped = new CompletableFuture<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static RunningShop shop;

    @BeforeAll
    static void start() {
        shop = RunningShop.start(home, ChatHttpTest::script);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static void script(TurnRequest request, boolean worded, TurnSink sink) {
        int number = ANSWERS.incrementAndGet();
        sink.send(new TurnEvent.Level("cards", null));
        switch (request.message()) {
            case "等" -> await(hold);
            case "一直说" -> {
                long begin = System.nanoTime();
                try {
                    while (true) {
                        sink.send(new TurnEvent.Text("说"));
                        Thread.onSpinWait();
                        if (sink.closed()) {
                            throw new UncheckedIOException(new java.io.IOException("gone"));
                        }
                        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                    }
                } finally {
                    stopped.complete(System.nanoTime() - begin);
                }
            }
            case "坏" -> throw new IllegalStateException("broken on purpose");
            default -> {
                // says it below
            }
        }
        sink.send(new TurnEvent.Text("第"));
        sink.send(new TurnEvent.Text(number + "次"));
        sink.send(done(request, "第" + number + "次"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TurnEvent.Done done(TurnRequest request, String text) {
        return new TurnEvent.Done(
                String.valueOf(request.conversation()),
                "t",
                "small_talk",
                "none",
                null,
                0,
                "cards",
                text,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "v");
    }

    private static String conversationOf(HttpResponse<?> response) {
        return response.headers().firstValue("Wenwen-Conversation").orElseThrow();
    }

    private static String textOf(HttpResponse<String> response) {
        StringBuilder text = new StringBuilder();
        for (String frame : response.body().split("\n\n")) {
            if (frame.startsWith("event: text\n")) {
                text.append(frame.replaceAll("(?s).*\"text\":\"(.*)\"}.*", "$1"));
            }
        }
        return text.toString();
    }

    @Test
    void a_turn_is_a_stream_of_events_that_ends_with_done_once() throws Exception {
        HttpResponse<String> answer = shop.browser().ask("{\"message\":\"你好\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(answer.headers().firstValue("Idempotency-Key")).isPresent();
        assertThat(answer.body()).startsWith("event: level\ndata: {").endsWith("\n\n");
        assertThat(answer.body().split("event: done\n", -1)).hasSize(2);
        assertThat(answer.body())
                .contains("\"catalog_version\":\"v\"")
                .contains("\"conversation\":\"" + conversationOf(answer));
    }

    @Test
    void a_retry_with_the_same_key_gets_the_same_answer_and_answers_nothing_anew() throws Exception {
        RunningShop.Browser browser = shop.browser();
        HttpResponse<String> first = browser.ask("{\"message\":\"你好\"}", "Idempotency-Key", "same");
        int answers = ANSWERS.get();
        HttpResponse<String> second = browser.ask("{\"message\":\"你好\"}", "Idempotency-Key", "same");
        assertThat(textOf(second)).isEqualTo(textOf(first)).isNotEmpty();
        assertThat(conversationOf(second)).isEqualTo(conversationOf(first));
        assertThat(ANSWERS.get()).isEqualTo(answers);
    }

    @Test
    void a_retry_while_the_first_still_runs_joins_it() throws Exception {
        RunningShop.Browser browser = shop.browser();
        browser.ask("{\"message\":\"你好\"}");
        hold = new CountDownLatch(1);
        int answers = ANSWERS.get();
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.url() + "/api/chat/turns"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "joined")
                .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"等\"}"))
                .build();
        var one = browser.client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        var two = browser.client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        hold.countDown();
        assertThat(textOf(one.get(20, TimeUnit.SECONDS))).isEqualTo(textOf(two.get(20, TimeUnit.SECONDS)));
        assertThat(ANSWERS.get()).isEqualTo(answers + 1);
    }

    @Test
    void the_same_key_with_another_body_is_refused() throws Exception {
        RunningShop.Browser browser = shop.browser();
        browser.ask("{\"message\":\"你好\"}", "Idempotency-Key", "reused");
        HttpResponse<String> other = browser.ask("{\"message\":\"再见\"}", "Idempotency-Key", "reused");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("\"code\":\"key_reused\"").contains("另一条消息");
    }

    @Test
    void another_shoppers_conversation_is_not_found_and_neither_is_an_unknown_one() throws Exception {
        String id = conversationOf(shop.browser().ask("{\"message\":\"你好\"}"));
        RunningShop.Browser stranger = shop.browser();
        assertThat(stranger.get("/api/chat/conversations/" + id).statusCode()).isEqualTo(404);
        assertThat(stranger.get("/api/chat/conversations/" + id + "/events").statusCode())
                .isEqualTo(404);
        assertThat(stranger.ask("{\"message\":\"你好\",\"conversation\":\"" + id + "\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.ask("{\"message\":\"你好\",\"conversation\":\"c_x\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_cookie_that_was_changed_makes_a_new_shopper() throws Exception {
        RunningShop.Browser browser = shop.browser();
        String id = conversationOf(browser.ask("{\"message\":\"你好\"}"));
        assertThat(browser.get("/api/chat/conversations/" + id).statusCode()).isEqualTo(200);
        HttpCookie cookie = browser.cookies().getCookieStore().getCookies().getFirst();
        assertThat(cookie.isHttpOnly()).isTrue();
        String value = cookie.getValue();
        cookie.setValue((value.charAt(0) == 'A' ? 'B' : 'A') + value.substring(1));
        assertThat(browser.get("/api/chat/conversations/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void generation_stops_when_the_shopper_has_gone_and_a_retry_answers_anew() throws Exception {
        stopped = new CompletableFuture<>();
        RunningShop.Browser browser = shop.browser();
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.url() + "/api/chat/turns"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"一直说\"}"))
                .build();
        HttpResponse<InputStream> open = browser.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(open.body().readNBytes(20)).hasSize(20);
        open.body().close();
        assertThat(stopped.get(20, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void a_failure_ends_the_stream_with_an_error_that_says_what_to_do() throws Exception {
        HttpResponse<String> answer = shop.browser().ask("{\"message\":\"坏\"}");
        assertThat(answer.body())
                .contains("event: error\n")
                .contains("\"code\":\"internal\"")
                .doesNotContain("on purpose");
        assertThat(answer.body()).doesNotContain("event: done");
    }

    @Test
    void bad_bodies_are_refused_with_what_why_and_what_to_do() throws Exception {
        RunningShop.Browser browser = shop.browser();
        record Case(String body, int status, String code) {}
        for (Case c : List.of(
                new Case("{\"message\":\"  \"}", 400, "empty_message"),
                new Case("{}", 400, "empty_message"),
                new Case("\u0000\u0001binary", 400, "unreadable_body"),
                new Case("{\"message\":\"" + "长".repeat(2001) + "\"}", 400, "message_too_long"),
                new Case("{\"message\":\"你好\",\"locale\":\"fr\"}", 400, "invalid_parameter"),
                new Case("{\"message\":\"" + "x".repeat(10_000_000) + "\"}", 413, "body_too_large"))) {
            HttpResponse<String> answer = browser.ask(c.body());
            assertThat(answer.statusCode()).as(c.code()).isEqualTo(c.status());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"code\":\"" + c.code() + "\"").contains("\"advice\":\"");
        }
        assertThat(browser.ask("{\"message\":\"长".repeat(1) + "\"}", "Idempotency-Key", "k".repeat(201))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post("/api/chat/turns", "text/plain", "{\"message\":\"你好\"}")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void refusals_speak_english_where_it_is_asked_for() throws Exception {
        HttpResponse<String> answer = shop.browser().ask("{}", "Accept-Language", "en");
        assertThat(answer.body()).contains("The message is empty.");
    }

    @Test
    void a_conversation_outlives_the_server() throws Exception {
        Path other = home.resolveSibling("second-" + System.nanoTime());
        RunningShop.Browser browser;
        String id;
        String text;
        RunningShop first = RunningShop.start(other, ChatHttpTest::script);
        try (first) {
            browser = first.browser();
            HttpResponse<String> answer = browser.ask("{\"message\":\"你好\"}", "Idempotency-Key", "kept");
            id = conversationOf(answer);
            text = textOf(answer);
        }
        String port = first.url().substring(first.url().lastIndexOf(':') + 1);
        int answers = ANSWERS.get();
        try (RunningShop second = RunningShop.start(other, ChatHttpTest::script, "--server.port=" + port)) {
            assertThat(second.url()).isEqualTo(first.url());
            assertThat(browser.get("/api/chat/conversations/" + id).body())
                    .contains("你好")
                    .contains(text);
            assertThat(textOf(browser.ask("{\"message\":\"你好\"}", "Idempotency-Key", "kept")))
                    .isEqualTo(text);
            assertThat(ANSWERS.get()).isEqualTo(answers);
        }
    }

    @Test
    void news_reaches_an_open_page_and_one_that_comes_back() throws Exception {
        RunningShop.Browser browser = shop.browser();
        String id = conversationOf(browser.ask("{\"message\":\"你好\"}"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(shop.url() + "/api/chat/conversations/" + id + "/events"))
                .build();
        HttpResponse<InputStream> open = browser.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
        shop.bean(ConversationNews.class).publish(id, "agent_reply", java.util.Map.of("text", "我是客服"));
        StringBuilder heard = new StringBuilder();
        try (var lines = new java.io.BufferedReader(
                new java.io.InputStreamReader(open.body(), java.nio.charset.StandardCharsets.UTF_8))) {
            String line;
            while (!heard.toString().contains("data: ") && (line = lines.readLine()) != null) {
                heard.append(line).append('\n');
            }
        }
        assertThat(heard.toString()).contains("event: agent_reply").contains("我是客服");
        assertThat(browser.get("/api/chat/conversations/" + id).body()).contains("我是客服");
    }
}
