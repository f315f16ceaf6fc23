package io.wenwen.core.kernel.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The published test suite of JSON Schema: of every schema that is not refused, each valid case can be written and no invalid one.
 * The folder comes with {@code .ci/json-schema-suite}, or is named by {@code JSON_SCHEMA_TEST_SUITE}.
 */
@Tag("data")
class JsonSchemaTestSuiteTest {

    /** Keywords that are enforced in full: none of their schemas may be refused, but for what is named beside. */
    private static final Map<String, Integer> REFUSED_AT_MOST = Map.ofEntries(
            Map.entry("boolean_schema", 0),
            Map.entry("const", 0),
            Map.entry("default", 0),
            Map.entry("enum", 0),
            Map.entry("exclusiveMaximum", 0),
            Map.entry("exclusiveMinimum", 0),
            Map.entry("maxItems", 0),
            Map.entry("maxLength", 0),
            Map.entry("maxProperties", 0),
            Map.entry("maximum", 0),
            Map.entry("minItems", 0),
            Map.entry("minLength", 0),
            Map.entry("minProperties", 0),
            Map.entry("minimum", 0),
            Map.entry("pattern", 0),
            Map.entry("required", 0),
            Map.entry("type", 0),
            Map.entry("prefixItems", 0),
            Map.entry("items", 0),
            Map.entry("infinite-loop-detection", 0));

    /** Valid texts of values that are written in one form only, or left out. */
    private static final List<String> OTHER_FORMS =
            List.of("same object with different property order is valid", "leap second", "fifteen nines");

    @Test
    void supported_schemas_accept_the_valid_cases_and_no_others() throws IOException {
        ConstraintCompiler compiler = new ConstraintCompiler(new SmallTokenizer());
        Map<String, Integer> refusedBy = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        int[] counts = new int[3];
        for (Path file : files()) {
            String name = file.getFileName().toString().replace(".json", "");
            int refused = 0;
            for (JsonNode group : Json.read(Files.readString(file))) {
                CompiledConstraint compiled;
                try {
                    compiled = compiler.jsonSchema(group.get("schema"), JsonForm.COMPACT.inAnyOrder());
                } catch (UnsupportedSchemaException e) {
                    refused++;
                    refusedBy.merge(e.keyword().split(" ")[0], 1, Integer::sum);
                    continue;
                } catch (IllegalArgumentException e) {
                    // Nothing satisfies it: then no case may be valid.
                    compiled = null;
                    assertThat(e).hasMessageContaining("no value satisfies it");
                }
                for (JsonNode test : group.get("tests")) {
                    boolean valid = test.get("valid").booleanValue();
                    boolean accepted = compiled != null && compiled.accepts(text(test.get("data")));
                    counts[valid ? 0 : 1]++;
                    String description = test.get("description").asString();
                    if (valid != accepted && !(valid && OTHER_FORMS.stream().anyMatch(description::contains))) {
                        wrong.add(name + ": " + group.get("description").asString() + ": " + description + ": "
                                + text(test.get("data")) + " valid is " + valid);
                    }
                }
            }
            counts[2] += refused;
            assertThat(refused)
                    .as("schemas of " + name + " that are refused")
                    .isLessThanOrEqualTo(REFUSED_AT_MOST.getOrDefault(name, Integer.MAX_VALUE));
        }
        System.out.printf(
                "JSON Schema test suite: %d valid and %d invalid cases; %d schemas refused by name %s%n",
                counts[0], counts[1], counts[2], refusedBy);
        assertThat(wrong).isEmpty();
        assertThat(counts[0] + counts[1]).as("cases tried").isGreaterThan(600);
    }

    /** 1.0 is the integer 1; the other way to write it is not needed to write the value. */
    private static String text(JsonNode value) {
        return JsonText.of(value, false);
    }

    private static List<Path> files() throws IOException {
        String given = System.getenv("JSON_SCHEMA_TEST_SUITE");
        Path folder = given != null
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".cache", "wenwen", "json-schema-suite");
        Path tests = folder.resolve("tests/draft2020-12");
        if (!Files.isDirectory(tests)) {
            String missing = "Missing: " + tests + "; get it with .ci/json-schema-suite";
            return "true".equals(System.getenv("CI")) ? fail(missing) : abort(missing);
        }
        List<Path> files = new ArrayList<>();
        try (var found = Files.list(tests)) {
            found.filter(file -> file.toString().endsWith(".json"))
                    // Says that format only describes; here it is enforced, as optional/format has it.
                    .filter(file -> !file.endsWith("format.json"))
                    .sorted()
                    .forEach(files::add);
        }
        for (String format : List.of("date", "time", "date-time", "uuid", "ipv4")) {
            files.add(tests.resolve("optional/format/" + format + ".json"));
        }
        return files;
    }
}
