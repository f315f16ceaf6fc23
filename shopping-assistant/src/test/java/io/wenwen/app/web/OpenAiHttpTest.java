package io.wenwen.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.model.ModelHost;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What clients never show of {@code /v1}: limits, leaving in the middle, refusals byte for byte; with the real model. */
@Tag("model")
@ExtendWith(OutputCaptureExtension.class)
class OpenAiHttpTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String SECRET = "我家住在翠湖路八号";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static RunningShop shop;

    @SuppressWarnings("NullAway.Init")
    private static Engine engine;

    private static String key = "";
    private static String model = "";

    @BeforeAll
    static void start() throws Exception {
        OpenAiClientsTest.requireModel();
        shop = RunningShop.start(
                home,
                null,
                "--wenwen.model.name=default",
                "--wenwen.model.offline=true",
                "--wenwen.openai.max-generations=2",
                "--wenwen.openai.max-choices=4",
                "--wenwen.openai.max-body=4KB",
                "--wenwen.openai.deadline=20s");
        LanguageModel loaded =
                shop.bean(ModelHost.class).await(Duration.ofMinutes(5)).orElseThrow();
        engine = (Engine) loaded;
        model = loaded.card().name();
        key = OpenAiClientsTest.modelKey(home);
    }

    @AfterAll
    static void stop() {
        if (shop != null) {
            shop.close();
        }
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return shop.browser()
                .post(path, "application/json", body.replace("MODEL", model), "Authorization", "Bearer " + key);
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            [1]                                                                             ~ 400 ~ parse the JSON body
            {"model": "MODEL", "messages": [}                                               ~ 400 ~ parse the JSON body
            {"messages": [{"role": "user", "content": "x"}]}                                ~ 400 ~ Missing required parameter: 'model'
            {"model": "MODEL"}                                                              ~ 400 ~ Missing required parameter: 'messages'
            {"model": "MODEL", "messages": []}                                              ~ 400 ~ at least one message
            {"model": "MODEL", "messages": [{"role": "user"}]}                              ~ 400 ~ Missing required parameter: 'messages[0].content'
            {"model": "MODEL", "messages": [{"role": "user", "content": 5}]}                ~ 400 ~ Invalid type for 'messages[0].content': expected an array, but got an integer
            {"model": "MODEL", "messages": [{"role": "user", "content": "x", "x": 1}]}      ~ 400 ~ Unknown parameter: 'messages[0].x'
            {"model": "MODEL", "messages": [{"role": "user", "content": "x"}], "n": 5}      ~ 400 ~ from 1 to 4
            {"model": "MODEL", "messages": [{"role": "user", "content": "x"}], "stream": 1} ~ 400 ~ Invalid type for 'stream': expected a boolean, but got an integer
            {"model": "MODEL", "messages": [{"role": "user", "content": "x"}], "stream_options": {}} ~ 400 ~ only allowed when 'stream'
            {"model": "MODEL", "messages": [{"role": "user", "content": "x"}], "top_logprobs": 2} ~ 400 ~ only allowed when 'logprobs'
            {"model": "MODEL", "messages": [{"role": "user", "content": "x"}], "stop": ["a", ""]} ~ 400 ~ 1 to 200 characters
            {"model": "MODEL", "messages": [{"role": "tool", "content": "x", "tool_call_id": "c1"}]} ~ 400 ~ no message before it
            {"model": "other", "messages": [{"role": "user", "content": "x"}]}              ~ 404 ~ does not exist here
            {"model": "MODEL", "messages": [{"role": "user", "content": "x"}], "n": 3}      ~ 429 ~ Too many answers
            """)
    void what_cannot_be_answered_is_refused_by_name(String body, int status, String why) throws Exception {
        HttpResponse<String> refused = post(CHAT, body);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body())
                .startsWith("{\"error\":{\"message\":")
                .contains(why)
                .contains("\"type\":");
        if (status == 429) {
            assertThat(refused.headers().firstValue("Retry-After").orElse("")).matches("\\d+");
        }
    }

    @Test
    void a_body_above_the_cap_is_refused_with_413() throws Exception {
        HttpResponse<String> refused = post(CHAT, "{\"model\": \"" + "x".repeat(5000) + "\"}");
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("4096 bytes").contains("wenwen.openai.max-body");
    }

    @Test
    void without_a_key_nothing_opens() throws Exception {
        for (String path : new String[] {CHAT, "/v1/completions", "/v1/embeddings", "/v1/nothing"}) {
            assertThat(shop.browser().post(path, "application/json", "{}").statusCode())
                    .isEqualTo(401);
        }
        assertThat(shop.browser().get("/v1/models").body()).contains("didn't provide an API key");
        assertThat(shop.browser()
                        .get("/v1/models", "Authorization", "Bearer " + merchantKey())
                        .statusCode())
                .as("a merchant's key is for copy")
                .isEqualTo(401);
        HttpResponse<String> nothing = shop.browser().get("/v1/nothing", "Authorization", "Bearer " + key);
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.body()).contains("Unknown request URL: GET /v1/nothing");
    }

    private static String merchantKey() throws IOException {
        return Files.readString(home.resolve("secrets/demo-accounts.properties"))
                .lines()
                .filter(line -> line.startsWith("merchant.key="))
                .map(line -> line.substring("merchant.key=".length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void who_leaves_a_stream_stops_the_model() throws Exception {
        leavesAndStops("\"stream\": true, ", "\"content\":\"1\"");
    }

    @Test
    void who_leaves_a_whole_answer_stops_the_model() throws Exception {
        // Nothing but blanks is sent before the end; the first of them comes after two seconds.
        leavesAndStops("", "\r\n \n\r\n");
    }

    private void leavesAndStops(String how, String until) throws Exception {
        long before = engine.stats().generatedTokens();
        String body =
                "{\"model\": \"" + model + "\", " + how + "\"max_tokens\": 3000, \"temperature\": 0, \"messages\": "
                        + "[{\"role\": \"user\", \"content\": \"从1数到5000，每个数一行。\"}]}";
        URI url = URI.create(shop.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(30_000);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = "POST " + CHAT + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            StringBuilder read = new StringBuilder();
            byte[] buffer = new byte[4096];
            while (read.indexOf(until) < 0) {
                int count = socket.getInputStream().read(buffer);
                assertThat(count).as("the stream goes on: " + read).isPositive();
                read.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
            assertThat(engine.stats().running()).isEqualTo(1);
        }
        for (int i = 0; i < 100 && engine.stats().running() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(engine.stats().running()).isZero();
        assertThat(engine.stats().generatedTokens() - before).isLessThan(1500);
    }

    @Test
    void an_answer_that_takes_too_long_ends_as_an_error() throws Exception {
        HttpResponse<String> late = post(
                CHAT,
                "{\"model\": \"MODEL\", \"stream\": true, \"max_tokens\": 4000, \"temperature\": 0, \"messages\": "
                        + "[{\"role\": \"user\", \"content\": \"从1数到5000，每个数一行。\"}]}");
        assertThat(late.statusCode()).isEqualTo(200);
        assertThat(late.body()).contains("deadline_exceeded").doesNotContain("[DONE]");
    }

    @Test
    void no_text_of_a_message_is_logged(CapturedOutput output) throws Exception {
        post(
                CHAT,
                "{\"model\": \"MODEL\", \"max_tokens\": 2, \"messages\": [{\"role\": \"user\", \"content\": \"" + SECRET
                        + "\"}]}");
        post(
                CHAT,
                "{\"model\": \"MODEL\", \"messages\": [{\"role\": \"user\", \"content\": \"" + SECRET + "\"}], \""
                        + SECRET + "\": 1}");
        post(CHAT, "{\"model\": \"MODEL\", \"messages\": [" + SECRET);
        assertThat(output.getAll()).doesNotContain(SECRET).doesNotContain(key);
    }

    @Test
    void the_interface_describes_itself() throws Exception {
        assertThat(shop.browser().get("/v3/api-docs").body())
                .contains("/v1/chat/completions")
                .contains("/v1/embeddings");
    }
}
