package io.wenwen.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.dialogue.Clause;
import io.wenwen.core.dialogue.Language;
import io.wenwen.core.dialogue.Lexicon;
import io.wenwen.core.dialogue.Move;
import io.wenwen.core.dialogue.Prose;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.dialogue.Slot;
import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Completion.Ending;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.TokenSink;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.remote.RemoteModel;
import io.wenwen.core.kernel.remote.RemoteOptions;
import io.wenwen.core.model.ModelHost;
import io.wenwen.core.model.ModelState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One contract, whether the model runs here or is asked over HTTP: the engine with the default model, and a remote model that asks
 * the interface under {@code /v1} of a running shop with the same model.
 */
@Tag("model")
class LanguageModelContractTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Sampling WARM = new Sampling(0.8, 0, 0.92, 1, 7);
    private static final Prompt ASK = Prompt.of(Message.system("你是导游。"), Message.user("用三句话介绍西湖。"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static RunningShop shop;

    @SuppressWarnings("NullAway.Init")
    private static Engine engine;

    @SuppressWarnings("NullAway.Init")
    private static RemoteModel remote;

    private static String key = "";

    @BeforeAll
    static void start() throws Exception {
        OpenAiClientsTest.requireModel();
        shop = RunningShop.start(home, null, "--wenwen.model.name=default", "--wenwen.model.offline=true");
        engine =
                (Engine) shop.bean(ModelHost.class).await(Duration.ofMinutes(5)).orElseThrow();
        key = OpenAiClientsTest.modelKey(home);
        remote = new RemoteModel(
                RemoteOptions.of(URI.create(shop.url() + "/v1"), engine.card().name(), key));
        assertThat(remote.check()).isEmpty();
    }

    @AfterAll
    static void stop() {
        if (shop != null) {
            remote.close();
            shop.close();
        }
    }

    /** Both live as long as the class: no test may close what it is given. */
    static Stream<LanguageModel> models() {
        return Stream.of(engine, remote);
    }

    private static GenerationRequest request(int maxTokens, TokenSink sink, String... stop) {
        return new GenerationRequest(ASK, WARM, maxTokens, List.of(stop), null, sink);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("models")
    void the_pieces_make_up_the_text_and_the_seed_decides_it(LanguageModel model) throws Exception {
        StringBuilder heard = new StringBuilder();
        Completion completion = model.start(request(30, heard::append)).await(PATIENCE);
        assertThat(completion.text()).isEqualTo(heard.toString()).isNotEmpty();
        assertThat(completion.text())
                .as("the same wherever it runs")
                .isEqualTo(
                        engine.start(request(30, piece -> {})).await(PATIENCE).text());
        assertThat(completion.promptTokens()).isGreaterThan(10);
        assertThat(completion.generatedTokens()).isBetween(2, 30);
        assertThat(completion.timeToFirstToken()).isPositive().isLessThanOrEqualTo(completion.total());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("models")
    void the_budget_ends_it(LanguageModel model) throws Exception {
        Completion completion = model.start(request(3, piece -> {})).await(PATIENCE);
        assertThat(completion.ending()).isEqualTo(Ending.TOKEN_BUDGET);
        assertThat(completion.generatedTokens()).isEqualTo(3);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("models")
    void a_stop_string_ends_the_text_before_it(LanguageModel model) throws Exception {
        String whole = engine.start(request(30, piece -> {})).await(PATIENCE).text();
        String stop = whole.substring(4, 6);
        Completion completion = model.start(request(30, piece -> {}, stop)).await(PATIENCE);
        assertThat(completion.text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(completion.ending()).isIn(Ending.STOP_STRING, Ending.END_OF_TURN);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("models")
    void cancelling_ends_it_and_frees_the_engine(LanguageModel model) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Generation generation = model.start(new GenerationRequest(
                Prompt.of(Message.user("从1数到5000，每个数一行。")),
                Sampling.GREEDY,
                3000,
                List.of(),
                null,
                piece -> begun.countDown()));
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        generation.cancel();
        Completion completion = generation.await(PATIENCE);
        assertThat(completion.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(completion.text()).isNotEmpty();
        for (int i = 0; i < 200 && engine.stats().running() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(engine.stats().running()).as("decoding has ended").isZero();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("models")
    void a_deadline_returns_what_was_written(LanguageModel model) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Generation generation = model.start(new GenerationRequest(
                Prompt.of(Message.user("从1数到5000，每个数一行。")),
                Sampling.GREEDY,
                3000,
                List.of(),
                null,
                piece -> begun.countDown()));
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        Completion completion = generation.await(Duration.ZERO);
        assertThat(completion.ending()).isEqualTo(Ending.DEADLINE);
        assertThat(completion.text()).isNotEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("models")
    void a_hearer_that_fails_fails_its_own_generation_alone(LanguageModel model) throws Exception {
        Generation failing = model.start(request(20, piece -> {
            throw new IllegalStateException();
        }));
        Generation other = model.start(request(20, piece -> {}));
        assertThat(failing.await(PATIENCE).ending()).isEqualTo(Ending.FAILED);
        assertThat(other.await(PATIENCE).ending()).isNotEqualTo(Ending.FAILED);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("models")
    void prose_states_facts_by_slots_alone(LanguageModel model) throws Exception {
        Lexicon words = Lexicon.of(List.of("防水", "降噪", "蓝牙", "纯棉"));
        List<Clause> clauses = new ArrayList<>();
        for (String name : List.of("云雀挂耳运动耳机", "声野颈挂耳机", "岚山三合一冲锋衣", "青禾紫砂杯", "木语单人书桌", "晨露即食燕麦")) {
            clauses.add(new Clause.Worded(
                    Move.ALTERNATIVE,
                    Language.ZH,
                    Slot.name(name, name, "catalog:" + name),
                    List.of(Slot.price(name, "售价259元", "catalog:" + name + "#price")),
                    null));
        }
        List<String> heard = new ArrayList<>();
        Prose prose = new ProseWriter().write(model, clauses, words, 5, PATIENCE, heard::add);
        assertThat(String.join("", heard)).isEqualTo(prose.text());
        long own = prose.sentences().stream()
                .filter(s -> s.wording() == Prose.Sentence.Wording.MODEL)
                .count();
        System.out.println(model.getClass().getSimpleName() + " worded " + own + " of " + clauses.size());
        for (Prose.Sentence sentence : prose.sentences()) {
            assertThat(sentence.text()).endsWith("。").doesNotContain("防水", "降噪");
            assertThat(sentence.slots()).hasSize(2);
            String free = sentence.parts().stream()
                    .filter(Clause.Part.Words.class::isInstance)
                    .map(Clause.Part::text)
                    .reduce("", String::concat);
            assertThat(free).doesNotContainPattern("\\d");
        }
    }

    @Test
    void a_shop_words_its_answers_by_the_model_of_another(@TempDir Path other) throws Exception {
        try (RunningShop second = RunningShop.start(
                other,
                null,
                "--wenwen.model.name=default",
                "--wenwen.model.remote.url=" + shop.url() + "/v1",
                "--wenwen.model.remote.model=" + engine.card().name(),
                "--wenwen.model.remote.key=" + key)) {
            ModelHost host = second.bean(ModelHost.class);
            assertThat(host.await(PATIENCE)).isPresent();
            assertThat(host.state()).isInstanceOf(ModelState.Ready.class);
            assertThat(second.bean(io.wenwen.app.shop.OpenShop.class).await(Duration.ofMinutes(5)))
                    .isTrue();
            String answer =
                    second.browser().ask("{\"message\": \"500元以内的蓝牙耳机\"}").body();
            assertThat(answer)
                    .contains("event: cards", "event: text", "event: done")
                    .doesNotContain("event: error");
            assertThat(second.browser()
                            .get("/v1/models", "Authorization", "Bearer " + OpenAiClientsTest.modelKey(other))
                            .body())
                    .as("a remote model is not served on")
                    .doesNotContain(engine.card().name());
        }
    }

    @Test
    void a_wrong_key_or_name_is_told_with_advice(@TempDir Path other) throws Exception {
        try (RunningShop second = RunningShop.start(
                other,
                null,
                "--wenwen.model.name=" + shop.url() + "/v1#" + engine.card().name())) {
            ModelHost host = second.bean(ModelHost.class);
            host.start();
            for (int i = 0; i < 200 && !(host.state() instanceof ModelState.Failed); i++) {
                Thread.sleep(50);
            }
            assertThat(host.state()).isInstanceOfSatisfying(ModelState.Failed.class, failed -> {
                assertThat(failed.why()).contains("refuses the key (401)");
                assertThat(failed.advice()).contains("wenwen.model.remote");
            });
        }
    }
}
