package io.wenwen.core.kernel.constrain;

import io.wenwen.core.kernel.text.Tokenizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compiles constraints against one model's tokenizer and keeps those in use: the same schema is compiled once, whoever asks.
 * Thread-safe.
 */
public final class ConstraintCompiler {

    private static final int KEPT = 32;
    private static final int LONGEST_SCHEMA = 256 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Tokenizer tokenizer;
    private final StringTokens strings;
    private final Map<String, CompiledConstraint> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompiledConstraint> eldest) {
            return size() > KEPT;
        }
    };

    /** Sorts the vocabulary, which takes a moment: make one for each model. */
    public ConstraintCompiler(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        VocabularyTrie vocabulary = new VocabularyTrie(
                tokenizer.size(), token -> tokenizer.isControl(token) ? new byte[0] : tokenizer.bytes(token));
        this.strings = new StringTokens(vocabulary);
    }

    /**
     * JSON that satisfies a schema, in compact form.
     *
     * @param schema JSON Schema, draft 2020-12
     * @throws UnsupportedSchemaException naming the keyword that cannot be enforced
     * @throws IllegalArgumentException if the schema is malformed, too long, or satisfied by nothing
     */
    public CompiledConstraint jsonSchema(String schema) {
        if (schema.length() > LONGEST_SCHEMA) {
            throw new IllegalArgumentException("JSON schema: " + schema.length() + " characters are more than "
                    + LONGEST_SCHEMA + ". Shorten it.");
        }
        try {
            return jsonSchema(JSON.readTree(schema), JsonForm.COMPACT);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("JSON schema: it is no JSON (" + e.getOriginalMessage() + ").", e);
        }
    }

    /** As {@link #jsonSchema(String)}, for a schema that is read already. */
    public CompiledConstraint jsonSchema(JsonNode schema, JsonForm form) {
        // The order of properties is part of the constraint, so it is part of the key.
        return keep(
                form + "\n" + JsonText.of(schema, false),
                () -> new SchemaAutomaton(SchemaCompiler.compile(schema, form), form));
    }

    /** One of these texts, word for word; thousands are fine. */
    public CompiledConstraint choice(Collection<String> texts) {
        List<String> all = texts.stream().distinct().toList();
        if (all.isEmpty() || all.contains("")) {
            throw new IllegalArgumentException("A choice needs at least one text, and none that is empty.");
        }
        return keep(
                "choice\n"
                        + String.join("\n", all.stream().map(JsonText::quoted).toList()),
                () -> {
                    Shape.Node node = new Shape.Node();
                    node.shapes = List.of(new Shape.Plain(ByteDfa.texts(all)));
                    node.depth = 0;
                    return new SchemaAutomaton(node, JsonForm.COMPACT);
                });
    }

    private CompiledConstraint keep(String key, Supplier<SchemaAutomaton> compile) {
        synchronized (kept) {
            CompiledConstraint known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        // Not under the lock: a large schema must not keep others waiting.
        CompiledConstraint compiled = new CompiledConstraint(tokenizer, compile.get(), strings);
        synchronized (kept) {
            CompiledConstraint known = kept.putIfAbsent(key, compiled);
            return known == null ? compiled : known;
        }
    }
}
