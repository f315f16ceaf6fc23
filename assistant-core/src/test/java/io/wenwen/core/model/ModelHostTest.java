package io.wenwen.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.ModelCard;
import io.wenwen.core.kernel.text.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHostTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final List<Duration> AT_ONCE = List.of(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    @TempDir
    Path folder = Path.of(".");

    @Test
    void a_model_that_fails_first_is_picked_up_later() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        List<ModelState> seen = new CopyOnWriteArrayList<>();
        try (ModelHost host = host(
                (file, steps) -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IOException("tensor blk.0 is cut off");
                    }
                    steps.at("converting", 0.5);
                    return new Loaded(new AtomicBoolean());
                },
                model().toString())) {
            host.onChange(seen::add);
            assertThat(host.start().await(LONG)).isPresent();
            assertThat(host.state()).isInstanceOf(ModelState.Ready.class);
        }
        assertThat(tries).hasValue(3);
        assertThat(seen)
                .filteredOn(ModelState.Failed.class::isInstance)
                .hasSize(2)
                .allSatisfy(s -> assertThat(((ModelState.Failed) s).why()).contains("tensor blk.0 is cut off"));
        assertThat(seen).contains(new ModelState.Loading("m", "converting", 0.5));
    }

    @Test
    void a_wish_that_can_never_come_true_is_not_tried_again() throws Exception {
        try (ModelHost host = host((_, _) -> new Loaded(new AtomicBoolean()), "gpt-9")) {
            assertThat(host.start().await(LONG)).isEmpty();
            assertThat(host.state())
                    .isInstanceOfSatisfying(
                            ModelState.Failed.class,
                            failed -> assertThat(failed.advice()).contains("qwen2.5-coder-0.5b-instruct"));
        }
    }

    @Test
    void closing_closes_the_model_and_takes_it_away() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        ModelHost host = host((_, _) -> new Loaded(closed), model().toString()).start();
        assertThat(host.await(LONG)).isPresent();
        host.close();
        assertThat(closed).isTrue();
        assertThat(host.current()).isEmpty();
    }

    @Test
    void none_stays_none() throws Exception {
        ModelHost host = host((_, _) -> new Loaded(new AtomicBoolean()), "none").start();
        assertThat(host.await(LONG)).isEmpty();
        assertThat(host.state()).isEqualTo(new ModelState.None());
    }

    private Path model() throws IOException {
        return Files.write(folder.resolve("m.gguf"), "GGUF".getBytes(StandardCharsets.UTF_8));
    }

    private ModelHost host(ModelHost.Opener opener, String wish) {
        ModelStore store = new ModelStore(folder, ModelCatalogue.shipped(), true);
        return new ModelHost(store, wish, opener, AT_ONCE);
    }

    /** Remembers being closed. */
    private record Loaded(AtomicBoolean closed) implements LanguageModel {
        @Override
        public ModelCard card() {
            return new ModelCard("m", "", "qwen2", "F32", 1024, 100);
        }

        @Override
        public Tokenizer tokenizer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Generation start(GenerationRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
