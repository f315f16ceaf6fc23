package io.wenwen.core.kernel.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.decode.Slice;
import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.ModelFileException;
import io.wenwen.core.kernel.model.Recordings;
import io.wenwen.core.kernel.text.BytePairTokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tiny models of each supported architecture, against what the {@code transformers} package computed from the same weights. */
class QwenFamilyTest {

    private static final EngineOptions SMALL = new EngineOptions(NumberFormat.F32, 4, 512, 4);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"qwen2-tied", "qwen2-separate", "qwen3-tied", "qwen3-separate"})
    void floatModeComputesTheLogitsAndTheGreedyTokensOfTransformers(String name) throws IOException {
        try (BytesAndRunner model = open(name, NumberFormat.F32)) {
            for (JsonNode one : cases(name)) {
                int[] tokens = ints(one.path("tokens"));
                float[][] logits = teacherForced(model.runner, ints(one.path("prompt")), tokens);
                for (int i = 0; i < tokens.length; i++) {
                    assertThat(model.best(logits[i])).as("token %d", i).isEqualTo(tokens[i]);
                }
                for (JsonNode step : one.path("logits")) {
                    assertThat(distance(
                                    floats(step.path("values")),
                                    logits[step.path("step").asInt()]))
                            .as("step %s", step.path("step"))
                            .isLessThan(1e-5);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen2-tied", "qwen2-separate", "qwen3-tied", "qwen3-separate"})
    void eightBitLogitsAreNearThoseOfTransformers(String name) throws IOException {
        double sum = 0;
        int count = 0;
        try (BytesAndRunner model = open(name, NumberFormat.W8A8)) {
            for (JsonNode one : cases(name)) {
                float[][] logits = teacherForced(model.runner, ints(one.path("prompt")), ints(one.path("tokens")));
                for (JsonNode step : one.path("logits")) {
                    sum += distance(
                            floats(step.path("values")),
                            logits[step.path("step").asInt()]);
                    count++;
                }
            }
        }
        assertThat(sum / count).as("average distance").isLessThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen2-separate", "qwen3-tied", "qwen3-separate"})
    void anEngineOpenedOnTheFileSaysWhatTransformersSays(String name) throws IOException, InterruptedException {
        Path file = Recordings.tinyModel(name + ".gguf");
        try (Engine engine = QwenModel.open(file, folder, SMALL, Progress.NONE);
                GgufFile gguf = GgufFile.open(file)) {
            assertThat(engine.card().architecture()).isEqualTo(name.substring(0, 5));
            BytePairTokenizer tokenizer = BytePairTokenizer.of(gguf);
            for (JsonNode one : cases(name)) {
                List<Message> chat = one.path("messages")
                        .valueStream()
                        .map(m -> new Message(
                                Message.Role.valueOf(m.path("role").asString().toUpperCase(Locale.ROOT)),
                                m.path("content").asString()))
                        .toList();
                int[] tokens = ints(one.path("tokens"));
                Completion answer = engine.start(new GenerationRequest(
                                new Prompt(chat, 0, ""), Sampling.GREEDY, tokens.length, List.of(), null, piece -> {}))
                        .await(Duration.ofMinutes(1));
                assertThat(answer.promptTokens()).isEqualTo(one.path("prompt").size());
                assertThat(answer.generatedTokens()).isEqualTo(tokens.length);
                assertThat(answer.text()).isEqualTo(tokenizer.decode(tokens));
            }
        }
    }

    @Test
    void anotherArchitectureAndAnIncompleteFileAreRefusedBeforeAnythingIsComputed() {
        assertThatThrownBy(() -> open(edited("qwen3-tied", "qwen3", "gemma"), NumberFormat.F32))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("architecture gemma, which is not supported. Supported: qwen2, qwen3 (");
        assertThatThrownBy(() -> open(edited("qwen3-tied", "blk.1.attn_k_norm", "blk.1.attn_k_horn"), NumberFormat.F32))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("has no tensor blk.1.attn_k_norm.weight");
        assertThatThrownBy(() -> open(edited("qwen2-tied", "blk.1.attn_k.bias", "blk.1.attn_k.bios"), NumberFormat.F32))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("has no tensor blk.1.attn_k.bias");
    }

    @ParameterizedTest
    @ValueSource(strings = {"F32", "W8A8"})
    void aBlockThatIsNoNumberIsRefusedBeforeAnythingIsComputed(NumberFormat format) throws IOException {
        Path copy = Files.copy(Recordings.tinyModel("qwen3-separate.gguf"), folder.resolve("nan.gguf"));
        byte[] bytes = Files.readAllBytes(copy);
        long at;
        try (GgufFile file = GgufFile.open(copy)) {
            at = file.tensor("blk.1.ffn_norm.weight").offset() + 8;
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat((int) at, Float.NaN);
        Files.write(copy, bytes);
        assertThatThrownBy(() -> open(copy, format))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("nan.gguf: tensor blk.1.ffn_norm.weight at byte " + at + " holds a block of F32");
    }

    /** A copy in which every such text reads otherwise; both of one length. */
    private Path edited(String name, String from, String to) throws IOException {
        String bytes = Files.readString(Recordings.tinyModel(name + ".gguf"), StandardCharsets.ISO_8859_1);
        return Files.writeString(folder.resolve(name + ".gguf"), bytes.replace(from, to), StandardCharsets.ISO_8859_1);
    }

    /** A runner, and which tokens an answer may hold: text and the end of the turn. */
    private record BytesAndRunner(BytePairTokenizer tokenizer, ModelRunner runner) implements AutoCloseable {

        int best(float[] logits) {
            int best = tokenizer.endOfTurn();
            for (int i = 0; i < logits.length; i++) {
                if (logits[i] > logits[best] && !tokenizer.isControl(i)) {
                    best = i;
                }
            }
            return best;
        }

        @Override
        public void close() {
            runner.close();
        }
    }

    private BytesAndRunner open(String name, NumberFormat format) throws IOException {
        return open(Recordings.tinyModel(name + ".gguf"), format);
    }

    private BytesAndRunner open(Path path, NumberFormat format) throws IOException {
        GgufFile file = GgufFile.open(path);
        RowWorkers workers = new RowWorkers(2);
        try {
            ModelRunner runner = QwenModel.runner(
                    file, "0123456789abcdef" + path.getFileName(), folder, SMALL.with(format), Progress.NONE, workers);
            return new BytesAndRunner(BytePairTokenizer.of(file), runner);
        } catch (IOException | RuntimeException e) {
            workers.close();
            file.close();
            throw e;
        }
    }

    private static List<JsonNode> cases(String name) throws IOException {
        List<JsonNode> cases = Recordings.recording("families.json.gz")
                .path("cases")
                .valueStream()
                .filter(one -> one.path("file").asString().equals(name + ".gguf"))
                .toList();
        assertThat(cases).hasSize(3);
        return cases;
    }

    /** The logits from which each of {@code tokens} was drawn, in one forward pass for the prompt and one for each token. */
    private static float[][] teacherForced(ModelRunner runner, int[] prompt, int[] tokens) {
        int[] all = Arrays.copyOf(prompt, prompt.length + tokens.length);
        System.arraycopy(tokens, 0, all, prompt.length, tokens.length);
        int[] pages = new int[Math.ceilDiv(all.length, ModelRunner.PAGE)];
        Arrays.setAll(pages, i -> pages.length - 1 - i);
        float[][] logits = new float[tokens.length][runner.vocabularySize()];
        runner.forward(List.of(new Slice(all, 0, prompt.length, pages, new float[][] {logits[0]})));
        for (int i = 1; i < tokens.length; i++) {
            runner.forward(List.of(new Slice(all, prompt.length + i - 1, 1, pages, new float[][] {logits[i]})));
        }
        return logits;
    }

    /** L2 distance relative to the expected vector's length. */
    private static double distance(float[] expected, float[] found) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += (double) (expected[i] - found[i]) * (expected[i] - found[i]);
            length += (double) expected[i] * expected[i];
        }
        return Math.sqrt(difference / length);
    }

    private static float[] floats(JsonNode base64) {
        ByteBuffer bytes =
                ByteBuffer.wrap(Base64.getDecoder().decode(base64.asString())).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }

    private static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::asInt).toArray();
    }
}
