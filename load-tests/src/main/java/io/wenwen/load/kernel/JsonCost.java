package io.wenwen.load.kernel;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.constrain.ConstraintCompiler;
import io.wenwen.core.kernel.decode.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a JSON schema costs while decoding: the same prompt and budget with and without it, in turn, so that both see the same minutes.
 *
 * @param ratio time per forward pass under the schema over that without, forced runs not used: what masks cost
 * @param tokenRatio time per token under the schema, forced runs used, over that without
 * @param maskP50 microseconds until a mask is there, median over all tokens, each round with a schema never seen before
 * @param maskP99 the 99th percentile of the same
 */
public record JsonCost(double ratio, double tokenRatio, double maskP50, double maskP99) {

    private static final int WRITTEN = 160;
    private static final String SCHEMA = """
            {"type":"object","properties":{"商品":{"type":"array","minItems":6,"maxItems":9,"items":{
              "type":"object","properties":{
                "名称":{"type":"string","minLength":2,"maxLength":20},
                "颜色":{"enum":["白色","黑色","蓝色","红色","银色"]},
                "价格":{"type":"integer","minimum":1,"maximum":99999},
                "卖点":{"type":"string","minLength":8,"maxLength":%d},
                "防水":{"type":["boolean","null"]}},
              "required":["名称","颜色","价格","卖点","防水"],"additionalProperties":false}}},
             "required":["商品"],"additionalProperties":false}""";

    /** @param rounds each of three generations of {@value #WRITTEN} tokens */
    public static JsonCost measure(Engine engine, int rounds) throws IOException, InterruptedException {
        ConstraintCompiler compiler = new ConstraintCompiler(engine.tokenizer());
        BitSet all = TimedTokens.alphabet(engine.tokenizer(), token -> true);
        List<Double> ratios = new ArrayList<>();
        List<Double> tokenRatios = new ArrayList<>();
        List<Long> masks = new ArrayList<>();
        run(engine, new TimedTokens(all, 0, WRITTEN));
        run(engine, compiler.jsonSchema(SCHEMA.formatted(40)).start());
        for (int round = 0; round < rounds; round++) {
            String schema = SCHEMA.formatted(41 + round);
            TimedMasks timed = new TimedMasks(compiler.jsonSchema(schema).start(), masks);
            Cost masked = run(engine, timed);
            Cost free = run(engine, new TimedTokens(all, round, WRITTEN));
            Cost forced = run(engine, compiler.jsonSchema(schema).start());
            ratios.add(masked.perStep() / free.perStep());
            tokenRatios.add(forced.perToken() / free.perToken());
        }
        double[] sorted =
                masks.stream().mapToDouble(nanos -> nanos / 1e3).sorted().toArray();
        return new JsonCost(
                median(ratios),
                median(tokenRatios),
                sorted[sorted.length / 2],
                sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * 0.99))]);
    }

    private record Cost(double nanos, double steps, double tokens) {
        double perStep() {
            return nanos / steps;
        }

        double perToken() {
            return nanos / tokens;
        }
    }

    private static Cost run(Engine engine, TokenConstraint constraint) throws IOException, InterruptedException {
        long steps = engine.stats().steps();
        Completion completion = engine.start(new GenerationRequest(
                        Prompt.of(Message.user("列出几副蓝牙耳机，每副写名称、颜色、价格、卖点和是否防水。")),
                        Sampling.GREEDY,
                        WRITTEN,
                        List.of(),
                        constraint,
                        piece -> {}))
                .await(Duration.ofMinutes(5));
        if (completion.ending() == Completion.Ending.FAILED || completion.ending() == Completion.Ending.DEADLINE) {
            throw new IOException("A generation ended " + completion.ending() + ".");
        }
        // The prompt's own step is not decoding.
        return new Cost(
                completion.total().minus(completion.timeToFirstToken()).toNanos(),
                Math.max(1, engine.stats().steps() - steps - 1.0),
                Math.max(1, completion.generatedTokens() - 1.0));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Notes how long each token's first mask takes, and keeps forced runs to itself. */
    private static final class TimedMasks implements TokenConstraint {
        private final TokenConstraint constraint;
        private final List<Long> nanos;
        private boolean asked;

        TimedMasks(TokenConstraint constraint, List<Long> nanos) {
            this.constraint = constraint;
            this.nanos = nanos;
        }

        @Override
        public BitSet allowed() {
            long begin = System.nanoTime();
            BitSet allowed = constraint.allowed();
            if (!asked) {
                nanos.add(System.nanoTime() - begin);
                asked = true;
            }
            return allowed;
        }

        @Override
        public void accept(int token) {
            asked = false;
            constraint.accept(token);
        }
    }
}
