package io.wenwen.core.kernel.constrain;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON strictly, and judges it by a validator that shares no code with what is tested. */
final class Json {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Json() {}

    /** @throws tools.jackson.core.JacksonException if it is not one JSON value, or a name comes twice */
    static JsonNode read(String text) {
        return STRICT.readTree(text);
    }

    static Schema schema(JsonNode schema) {
        return REGISTRY.getSchema(schema);
    }

    static boolean valid(Schema schema, JsonNode value) {
        return schema.validate(
                        value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .isEmpty();
    }
}
