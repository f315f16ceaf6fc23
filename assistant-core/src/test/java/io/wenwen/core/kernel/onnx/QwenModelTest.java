package io.wenwen.core.kernel.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Completion.Ending;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.Service;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.decode.Slice;
import io.wenwen.core.kernel.model.FileHash;
import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.Recordings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The real model file, against what the {@code transformers} package computed from it. */
@Tag("model")
class QwenModelTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Converted weights outlive a test run, so that only the first pays for them. */
    static final Path CONVERTED = Path.of("target", "converted");

    @Test
    void floatModeComputesTheLogitsOfTransformers() throws IOException {
        JsonNode recording = Recordings.recording("logits.json.gz");
        int[] probes = ints(recording.path("probeIds"));
        DoubleSummaryStatistics errors = new DoubleSummaryStatistics();
        int ties = 0;
        try (ModelRunner runner = runner(NumberFormat.F32)) {
            for (JsonNode one : recording.path("cases")) {
                int[] tokens = ints(one.path("tokens"));
                float[][] logits = teacherForced(runner, ints(one.path("prompt")), tokens);
                for (int i = 0; i < tokens.length; i++) {
                    JsonNode step = one.path("steps").get(i);
                    errors.accept(relativeError(step, probes, logits[i]));
                    assertThat(norm(logits[i]))
                            .as("length of the vector of all logits")
                            .isCloseTo(step.path("norm").doubleValue(), withinPercentage(0.1));
                    assertThat(logSumExp(logits[i]))
                            .as("log of the sum over all tokens")
                            .isCloseTo(step.path("logSumExp").doubleValue(), withinPercentage(0.1));
                    if (best(logits[i]) != tokens[i]) {
                        ties++;
                        // A tie: what is between the two tokens is less than what is between the two programs.
                        assertThat(step.path("gap").doubleValue())
                                .as("gap where another token won")
                                .isLessThan(2 * largestError(step, probes, logits[i]));
                    }
                }
            }
        }
        System.out.printf(
                "F32 against transformers: %d steps, relative error at most %.2e, on average %.2e, ties %d%n",
                errors.getCount(), errors.getMax(), errors.getAverage(), ties);
        assertThat(errors.getCount()).isGreaterThan(500);
        assertThat(errors.getMax()).as("relative error of the logits").isLessThan(1e-3);
    }

    /** L2 distance over the recorded logits, relative to their length. */
    private static double relativeError(JsonNode step, int[] probes, float[] logits) {
        double difference = 0;
        double length = 0;
        int[] top = ints(step.path("top"));
        for (int i = 0; i < top.length + probes.length; i++) {
            double expected = recorded(step, top, i);
            double found = logits[i < top.length ? top[i] : probes[i - top.length]];
            difference += (expected - found) * (expected - found);
            length += expected * expected;
        }
        return Math.sqrt(difference / length);
    }

    private static double largestError(JsonNode step, int[] probes, float[] logits) {
        double largest = 0;
        int[] top = ints(step.path("top"));
        for (int i = 0; i < top.length + probes.length; i++) {
            double found = logits[i < top.length ? top[i] : probes[i - top.length]];
            largest = Math.max(largest, Math.abs(recorded(step, top, i) - found));
        }
        return largest;
    }

    /** The likeliest tokens' logits, then the probes'. */
    private static double recorded(JsonNode step, int[] top, int i) {
        return (i < top.length
                        ? step.path("logits").get(i)
                        : step.path("probes").get(i - top.length))
                .doubleValue();
    }

    private static double norm(float[] logits) {
        double squares = 0;
        for (float logit : logits) {
            squares += (double) logit * logit;
        }
        return Math.sqrt(squares);
    }

    private static double logSumExp(float[] logits) {
        double most = logits[best(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        return most + Math.log(sum);
    }

    @Test
    void eightBitsAgreeWithTheFloatTokens() throws IOException {
        JsonNode recording = Recordings.recording("logits.json.gz");
        int same = 0;
        int all = 0;
        try (ModelRunner runner = runner(NumberFormat.W8A8)) {
            for (JsonNode one : recording.path("cases")) {
                int[] tokens = ints(one.path("tokens"));
                float[][] logits = teacherForced(runner, ints(one.path("prompt")), tokens);
                for (int i = 0; i < tokens.length; i++) {
                    same += best(logits[i]) == tokens[i] ? 1 : 0;
                    all++;
                }
            }
        }
        System.out.printf("W8A8 argmax agreement %.4f of %d%n", (double) same / all, all);
        assertThat((double) same / all).isGreaterThanOrEqualTo(0.92);
    }

    @Test
    void aShopperIsAnsweredAloneAndInACrowdWithTheSameWords() throws IOException, InterruptedException {
        String goods = "商品信息：\n1. 山野冲锋衣，459元，防水，黑色。\n2. 城市风衣，399元，不防水，卡其色。";
        Message rules = Message.system("你是网店的导购，用一句话回答。" + goods);
        List<String> questions = List.of("周末去爬山穿哪件？", "哪件更便宜？", "下雨天穿哪件？", "有没有黑色的？");
        try (Engine engine = QwenModel.open(Recordings.model(), CONVERTED, EngineOptions.DEFAULT, Progress.NONE)) {
            List<String> alone = new ArrayList<>();
            for (String question : questions) {
                // A tenant of its own finds nothing that others have computed.
                Completion answer = engine.start(
                                request(rules, question, 0).served(Service.DEFAULT.forTenant(question)))
                        .await(PATIENCE);
                assertThat(answer.ending()).isIn(Ending.END_OF_TURN, Ending.TOKEN_BUDGET);
                assertThat(answer.text()).containsPattern("\\p{IsHan}\\P{IsHan}?\\p{IsHan}\\P{IsHan}?\\p{IsHan}");
                alone.add(answer.text());
            }
            assertThat(alone.get(1)).contains("风衣");
            assertThat(engine.stats().reusedTokens()).isZero();
            List<Generation> crowd = new ArrayList<>();
            for (String question : questions) {
                crowd.add(engine.start(request(rules, question, 1)));
            }
            for (int i = 0; i < crowd.size(); i++) {
                assertThat(crowd.get(i).await(PATIENCE).text()).isEqualTo(alone.get(i));
            }
            assertThat(engine.stats().reusedTokens()).isGreaterThan(100);
            assertThat(engine.card().name()).isEqualTo("qwen2.5-coder-0.5b-instruct");
        }
    }

    private static GenerationRequest request(Message rules, String question, int shared) {
        return new GenerationRequest(
                new Prompt(List.of(rules, Message.user(question)), shared, ""),
                Sampling.GREEDY,
                40,
                List.of("\n"),
                null,
                piece -> {});
    }

    private static ModelRunner runner(NumberFormat format) throws IOException {
        Path model = Recordings.model();
        return QwenModel.runner(
                GgufFile.open(model),
                FileHash.sha256(model, (done, all) -> {}),
                CONVERTED,
                new EngineOptions(format, 8, 512, 8),
                Progress.NONE,
                new RowWorkers(OnnxThreads.count()));
    }

    /** The logits from which each of {@code tokens} was drawn, in one forward pass. */
    private static float[][] teacherForced(ModelRunner runner, int[] prompt, int[] tokens) {
        int length = prompt.length + tokens.length - 1;
        int[] all = Arrays.copyOf(prompt, length);
        System.arraycopy(tokens, 0, all, prompt.length, tokens.length - 1);
        int[] pages = new int[Math.ceilDiv(length, ModelRunner.PAGE)];
        Arrays.setAll(pages, i -> pages.length - 1 - i);
        float[][] logits = new float[tokens.length][runner.vocabularySize()];
        runner.forward(List.of(new Slice(all, 0, length, pages, logits)));
        return logits;
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}
