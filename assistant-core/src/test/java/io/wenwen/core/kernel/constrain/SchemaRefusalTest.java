package io.wenwen.core.kernel.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wenwen.core.kernel.TokenConstraint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRefusalTest {

    private final SmallTokenizer tokenizer = new SmallTokenizer();
    private final ConstraintCompiler compiler = new ConstraintCompiler(tokenizer);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"type":"array","uniqueItems":true}                                | uniqueItems        | #
                    {"properties":{"a/b":{"not":{"type":"null"}}}}                     | not                | #/properties/a~1b
                    {"patternProperties":{"^x":{}}}                                    | patternProperties  | #
                    {"type":"string","minlength":3}                                    | minlength          | #
                    {"type":"string","format":"email"}                                 | format email       | #
                    {"type":"string","pattern":"(a)\\\\1"}                             | this pattern       | #
                    {"$ref":"https://example.com/s.json"}                              | $ref https         | #
                    {"oneOf":[{"type":"string"},{"maxLength":3}]}                      | oneOf              | #
                    {"if":{"type":"null"},"then":true}                                 | if                 | #
                    {"type":"array","items":[{"type":"null"}]}                         | items as an array  | #
                    {"$defs":{"a":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}            | back to itself     | #
                    {"dependentRequired":{"a":["b"]}}                                  | dependentRequired  | #
                    {"type":"number","multipleOf":0.25}                                | multipleOf 0.25    | #
                    """)
    void a_keyword_that_cannot_be_enforced_is_named_with_its_place(String schema, String keyword, String place) {
        assertThatThrownBy(() -> compiler.jsonSchema(schema))
                .isInstanceOf(UnsupportedSchemaException.class)
                .hasMessageContaining(keyword)
                .hasMessageStartingWith("JSON schema at " + place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    false                                                     | no value satisfies it
                    {"type":"integer","minimum":3,"maximum":2}                | no value satisfies it
                    {"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]} | no value satisfies it
                    {"enum":["a"],"type":"integer"}                           | no value satisfies it
                    {"type":"array","minItems":2,"prefixItems":[{}],"items":false} | no value satisfies it
                    {"type":"text"}                                           | it must be null, boolean
                    {"$ref":"#/$defs/none"}                                   | points to nothing
                    {"maxLength":-1}                                          | a whole number from 0
                    {"type"                                                   | no JSON
                    """)
    void a_schema_that_is_malformed_or_impossible_is_refused_with_the_reason(String schema, String reason) {
        assertThatThrownBy(() -> compiler.jsonSchema(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void one_of_needs_no_proof_where_branches_exclude_each_other() {
        for (String schema : List.of(
                "{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}",
                "{\"oneOf\":[{\"type\":\"integer\",\"maximum\":3},{\"type\":\"integer\",\"minimum\":4}]}",
                "{\"oneOf\":[{\"enum\":[1,2]},{\"enum\":[3]}]}",
                "{\"oneOf\":[{\"type\":\"string\",\"pattern\":\"^a\"},{\"type\":\"string\",\"pattern\":\"^b\"}]}",
                "{\"oneOf\":[{\"type\":\"array\",\"maxItems\":1},{\"type\":\"array\",\"minItems\":2}]}")) {
            assertThat(compiler.jsonSchema(schema)).isNotNull();
        }
    }

    @Test
    void keys_and_constants_are_forced_and_the_end_too() {
        TokenConstraint constraint = compiler.jsonSchema(
                        "{\"type\":\"object\",\"properties\":{\"name\":{\"const\":\"ab\"},\"a\":{\"type\":\"string\",\"maxLength\":1}},"
                                + "\"required\":[\"name\",\"a\"],\"additionalProperties\":false}")
                .start();
        assertThat(run(constraint)).isEqualTo("{\"name\":\"ab\",\"a\":\"");
        constraint.accept('x');
        assertThat(run(constraint)).isEqualTo("\"}<end>");
    }

    @Test
    void a_run_that_ends_within_a_word_leaves_the_word_to_the_model() {
        TokenConstraint constraint = compiler.choice(List.of("x蓝牙", "x蓝色")).start();
        assertThat(run(constraint)).isEqualTo("x");
        assertThat(constraint.allowed().get(tokenizer.encode("蓝牙")[0])).isTrue();
        assertThat(constraint.allowed().get(tokenizer.encode("蓝")[0])).isTrue();
    }

    private String run(TokenConstraint constraint) {
        StringBuilder text = new StringBuilder();
        for (int[] run = constraint.forced(); run.length > 0; run = constraint.forced()) {
            Arrays.stream(run).forEach(constraint::accept);
            text.append(run[0] == tokenizer.endOfTurn() ? "<end>" : tokenizer.decode(run));
            if (run[0] == tokenizer.endOfTurn()) {
                break;
            }
        }
        return text.toString();
    }

    @Test
    void one_of_five_thousand_ids_is_chosen_and_nothing_else() {
        List<String> ids =
                IntStream.range(0, 5_000).mapToObj(i -> "sku-" + i * 37).toList();
        CompiledConstraint choice = compiler.choice(ids);
        assertThat(choice.accepts("sku-37")).isTrue();
        assertThat(choice.accepts("sku-38")).isFalse();
        assertThat(choice.accepts("sku-3")).isFalse();
        assertThat(compiler.choice(ids)).isSameAs(choice);
    }
}
