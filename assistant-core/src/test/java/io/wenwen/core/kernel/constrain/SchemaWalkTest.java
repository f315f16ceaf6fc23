package io.wenwen.core.kernel.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.Recordings;
import io.wenwen.core.kernel.text.BytePairTokenizer;
import io.wenwen.core.kernel.text.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The two halves of correctness: whatever is written under a schema is valid, and whatever is valid can be written, however it is cut
 * into tokens.
 */
class SchemaWalkTest {

    @Test
    void random_walks_with_a_small_vocabulary_end_in_valid_json() throws Exception {
        walks(new SmallTokenizer(), 300);
    }

    @Test
    @Tag("model")
    void random_walks_with_the_default_models_vocabulary_end_in_valid_json() throws Exception {
        walks(real(), 25);
    }

    @Test
    void every_valid_value_can_be_written_with_a_small_vocabulary() {
        everyValue(new SmallTokenizer(), 300);
    }

    @Test
    @Tag("model")
    void every_valid_value_can_be_written_with_the_default_models_vocabulary() throws Exception {
        everyValue(real(), 150);
    }

    @Test
    @Tag("model")
    void masks_that_are_put_together_equal_those_that_are_walked() throws Exception {
        for (Tokenizer tokenizer : List.of(new SmallTokenizer(), real())) {
            int steps = tokenizer instanceof SmallTokenizer ? 20 : 5;
            ConstraintCompiler compiler = new ConstraintCompiler(tokenizer);
            for (int s = 0; s < Schemas.ALL.size(); s++) {
                JsonNode schema = Json.read(Schemas.ALL.get(s));
                TokenConstraint walk =
                        compiler.jsonSchema(schema, JsonForm.COMPACT).start();
                SchemaAutomaton automaton =
                        new SchemaAutomaton(SchemaCompiler.compile(schema, JsonForm.COMPACT), JsonForm.COMPACT);
                State state = automaton.start();
                SplittableRandom random = new SplittableRandom(s);
                for (int step = 0; step < steps; step++) {
                    BitSet walked = new BitSet();
                    for (int t = 0; t < tokenizer.size(); t++) {
                        byte[] bytes = tokenizer.isControl(t) ? new byte[0] : tokenizer.bytes(t);
                        walked.set(t, bytes.length > 0 && !state.next(bytes).dead());
                    }
                    walked.set(tokenizer.endOfTurn(), state.accepting);
                    assertThat(walk.allowed()).as(Schemas.ALL.get(s)).isEqualTo(walked);
                    int token = pick(tokenizer, walked, random, false);
                    if (token == tokenizer.endOfTurn()) {
                        break;
                    }
                    walk.accept(token);
                    state = state.next(tokenizer.bytes(token));
                }
            }
        }
    }

    private static Tokenizer real() throws Exception {
        try (GgufFile file = GgufFile.open(Recordings.model())) {
            return BytePairTokenizer.of(file);
        }
    }

    private static void walks(Tokenizer tokenizer, int each) throws Exception {
        ConstraintCompiler compiler = new ConstraintCompiler(tokenizer);
        for (String text : Schemas.ALL) {
            JsonNode schema = Json.read(text);
            Schema judge = Json.schema(schema);
            for (JsonForm form : List.of(JsonForm.COMPACT, new JsonForm(true, ", ", ": ", 5, 3))) {
                CompiledConstraint compiled = compiler.jsonSchema(schema, form);
                for (int seed = 0; seed < each; seed++) {
                    String written = walk(tokenizer, compiled.start(), seed);
                    assertThat(Json.valid(judge, Json.read(written)))
                            .as("%s wrote %s (seed %d)", text, written, seed)
                            .isTrue();
                }
            }
        }
    }

