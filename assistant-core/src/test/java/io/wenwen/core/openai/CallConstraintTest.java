package io.wenwen.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.constrain.ConstraintCompiler;
import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.Recordings;
import io.wenwen.core.kernel.text.BytePairTokenizer;
import io.wenwen.core.kernel.text.Tokenizer;
import io.wenwen.core.kernel.text.Utf8Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Random walks through the constraint over the model's own vocabulary: every one is text and well-formed calls. */
@Tag("model")
class CallConstraintTest {

    private static final String TOOLS = """
            {"tools": [
              {"type": "function", "function": {"name": "find", "description": "找商品", "parameters": {"type": "object",
                "properties": {"q": {"type": "string", "maxLength": 5}, "most": {"type": "integer", "minimum": 0, "maximum": 99}},
                "required": ["q"], "additionalProperties": false}}},
              {"type": "function", "function": {"name": "find_order", "parameters": {"type": "object",
                "properties": {"state": {"enum": ["待付款", "已发货"]}}, "required": ["state"], "additionalProperties": false}}},
              {"type": "function", "function": {"name": "now"}}]%s}
            """;

    @SuppressWarnings("NullAway.Init")
    private static Tokenizer tokenizer;

    @SuppressWarnings("NullAway.Init")
    private static ConstraintCompiler compiler;

    private static final BitSet PLAIN = new BitSet();

    @BeforeAll
    static void read() throws Exception {
        try (GgufFile file = GgufFile.open(Recordings.model())) {
            tokenizer = BytePairTokenizer.of(file);
        }
        compiler = new ConstraintCompiler(tokenizer);
        for (int token = 0; token < tokenizer.size(); token++) {
            PLAIN.set(token, !tokenizer.isControl(token));
        }
    }

    private static CallForm form(String more) {
        return ToolUse.of(new Fields("", (ObjectNode) Json.parse(TOOLS.formatted(more))))
                .compile(compiler, tokenizer);
    }

    /** What a client would have been told. */
    private record Told(String text, List<String> names, List<String> arguments, String raw) {}

    private static Told walk(CallForm form, long seed) {
        CallConstraint constraint = new CallConstraint(tokenizer, form, PLAIN);
        StringBuilder text = new StringBuilder();
        List<String> names = new ArrayList<>();
        Map<Integer, StringBuilder> arguments = new TreeMap<>();
        ChoiceSink sink = new ChoiceSink(0, -1, new TokenTexts(tokenizer), constraint, event -> {
            switch (event) {
                case ChoiceEvent.Piece piece -> text.append(piece.text());
                case ChoiceEvent.Call call -> {
                    names.add(call.name());
                    arguments.put(call.call(), new StringBuilder());
                }
                case ChoiceEvent.Arguments more ->
                    Objects.requireNonNull(arguments.get(more.call())).append(more.text());
                case ChoiceEvent.End _ -> {
                    // The walk is over.
                }
            }
        });
        SplittableRandom random = new SplittableRandom(seed);
        Utf8Stream decoder = new Utf8Stream();
        StringBuilder raw = new StringBuilder();
        String held = "";
        for (int step = 0; step < 400; step++) {
            int token = next(constraint, random);
            constraint.accept(token);
            if (token == tokenizer.endOfTurn()) {
                break;
            }
            String piece = decoder.push(tokenizer.bytes(token));
            raw.append(tokenizer.isMarker(token) ? "|" : piece);
            // Text may arrive late and in other pieces than tokens.
            held += piece;
            if (random.nextInt(3) > 0 && !held.isEmpty()) {
                sink.text(held);
                held = "";
            }
        }
        if (!held.isEmpty()) {
            sink.text(held);
        }
        sink.end(new Completion("", 1, 1, Duration.ZERO, Duration.ZERO, Completion.Ending.END_OF_TURN));
        return new Told(
                text.toString(),
                names,
                arguments.values().stream().map(StringBuilder::toString).toList(),
                raw.toString());
    }

    private static int next(CallConstraint constraint, SplittableRandom random) {
        int[] forced = constraint.forced();
        BitSet allowed = constraint.allowed();
        if (forced.length > 0) {
            assertThat(allowed.get(forced[0])).isTrue();
            return forced[0];
        }
        int open = tokenizer.marker(CallConstraint.OPEN);
        if (allowed.get(open) && random.nextInt(4) == 0) {
            return open;
        }
        if (allowed.get(tokenizer.endOfTurn()) && random.nextInt(4) == 0) {
            return tokenizer.endOfTurn();
        }
        assertThat(allowed.isEmpty()).isFalse();
        int[] few = allowed.stream().limit(50).toArray();
        return few.length < 50 ? few[random.nextInt(few.length)] : allowed.nextSetBit(random.nextInt(allowed.length()));
    }

    @Test
    void everyWalkIsTextAndCallsWhoseArgumentsSatisfyTheirSchema() {
        CallForm form = form("");
        Map<String, Integer> seen = new LinkedHashMap<>();
        int several = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            Told told = walk(form, seed);
            assertThat(told.names()).hasSameSizeAs(told.arguments()).hasSizeLessThanOrEqualTo(8);
            several += told.names().size() > 1 ? 1 : 0;
            for (int i = 0; i < told.names().size(); i++) {
                seen.merge(told.names().get(i), 1, Integer::sum);
                check(told, i);
            }
            if (!told.names().isEmpty()) {
                assertThat(told.text())
                        .as(told.raw())
                        .doesNotContain("\"arguments\"")
                        .isEqualTo(told.text().stripTrailing());
            }
        }
        assertThat(seen.keySet()).containsExactlyInAnyOrder("find", "find_order", "now");
        assertThat(several).isGreaterThan(50);
    }

    private static void check(Told told, int call) {
        String text = told.arguments().get(call);
        JsonNode arguments = Json.parse(text);
        assertThat(SpacedJson.of(arguments)).as(told.raw()).isEqualTo(text);
        switch (told.names().get(call)) {
            case "find" -> {
                assertThat(arguments
                                .get("q")
                                .asString()
                                .codePointCount(0, arguments.get("q").asString().length()))
                        .isLessThanOrEqualTo(5);
                assertThat(Set.of("q", "most")).containsAll(arguments.propertyNames());
            }
            case "find_order" -> assertThat(arguments.get("state").asString()).isIn("待付款", "已发货");
            default -> assertThat(text).isEqualTo("{}");
        }
    }

    @Test
    void aCallThatIsRequiredComesFirstAndOneIsTheMostWhereSeveralAreNotWanted() {
        CallForm form = form(", \"tool_choice\": \"required\", \"parallel_tool_calls\": false");
        for (long seed = 0; seed < 200; seed++) {
            Told told = walk(form, seed);
            assertThat(told.text()).isEmpty();
            assertThat(told.names()).hasSize(1);
            assertThat(told.raw()).startsWith("|\n{\"name\": \"").endsWith("}\n|");
        }
    }

    @Test
    void aNamedFunctionIsTheOnlyOneThatIsCalled() {
        CallForm form = form(", \"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"find_order\"}}");
        for (long seed = 0; seed < 100; seed++) {
            assertThat(walk(form, seed).names()).containsExactly("find_order");
        }
    }
}
