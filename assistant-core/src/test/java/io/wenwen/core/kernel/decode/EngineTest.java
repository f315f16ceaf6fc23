package io.wenwen.core.kernel.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Completion.Ending;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.ModelCard;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.Service;
import io.wenwen.core.kernel.TokenChoice;
import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.TokenSink;
import io.wenwen.core.kernel.onnx.TinyModel;
import io.wenwen.core.kernel.onnx.TinyRunners;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine over a small random-weight model: real forward passes, a token for each byte. */
class EngineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Sampling WARM = new Sampling(0.9, 0, 1, 1, 42);

    @TempDir
    Path folder;

    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        engine = engine(32, new EngineLimits(4, 6, 16));
    }

    private Engine engine(int pages, EngineLimits limits) throws IOException {
        return engine(TinyRunners.bytes(new TinyModel(9), pages, folder, false), limits);
    }

    private static Engine engine(ModelRunner runner, EngineLimits limits) {
        ByteTokenizer tokenizer = new ByteTokenizer();
        return new Engine(
                new ModelCard("tiny", "", "qwen2", "W8A8", 512, ByteTokenizer.SIZE),
                tokenizer,
                prompt -> {
                    StringBuilder text = new StringBuilder();
                    int shared = 0;
                    for (int i = 0; i < prompt.messages().size(); i++) {
                        text.append(prompt.messages().get(i).text()).append('\n');
                        if (i + 1 == prompt.sharedMessages()) {
                            shared = tokenizer.encode(text.toString()).length;
                        }
                    }
                    return new EncodedPrompt(tokenizer.encode(text + prompt.opening()), shared);
                },
                runner,
                limits);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void theSameSeedGivesTheSameTextAndAnotherSeedAnother() throws InterruptedException {
        String first = run("买伞", WARM, 30).text();

        assertThat(run("买伞", WARM, 30).text()).isEqualTo(first);
        assertThat(run("买伞", new Sampling(0.9, 0, 1, 1, 43), 30).text()).isNotEqualTo(first);
    }

    @Test
    void answersAreTheSameAloneAndInACrowd() throws InterruptedException {
        List<String> alone = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            alone.add(run("问题" + "很长".repeat(7 * i), WARM, 20 + i).text());
        }
        List<Generation> crowd = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            crowd.add(engine.start(request("问题" + "很长".repeat(7 * i), WARM, 20 + i, null, piece -> {})));
        }
        for (int i = 0; i < 6; i++) {
            assertThat(crowd.get(i).await(PATIENCE).text()).isEqualTo(alone.get(i));
        }
        assertPagesAreBack();
    }

    @Test
    void aSharedBeginningIsComputedOnceAndChangesNoToken() throws InterruptedException {
        Message rules = Message.system("你是导购，只说商品信息里有的事。".repeat(3));
        GenerationRequest plain = request(new Prompt(List.of(rules, Message.user("买鞋")), 0, ""), WARM, 25, null)
                .served(Service.DEFAULT.forTenant("another"));
        GenerationRequest sharing = request(new Prompt(List.of(rules, Message.user("买鞋")), 1, ""), WARM, 25, null);

        String expected = engine.start(plain).await(PATIENCE).text();
        assertThat(engine.stats().reusedTokens()).isZero();
        List<Generation> together = List.of(engine.start(sharing), engine.start(sharing), engine.start(sharing));
        for (Generation generation : together) {
            assertThat(generation.await(PATIENCE).text()).isEqualTo(expected);
        }
        // 3 * 16 characters and a line end make 145 bytes: nine full pages are found. The question and a line end make
        // seven more, and the two others copy all but the last of these from the first.
        assertThat(engine.stats().reusedTokens()).isEqualTo(2 * 151);
        assertPagesAreBack();
    }

    @Test
    void theSamePromptAtTheSameTimeIsReadOnceAndEachSeedSaysItsOwn() throws InterruptedException {
        String question = "哪一双更适合跑步和爬山？";
        List<String> alone = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            alone.add(engine.start(request(question, new Sampling(0.9, 0, 1, 1, seed), 20 + seed, null, p -> {})
                            .served(Service.DEFAULT.forTenant("tenant " + seed)))
                    .await(PATIENCE)
                    .text());
        }
        assertThat(engine.stats().reusedTokens()).isZero();
        List<Generation> together = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            together.add(engine.start(request(question, new Sampling(0.9, 0, 1, 1, seed), 20 + seed, null, p -> {})));
        }
        for (int seed = 0; seed < 4; seed++) {
            assertThat(together.get(seed).await(PATIENCE).text()).isEqualTo(alone.get(seed));
        }
        // 36 bytes and a line end; the last one is computed by each.
        assertThat(engine.stats().reusedTokens()).isEqualTo(3 * 36);
        assertPagesAreBack();
    }

    @Test
    void keptBeginningsMakeRoomForThoseWhoNeedPages() throws InterruptedException {
        for (int i = 0; i < 6; i++) {
            Message rules = Message.system(i + "这是第几段共享的开头".repeat(4));
            Prompt prompt = new Prompt(List.of(rules, Message.user("好")), 1, "");
            assertThat(engine.start(request(prompt, WARM, 10, null))
                            .await(PATIENCE)
                            .ending())
                    .isNotEqualTo(Ending.FAILED);
        }
        assertThat(run("长".repeat(150), WARM, 30).generatedTokens()).isPositive();
        assertPagesAreBack();
    }

    @Test
    void aConstraintsForcedRunsAndMaskDecideTheText() throws InterruptedException {
        List<String> pieces = new ArrayList<>();
        Fields fields = new Fields("价格：", "元。", 3);
        Completion completion =
                engine.start(request("多少钱", WARM, 60, fields, pieces::add)).await(PATIENCE);

        assertThat(completion.text()).matches("价格：[0-9]{3}元。");
        assertThat(completion.ending()).isEqualTo(Ending.END_OF_TURN);
        assertThat(completion.generatedTokens()).isEqualTo(9 + 3 + 6 + 1);
        assertThat(String.join("", pieces)).isEqualTo(completion.text());
        // The end of the turn counts: nothing else is allowed there.
        assertThat(engine.stats().forcedTokens()).isEqualTo(16);
        assertThat(fields.accepted).hasSize(19);
    }

    @Test
    void theBudgetCutsAForcedRun() throws InterruptedException {
        Completion completion = engine.start(request("多少钱", WARM, 4, new Fields("abcdefgh", "", 1), piece -> {}))
                .await(PATIENCE);

        assertThat(completion.text()).isEqualTo("abcd");
        assertThat(completion.ending()).isEqualTo(Ending.TOKEN_BUDGET);
    }

    @Test
    void aStopStringEndsTheTextBeforeIt() throws InterruptedException {
        Completion completion = engine.start(new GenerationRequest(
                        Prompt.of(Message.user("多少钱")),
                        WARM,
                        60,
                        List.of("元"),
                        new Fields("价格：", "元。", 3),
                        piece -> {}))
                .await(PATIENCE);

        assertThat(completion.text()).matches("价格：[0-9]{3}");
        assertThat(completion.ending()).isEqualTo(Ending.STOP_STRING);
    }

    @Test
    void aCancelledGenerationEndsWithinAStepAndGivesItsPagesBack() throws InterruptedException {
        CountDownLatch speaking = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        List<String> pieces = new ArrayList<>();
        Generation generation = engine.start(request("说下去", WARM, 300, letters(), piece -> {
            pieces.add(piece);
            speaking.countDown();
            await(cancelled);
        }));
        await(speaking);
        generation.cancel();
        cancelled.countDown();
        Completion completion = generation.await(PATIENCE);

        assertThat(completion.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(completion.text()).hasSize(1).isEqualTo(String.join("", pieces));
        assertPagesAreBack();
    }

    @Test
    void aCancelledGenerationThatNobodyAwaitsEndsWithinAStep() throws InterruptedException {
        List<Integer> accepted = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch speaking = new CountDownLatch(3);
        CountDownLatch cancelled = new CountDownLatch(1);
        TokenConstraint watched = letters(token -> {
            accepted.add(token);
            speaking.countDown();
            if (speaking.getCount() == 0) {
                await(cancelled);
            }
        });
        Generation forgotten = engine.start(request("说下去", WARM, 300, watched, piece -> {}));
        await(speaking);
        long steps = engine.stats().steps();
        forgotten.cancel();
        // Admitted by the first step after the cancellation, which needs all the pages.
        Generation next = engine.start(request("长".repeat(150), WARM, 50, letters(), piece -> {}));
        cancelled.countDown();

        assertThat(next.await(PATIENCE).text()).hasSize(50);
        assertThat(accepted).hasSize(3);
        // 460 prompt tokens by 32 at a time and 49 tokens after the first; the figures above are those before the third
        // token.
        assertThat(engine.stats().steps() - steps).isLessThanOrEqualTo(1 + 15 + 49);
        assertPagesAreBack();
    }

    @Test
    void logitsThatNoDrawReadsMayBeAnything() throws IOException, InterruptedException {
        String expected = engine.start(request("说", WARM, 40, letters(), piece -> {}))
                .await(PATIENCE)
                .text();
        List<BitSet> read = Collections.synchronizedList(new ArrayList<>());
        ModelRunner runner = TinyRunners.bytes(new TinyModel(9), 32, folder, false);
        try (Engine other = engine(new Leaving(runner, read), new EngineLimits(4, 6, 16))) {
            String found = other.start(request("说", WARM, 40, letters(), piece -> {}))
                    .await(PATIENCE)
                    .text();

            assertThat(found).isEqualTo(expected);
            assertThat(read).hasSizeGreaterThan(4).allMatch(tokens -> tokens.cardinality() == 26);
        }
    }

    /** Leaves something absurd in every logit that the slice does not ask for. */
    private record Leaving(ModelRunner runner, List<BitSet> read) implements ModelRunner {

        @Override
        public void forward(List<Slice> step) {
            runner.forward(step);
            for (Slice slice : step) {
                BitSet wanted = slice.read();
                if (wanted != null && slice.logits().length > 0) {
                    read.add(wanted);
                    for (int i = 0; i < vocabularySize(); i++) {
                        if (!wanted.get(i)) {
                            slice.logits()[0][i] = 1e9f;
                        }
                    }
                }
            }
        }

        @Override
        public int vocabularySize() {
            return runner.vocabularySize();
        }

        @Override
        public int contextLength() {
            return runner.contextLength();
        }

        @Override
        public int pages() {
            return runner.pages();
        }

        @Override
        public int maxRows() {
            return runner.maxRows();
        }

        @Override
        public void copyPage(int from, int to) {
            runner.copyPage(from, to);
        }

        @Override
        public void close() {
            runner.close();
        }
    }

    @Test
    void aDeadlineReturnsWhatWasWritten() throws InterruptedException {
        CountDownLatch speaking = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        // Slowed down, so that all 300 tokens would take a minute.
        Generation generation = engine.start(request("说", WARM, 300, letters(), piece -> {
            speaking.countDown();
            try {
                assertThat(never.await(200, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        await(speaking);
        Completion completion = generation.await(Duration.ofMillis(1));

        assertThat(completion.ending()).isEqualTo(Ending.DEADLINE);
        assertThat(completion.text()).isNotEmpty();
        assertThat(completion.generatedTokens()).isLessThan(300);
    }

    @Test
    void aFailingConstraintOrHearerFailsOnlyItsOwnGeneration() throws InterruptedException {
        TokenConstraint impossible = new TokenConstraint() {
            @Override
            public BitSet allowed() {
                return new BitSet();
            }

            @Override
            public void accept(int token) {}
        };
        Generation bad = engine.start(request("一", WARM, 20, impossible, piece -> {}));
        Generation deaf = engine.start(request("二", WARM, 20, letters(), piece -> {
            throw new IllegalStateException("hearer gone");
        }));
        Generation good = engine.start(request("三", WARM, 20, letters(), piece -> {}));

        assertThat(bad.await(PATIENCE).ending()).isEqualTo(Ending.FAILED);
        assertThat(deaf.await(PATIENCE).ending()).isEqualTo(Ending.FAILED);
        assertThat(good.await(PATIENCE).text()).hasSize(20);
        assertThat(engine.stats().failed()).isEqualTo(2);
        assertPagesAreBack();
    }

    @Test
    void controlTokensAndPaddingAreNeverDrawn() throws InterruptedException {
        TokenConstraint anything = new TokenConstraint() {
            @Override
            public BitSet allowed() {
                BitSet all = new BitSet();
                all.set(250, ByteTokenizer.SIZE + 50);
                return all;
            }

            @Override
            public void accept(int token) {
                assertThat(token).isBetween(250, ByteTokenizer.END);
            }
        };
        for (int i = 0; i < 10; i++) {
            Sampling hot = new Sampling(50, 0, 1, 1, i);
            assertThat(engine.start(request("", hot, 30, anything, piece -> {}))
                            .await(PATIENCE)
                            .ending())
                    .isNotEqualTo(Ending.FAILED);
        }
    }

    @Test
    void whatCannotFitAndWhatCannotWaitIsRefused() {
        assertThatThrownBy(() -> engine.start(request("很".repeat(160), WARM, 100, null, piece -> {})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by 69");
        CountDownLatch go = new CountDownLatch(1);
        List<Generation> all = new ArrayList<>();
        // Four run, six wait; the first holds the engine's thread.
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 12; i++) {
                        all.add(engine.start(request("等", WARM, 20, letters(), piece -> await(go))));
                    }
                })
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("6 generations wait");
        go.countDown();
        assertThat(all)
                .hasSizeBetween(6, 11)
                .allSatisfy(g -> assertThat(g.await(PATIENCE).text()).hasSize(20));
    }

    @Test
    void closingEndsWhatRunsAndRefusesWhatComes() throws InterruptedException {
        Generation generation = engine.start(request("说", WARM, 400, letters(), piece -> {}));
        engine.close();

        assertThat(generation.await(PATIENCE).ending()).isIn(Ending.CANCELLED, Ending.TOKEN_BUDGET);
        assertThatThrownBy(() -> engine.start(request("说", WARM, 4, null, piece -> {})))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aSinkThatAsksHearsEachTokenWithItsProbability() throws InterruptedException {
        List<TokenChoice> heard = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        TokenSink sink = new TokenSink() {
            @Override
            public int alternatives() {
                return 3;
            }

            @Override
            public void token(TokenChoice choice) {
                heard.add(choice);
            }

            @Override
            public void text(String piece) {
                text.append(piece);
            }
        };
        engine.start(request("说", WARM, 40, new Fields("No. ", "!", 3), sink)).await(PATIENCE);

        assertThat(text).matches("No\\. \\d{3}!");
        assertThat(heard).extracting(TokenChoice::token).containsExactly(boxed(text.toString()));
        assertThat(heard.getFirst().logprob()).as("forced").isZero();
        assertThat(heard.subList(4, 7)).allSatisfy(choice -> {
            assertThat(choice.logprob()).isNegative();
            assertThat(choice.likeliest()).hasSize(3);
            assertThat(choice.likeliest())
                    .allSatisfy(other -> assertThat(other.token()).isBetween((int) '0', (int) '9'));
            assertThat(choice.likeliest().getFirst().logprob()).isGreaterThanOrEqualTo(choice.logprob());
        });
    }

    private static Integer[] boxed(String text) {
        return text.chars().boxed().toArray(Integer[]::new);
    }

    @Test
    void draftsAndForcedRunsChangeNoTokenGreedyOrDrawn() throws InterruptedException {
        Sampling cool = new Sampling(0.3, 0, 1, 1, 8);
        for (Sampling sampling : List.of(Sampling.GREEDY, cool, WARM)) {
            List<String> texts = new ArrayList<>();
            List<Long> steps = new ArrayList<>();
            for (Lookahead lookahead : Lookahead.values()) {
                engine.lookahead(lookahead);
                long before = engine.stats().steps();
                Service alone = Service.DEFAULT.forTenant(sampling + " " + lookahead);
                Fields fields = new Fields("价格：", "元。", 40);
                texts.add(engine.start(request("多少钱多少钱", sampling, 80, fields, piece -> {})
                                        .served(alone))
                                .await(PATIENCE)
                                .text()
                        + engine.start(request("说说说说", sampling, 100, null, piece -> {})
                                        .served(alone))
                                .await(PATIENCE)
                                .text());
                steps.add(engine.stats().steps() - before);
            }
            assertThat(texts).as("%s", sampling).containsOnly(texts.getFirst());
            // Sixteen tokens are forced, nine of them read with the prompt.
            assertThat(steps.get(1)).as("%s", sampling).isLessThan(steps.get(0) - 10);
        }
        EngineStats stats = engine.stats();
        assertThat(stats.rightGuesses()).isPositive().isLessThan(stats.guesses());
        assertThat(stats.draftedTokens()).isPositive();
        assertPagesAreBack();
    }

    @Test
    void aPreemptedAnswerGoesOnAsIfNothingHadHappened() throws InterruptedException {
        List<String> alone = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            alone.add(engine.start(bulk(i).served(Service.DEFAULT.forTenant("alone")))
                    .await(PATIENCE)
                    .text());
        }
        assertThat(engine.stats().preempted()).isZero();
        List<Generation> crowd = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            crowd.add(engine.start(bulk(i)));
        }
        // A person who takes a place, and 32 pages for four answers of 11 each.
        Generation person = engine.start(request("你好", WARM, 60, letters(), piece -> {}));
        assertThat(person.await(PATIENCE).text()).hasSize(60);
        for (int i = 0; i < 4; i++) {
            assertThat(crowd.get(i).await(PATIENCE).text()).isEqualTo(alone.get(i));
        }
        assertThat(engine.stats().preempted()).isPositive();
        assertPagesAreBack();
    }

    private static GenerationRequest bulk(int number) {
        return request("第" + number, new Sampling(0.9, 0, 1, 1, number), 165, letters(), piece -> {})
                .served(Service.DEFAULT.with(Service.Priority.BULK));
    }

    @Test
    void aRequestsOwnDeadlineEndsItThoughNobodyWaits() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Generation generation = engine.start(request("说", WARM, 300, letters(), piece -> {
                    try {
                        assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .served(Service.DEFAULT.within(Duration.ofMillis(500))));
        Completion completion = generation.await(PATIENCE);

        assertThat(completion.ending()).isEqualTo(Ending.DEADLINE);
        assertThat(completion.generatedTokens()).isBetween(1, 20);
        assertThat(engine.stats().expired()).isEqualTo(1);
        assertPagesAreBack();
    }

    @Test
    void metricsCountWhatHappened() throws InterruptedException {
        Completion completion = engine.start(request("多少钱", WARM, 60, new Fields("价格：", "元。", 3), piece -> {}))
                .await(PATIENCE);

        assertThat(completion.tokens()).isEqualTo(new Completion.Tokens(3, 0, 16));
        assertThat(engine.stats().sampledTokens()).isEqualTo(3);
        EngineMetrics metrics = engine.metrics();
        assertThat(metrics.queueTime().count()).isEqualTo(1);
        assertThat(metrics.timeToFirstToken().count()).isEqualTo(1);
        assertThat(metrics.stepTime().count()).isEqualTo(engine.stats().steps());
        assertThat(metrics.batchSize().max()).isEqualTo(1);
        assertThat(metrics.maskTime().count()).isPositive();
        assertThat(metrics.timePerToken().quantile(1)).isPositive();
    }

    private Completion run(String text, Sampling sampling, int maxTokens) throws InterruptedException {
        return engine.start(request(text, sampling, maxTokens, null, piece -> {}))
                .await(PATIENCE);
    }

    private static GenerationRequest request(
            String text, Sampling sampling, int maxTokens, @Nullable TokenConstraint constraint, TokenSink sink) {
        return new GenerationRequest(Prompt.of(Message.user(text)), sampling, maxTokens, List.of(), constraint, sink);
    }

    private static GenerationRequest request(
            Prompt prompt, Sampling sampling, int maxTokens, @Nullable TokenConstraint constraint) {
        return new GenerationRequest(prompt, sampling, maxTokens, List.of(), constraint, piece -> {});
    }

    /** All pages are free but those kept for shared beginnings. */
    private void assertPagesAreBack() {
        EngineStats stats = engine.stats();
        assertThat(stats.freePages() + stats.cachedPages()).isEqualTo(stats.pages());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lower-case letters only, without end. */
    private static TokenConstraint letters() {
        return letters(token -> {});
    }

    private static TokenConstraint letters(IntConsumer hearer) {
        BitSet letters = new BitSet();
        letters.set('a', 'z' + 1);
        return new TokenConstraint() {
            @Override
            public BitSet allowed() {
                return letters;
            }

            @Override
            public void accept(int token) {
                hearer.accept(token);
            }
        };
    }

    /** A forced beginning, digits of the model's choice, a forced end, the end of the turn. */
    private static final class Fields implements TokenConstraint {
        final List<Integer> accepted = new ArrayList<>();
        private final int[] before;
        private final int[] after;
        private final int digits;

        Fields(String before, String after, int digits) {
            this.before = new ByteTokenizer().encode(before);
            this.after = new ByteTokenizer().encode(after);
            this.digits = digits;
        }

        @Override
        public BitSet allowed() {
            BitSet allowed = new BitSet();
            if (accepted.size() < before.length + digits) {
                allowed.set('0', '9' + 1);
            } else {
                allowed.set(ByteTokenizer.END);
            }
            return allowed;
        }

        @Override
        public void accept(int token) {
            accepted.add(token);
        }

        @Override
        public int[] forced() {
            if (accepted.isEmpty()) {
                return before;
            }
            return accepted.size() == before.length + digits ? after : NONE;
        }
    }
}
