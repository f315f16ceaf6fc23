package io.wenwen.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.ModelCard;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.decode.EncodedPrompt;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.decode.EngineLimits;
import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.decode.Slice;
import io.wenwen.core.kernel.text.Tokenizer;
import io.wenwen.core.model.ModelHost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelMetricsTest {

    @Test
    void a_shop_without_a_model_reports_nothing_done() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new ModelMetrics(ModelHost.none()).bindTo(registry);

        assertThat(registry.get("wenwen.kernel.queued").gauge().value()).isZero();
        assertThat(registry.get("wenwen.kernel.tokens.sampled")
                        .functionCounter()
                        .count())
                .isZero();
    }

    @Test
    void what_the_engine_did_is_reported() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ModelCard card = new ModelCard("letters", "", "none", "none", 64, Letters.SIZE);
        try (Engine engine = new Engine(
                card,
                new Letters(),
                prompt -> new EncodedPrompt(new int[] {1, 2, 3}, 0),
                new Monotone(),
                new EngineLimits(2, 2, 16))) {
            new ModelMetrics(ModelHost.of(engine)).bindTo(registry);
            engine.start(new GenerationRequest(
                            Prompt.of(Message.user("")), Sampling.GREEDY, 20, List.of(), null, piece -> {}))
                    .await(Duration.ofSeconds(30));

            double tokens = registry.get("wenwen.kernel.tokens.sampled")
                            .functionCounter()
                            .count()
                    + registry.get("wenwen.kernel.tokens.drafted")
                            .functionCounter()
                            .count();
            assertThat(tokens).isEqualTo(20);
            assertThat(registry.get("wenwen.kernel.prompt.tokens")
                            .functionCounter()
                            .count())
                    .isEqualTo(3);
            assertThat(registry.get("wenwen.kernel.ttft.seconds.count")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("wenwen.kernel.ttft.seconds")
                            .tag("quantile", "0.5")
                            .gauge()
                            .value())
                    .isBetween(1e-7, 30.0);
            assertThat(registry.get("wenwen.kernel.pages").gauge().value()).isEqualTo(8);
        }
    }

    /** Computes nothing: the next token is always the same. */
    private static final class Monotone implements ModelRunner {

        @Override
        public void forward(List<Slice> step) {
            for (Slice slice : step) {
                for (float[] logits : slice.logits()) {
                    logits[1] = 1;
                }
            }
        }

        @Override
        public int vocabularySize() {
            return Letters.SIZE;
        }

        @Override
        public int contextLength() {
            return 64;
        }

        @Override
        public int pages() {
            return 8;
        }

        @Override
        public int maxRows() {
            return 32;
        }

        @Override
        public void copyPage(int from, int to) {
            // No page holds anything.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** Four tokens; the first ends the turn. */
    private static final class Letters implements Tokenizer {

        static final int SIZE = 4;

        @Override
        public int[] encode(String text) {
            return text.chars().map(c -> 1 + c % 3).toArray();
        }

        @Override
        public String decode(int... tokens) {
            return "a".repeat(tokens.length);
        }

        @Override
        public byte[] bytes(int token) {
            return token == 0 ? new byte[0] : new byte[] {'a'};
        }

        @Override
        public boolean isControl(int token) {
            return token == 0;
        }

        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public int endOfTurn() {
            return 0;
        }
    }
}