    /** Follows forced runs as the engine does, else chooses at random; more and more often what ends something. */
    private static String walk(Tokenizer tokenizer, TokenConstraint constraint, long seed)
            throws CharacterCodingException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int step = 0; step < 3_000; step++) {
            int[] run = constraint.forced();
            if (run.length == 0) {
                BitSet allowed = constraint.allowed();
                assertThat(allowed.isEmpty()).isFalse();
                run = new int[] {pick(tokenizer, allowed, random, random.nextInt(60) < step)};
            }
            for (int token : run) {
                assertThat(constraint.allowed().get(token)).isTrue();
                constraint.accept(token);
                if (token == tokenizer.endOfTurn()) {
                    return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(out.toByteArray()))
                            .toString();
                }
                out.writeBytes(tokenizer.bytes(token));
            }
        }
        throw new AssertionError("No end after 3000 steps: " + out.toString(StandardCharsets.UTF_8));
    }

    private static int pick(Tokenizer tokenizer, BitSet allowed, SplittableRandom random, boolean ending) {
        if (ending) {
            if (allowed.get(tokenizer.endOfTurn())) {
                return tokenizer.endOfTurn();
            }
            int[] ends = Stream.of("]", "}", "\"")
                    .mapToInt(end -> tokenizer.encode(end)[0])
                    .filter(allowed::get)
                    .toArray();
            if (ends.length > 0) {
                return ends[random.nextInt(ends.length)];
            }
        }
        int[] choices = allowed.stream().toArray();
        return choices[random.nextInt(choices.length)];
    }

    private static void everyValue(Tokenizer tokenizer, int each) {
        ConstraintCompiler compiler = new ConstraintCompiler(tokenizer);
        Pieces pieces = new Pieces(tokenizer);
        for (String text : Schemas.ALL) {
            JsonNode schema = Json.read(text);
            Schema judge = Json.schema(schema);
            CompiledConstraint compiled = compiler.jsonSchema(schema, JsonForm.COMPACT.inAnyOrder());
            int valid = 0;
            int invalid = 0;
            for (int seed = 0; seed < each; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                JsonNode value = new RandomValue(schema, random).value();
                String written = JsonText.of(value, false);
                boolean right = Json.valid(judge, value);
                assertThat(compiled.accepts(written))
                        .as("%s: %s", text, written)
                        .isEqualTo(right);
                if (!right) {
                    invalid++;
                    continue;
                }
                valid++;
                TokenConstraint constraint = compiled.start();
                for (int token : pieces.cut(written.getBytes(StandardCharsets.UTF_8), random)) {
                    assertThat(constraint.allowed().get(token))
                            .as("%s: token %s of %s", text, tokenizer.decode(token), written)
                            .isTrue();
                    constraint.accept(token);
                }
                assertThat(constraint.allowed().get(tokenizer.endOfTurn())).isTrue();
            }
            assertThat(valid).as("valid values tried of " + text).isPositive();
            assertThat(text.equals("true") || invalid > 0)
                    .as("invalid values tried of " + text)
                    .isTrue();
        }
    }

    /** Cuts bytes into tokens at random, in any way that the vocabulary allows. */
    private static final class Pieces {
        private final Tokenizer tokenizer;
        private final List<List<Integer>> byFirst = new ArrayList<>();

        Pieces(Tokenizer tokenizer) {
            this.tokenizer = tokenizer;
            for (int b = 0; b < 256; b++) {
                byFirst.add(new ArrayList<>());
            }
            for (int t = 0; t < tokenizer.size(); t++) {
                if (!tokenizer.isControl(t)) {
                    byFirst.get(tokenizer.bytes(t)[0] & 0xFF).add(t);
                }
            }
        }

        List<Integer> cut(byte[] bytes, SplittableRandom random) {
            List<Integer> tokens = new ArrayList<>();
            for (int at = 0; at < bytes.length; ) {
                List<Integer> fitting = new ArrayList<>();
                for (int t : byFirst.get(bytes[at] & 0xFF)) {
                    byte[] token = tokenizer.bytes(t);
                    if (at + token.length <= bytes.length
                            && Arrays.equals(bytes, at, at + token.length, token, 0, token.length)) {
                        fitting.add(t);
                    }
                }
                int token = fitting.get(random.nextInt(fitting.size()));
                tokens.add(token);
                at += tokenizer.bytes(token).length;
            }
            return tokens;
        }
    }
}
