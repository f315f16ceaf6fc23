package io.wenwen.core.kernel.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.decode.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Converted weights are kept between two starts, and made again when they have come to harm. */
class WeightCacheTest {

    private static final EngineOptions OPTIONS = new EngineOptions(NumberFormat.W8A8, 2, 512, 4);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path model;
    private final Set<Progress.Step> steps = EnumSet.noneOf(Progress.Step.class);

    @BeforeEach
    void write() throws IOException {
        model = TinyGguf.write(new TinyModel(3), folder.resolve("tiny.gguf"));
    }

    @Test
    void aSecondStartConvertsNothing() throws IOException, InterruptedException {
        String text = answer();
        assertThat(steps).contains(Progress.Step.CONVERTING);
        assertThat(text).isNotEmpty();

        assertThat(answer()).isEqualTo(text);
        assertThat(steps).doesNotContain(Progress.Step.CONVERTING);
    }

    @Test
    void aDamagedFileIsMadeAgain() throws IOException, InterruptedException {
        String text = answer();
        Path kept = kept();
        byte[] good = Files.readAllBytes(kept);
        byte[] changed = good.clone();
        changed[128] ^= 1;
        for (byte[] bad : List.of(changed, Arrays.copyOf(good, good.length / 2), new byte[0])) {
            Files.delete(kept);
            Files.write(kept, bad);

            assertThat(answer()).isEqualTo(text);
            assertThat(steps).contains(Progress.Step.CONVERTING);
            assertThat(kept).hasBinaryContent(good);
        }
        assertThat(kept()).isEqualTo(kept);
    }

    private String answer() throws IOException, InterruptedException {
        steps.clear();
        try (Engine engine =
                QwenModel.open(model, folder.resolve("converted"), OPTIONS, (step, share) -> steps.add(step))) {
            return engine.start(new GenerationRequest(
                            Prompt.of(Message.user("abc")), Sampling.GREEDY, 12, List.of(), null, piece -> {}))
                    .await(Duration.ofMinutes(1))
                    .text();
        }
    }

    private Path kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("converted"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
