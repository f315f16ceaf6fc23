package io.wenwen.core.kernel.remote;

import static io.wenwen.core.kernel.remote.ScriptedServer.STREAM;
import static io.wenwen.core.kernel.remote.ScriptedServer.chunk;
import static io.wenwen.core.kernel.remote.ScriptedServer.end;
import static io.wenwen.core.kernel.remote.ScriptedServer.send;
import static io.wenwen.core.kernel.remote.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Completion.Ending;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.ModelBusyException;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.TokenSink;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The remote model against servers on real sockets that stall, refuse, break off and count. */
class RemoteModelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String KEY = "sk-secret-123";

    private static final ScriptedServer.Script GREETING = out -> send(
            out,
            STREAM + ": \n\n" + chunk("你好") + chunk("！") + end("stop")
                    + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n");

    private static RemoteOptions options(ScriptedServer server, Duration firstToken, Duration silence, long perDay) {
        return new RemoteOptions(
                server.url(), "qwen-plus", KEY, Duration.ofSeconds(5), firstToken, silence, PATIENCE, 2, perDay);
    }

    private static RemoteModel model(ScriptedServer server) {
        return new RemoteModel(options(server, PATIENCE, PATIENCE, 1_000_000));
    }

    private static GenerationRequest say(String text, TokenSink sink) {
        return new GenerationRequest(
                Prompt.of(Message.system("你是导购。"), Message.user(text)),
                new Sampling(0.8, 40, 0.9, 1.1, -5),
                50,
                List.of("\n"),
                null,
                sink);
    }

    private static Completion ask(RemoteModel model) throws InterruptedException {
        return model.start(say("你好", piece -> {})).await(PATIENCE);
    }

    @Test
    void anAnswerStreamsAndIsCountedAsTheServerSays() throws Exception {
        StringBuilder heard = new StringBuilder();
        try (ScriptedServer server = new ScriptedServer(GREETING);
                RemoteModel model = model(server)) {
            Completion completion = model.start(say("你好", heard::append)).await(PATIENCE);
            assertThat(completion.text()).isEqualTo("你好！").isEqualTo(heard.toString());
            assertThat(completion.ending()).isEqualTo(Ending.END_OF_TURN);
            assertThat(completion.promptTokens()).isEqualTo(9);
            assertThat(completion.generatedTokens()).isEqualTo(3);
            assertThat(server.requests().getFirst())
                    .startsWith("POST /v1/chat/completions HTTP/1.1")
                    .contains("Authorization: Bearer " + KEY)
                    .contains("\"model\":\"qwen-plus\"", "\"max_tokens\":50", "\"stop\":[\"\\n\"]", "\"stream\":true")
                    .contains("{\"role\":\"system\",\"content\":\"你是导购。\"}")
                    .doesNotContain("top_k");
            assertThat(model.tokenizer()).isNull();
        }
    }

    @Test
    void aServerThatSaysNothingIsLeftAfterTheFirstTokensTime() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> over.await(60, TimeUnit.SECONDS));
                RemoteModel model = new RemoteModel(options(server, SHORT, PATIENCE, 1000))) {
            Completion completion = ask(model);
            over.countDown();
            assertThat(completion.ending()).isEqualTo(Ending.DEADLINE);
            assertThat(completion.text()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aServerThatStallsInTheMiddleIsLeftWithWhatItSaid() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
                    send(out, STREAM + chunk("你好"));
                    over.await(60, TimeUnit.SECONDS);
                });
                RemoteModel model = new RemoteModel(options(server, PATIENCE, SHORT, 1000))) {
            Completion completion = ask(model);
            over.countDown();
            assertThat(completion.ending()).isEqualTo(Ending.DEADLINE);
            assertThat(completion.text()).isEqualTo("你好");
        }
    }

    @Test
    void theAwaitersDeadlineEndsItToo() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> over.await(60, TimeUnit.SECONDS));
                RemoteModel model = model(server)) {
            Completion completion = model.start(say("你好", piece -> {})).await(SHORT);
            over.countDown();
            assertThat(completion.ending()).isEqualTo(Ending.DEADLINE);
        }
    }

    @Test
    void aFailureOfTheServerIsNotAskedAgain() throws Exception {
        try (ScriptedServer server = new ScriptedServer(status(500, "", "{\"error\":{\"code\":\"boom\"}}"), GREETING);
                RemoteModel model = model(server)) {
            assertThat(ask(model).ending()).isEqualTo(Ending.FAILED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aBusyServerIsAskedAgainWhenItSays() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                        status(429, "Retry-After: 0\r\n", ""), status(503, "Retry-After: 0\r\n", ""), GREETING);
                RemoteModel model = model(server)) {
            assertThat(ask(model).text()).isEqualTo("你好！");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aBusyServerThatWantsALongWaitIsNotWaitedFor() throws Exception {
        try (ScriptedServer server = new ScriptedServer(status(429, "Retry-After: 3600\r\n", ""), GREETING);
                RemoteModel model = model(server)) {
            assertThat(ask(model).ending()).isEqualTo(Ending.FAILED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatBreaksOffFailsAndIsNotAskedAgain() throws Exception {
        for (String last : new String[] {
            "",
            "data: {\"choices\":[{\"delta\":{\"cont",
            "data: not json\n\n",
            "data: {\"error\":{\"code\":\"overloaded\"}}\n\n"
        }) {
            try (ScriptedServer server = new ScriptedServer(out -> send(out, STREAM + chunk("你好") + last), GREETING);
                    RemoteModel model = model(server)) {
                Completion completion = ask(model);
                assertThat(completion.ending()).as(last).isEqualTo(Ending.FAILED);
                assertThat(completion.text()).isEqualTo("你好");
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void cancellingClosesTheConnection() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
                    try {
                        send(out, STREAM + chunk("1"));
                        while (true) {
                            send(out, ": \n\n");
                            Thread.sleep(20);
                        }
                    } finally {
                        closed.countDown();
                    }
                });
                RemoteModel model = model(server)) {
            Generation generation = model.start(say("数数", piece -> begun.countDown()));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            generation.cancel();
            assertThat(generation.await(PATIENCE).ending()).isEqualTo(Ending.CANCELLED);
            assertThat(closed.await(60, TimeUnit.SECONDS))
                    .as("the server notices")
                    .isTrue();
        }
    }

    @Test
    void moreThanWasAskedForIsCutOff() throws Exception {
        try (ScriptedServer server = new ScriptedServer(out -> {
                    send(out, STREAM);
                    while (true) {
                        send(out, chunk("再"));
                    }
                });
                RemoteModel model = model(server)) {
            Completion completion = ask(model);
            assertThat(completion.ending()).isEqualTo(Ending.FAILED);
            assertThat(completion.text().length()).isLessThan(200);
        }
    }

    @Test
    void aRedirectDoesNotCarryTheKeyAway() throws Exception {
        try (ScriptedServer thief = new ScriptedServer(GREETING);
                ScriptedServer server =
                        new ScriptedServer(status(307, "Location: " + thief.url() + "/chat/completions\r\n", ""));
                RemoteModel model = model(server)) {
            assertThat(ask(model).ending()).isEqualTo(Ending.FAILED);
            assertThat(thief.requests()).isEmpty();
        }
    }

    @Test
    void afterFailuresInARowTheServerIsLeftAlone() throws Exception {
        try (ScriptedServer server = new ScriptedServer(status(500, "", ""));
                RemoteModel model = model(server)) {
            for (int i = 0; i < 4; i++) {
                ask(model);
            }
            assertThatThrownBy(() -> ask(model))
                    .isInstanceOf(ModelBusyException.class)
                    .hasMessageContaining("failed several times in a row");
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void theDaysTokensAreABudget() throws Exception {
        try (ScriptedServer server = new ScriptedServer(GREETING);
                RemoteModel model = new RemoteModel(options(server, PATIENCE, PATIENCE, 20))) {
            ask(model);
            ask(model);
            assertThatThrownBy(() -> ask(model))
                    .isInstanceOf(ModelBusyException.class)
                    .hasMessageContaining("20 tokens of 24 hours");
        }
    }

    @Test
    void tokensOfYesterdayAreForgotten() {
        long[] now = {0};
        TokenBudget budget = new TokenBudget(10, () -> now[0]);
        budget.use(10);
        now[0] = Duration.ofHours(23).toNanos();
        assertThat(budget.spent()).isTrue();
        now[0] = Duration.ofHours(24).toNanos();
        assertThat(budget.spent()).isFalse();
    }

    @Test
    void noMoreThanAFewRunAtOnce() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> over.await(60, TimeUnit.SECONDS));
                RemoteModel model = model(server)) {
            model.start(say("一", piece -> {}));
            model.start(say("二", piece -> {}));
            assertThatThrownBy(() -> model.start(say("三", piece -> {}))).isInstanceOf(ModelBusyException.class);
            over.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "我的电话是13812345678",
                "电话 138 1234 5678，急",
                "１３８１２３４５６７８",
                "身份证11010519491231002X",
                "写信给 li.lei@example.com",
                "卡号6222 0212 3456 7890 123",
                "寄到翠湖路8号3栋",
            })
    void whatLooksLikePersonalDataIsNotSent(String text) throws Exception {
        try (ScriptedServer server = new ScriptedServer(GREETING);
                RemoteModel model = model(server)) {
            assertThatThrownBy(() -> model.start(say(text, piece -> {})))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("it was not sent")
                    .hasMessageNotContaining(text);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "商品：云雀X2023运动耳机\n特点：续航30小时；售价1299元",
                "想要：500元以内的蓝牙耳机\n商品：华为Mate 60 Pro 12GB+512GB",
                "特点：条码6901234567892；尺寸1200×600×750毫米",
            })
    void whatACatalogueSaysIsSent(String text) throws Exception {
        try (ScriptedServer server = new ScriptedServer(GREETING);
                RemoteModel model = model(server)) {
            assertThat(model.start(say(text, piece -> {})).await(PATIENCE).text())
                    .isEqualTo("你好！");
        }
    }

    @Test
    void theServerIsCheckedBeforeItIsUsed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                        status(200, "", "{\"data\":[{\"id\":\"qwen-plus\"}]}"),
                        status(200, "", "{\"data\":[{\"id\":\"other\"}]}"),
                        status(401, "", ""),
                        status(404, "", ""));
                RemoteModel model = model(server)) {
            assertThat(model.check()).isEmpty();
            assertThat(model.check()).hasValueSatisfying(why -> assertThat(why).contains("no model of this name"));
            assertThat(model.check()).hasValueSatisfying(why -> assertThat(why).contains("refuses the key"));
            assertThat(model.check()).as("a server without a list").isEmpty();
        }
    }

    @Test
    void optionsRefuseWhatIsNoAddressAndNeverShowTheKey() {
        assertThat(RemoteOptions.of(URI.create("https://example.com/v1"), "m", KEY)
                        .toString())
                .doesNotContain(KEY);
        for (String url : new String[] {"ftp://example.com", "example.com/v1", "https://user:pw@example.com/v1"}) {
            assertThatThrownBy(() -> RemoteOptions.of(URI.create(url), "m", KEY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("pw");
        }
        assertThatThrownBy(() -> RemoteOptions.of(URI.create("http://x/v1"), " ", ""))
                .hasMessageContaining("no name");
    }
}
