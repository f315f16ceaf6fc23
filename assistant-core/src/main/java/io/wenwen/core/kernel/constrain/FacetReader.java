package io.wenwen.core.kernel.constrain;

import io.wenwen.core.kernel.constrain.Facets.ItemRule;
import io.wenwen.core.kernel.constrain.Facets.Kind;
import io.wenwen.core.kernel.constrain.Facets.PropertyRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one schema object's own keywords into {@link Facets}; those that only describe are passed over, unknown ones refused. */
final class FacetReader {

    /** Say nothing about which values are valid. */
    private static final Set<String> DESCRIPTIONS = Set.of(
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "$comment",
            "$defs",
            "definitions",
            "contentEncoding",
            "contentMediaType",
            "contentSchema");

    private static final int MOST_DIGITS = 40;
    private static final int MOST_COUNT = 1_000_000;

    private FacetReader() {}

    static void read(Located schema, Facets into) {
        for (Map.Entry<String, JsonNode> keyword : schema.node().properties()) {
            read(schema, keyword.getKey(), keyword.getValue(), into);
        }
        if (schema.node().has("prefixItems") || schema.node().has("items")) {
            List<Located> first = new ArrayList<>();
            for (int i = 0; i < schema.node().path("prefixItems").size(); i++) {
                first.add(schema.child("prefixItems", i));
            }
            into.items.add(new ItemRule(first, child(schema, "items")));
        }
        if (schema.node().has("properties") || schema.node().has("additionalProperties")) {
            Map<String, Located> named = new LinkedHashMap<>();
            if (schema.node().has("properties")) {
                Located properties = schema.child("properties");
                properties.node().propertyNames().forEach(name -> named.put(name, properties.child(name)));
            }
            into.properties.add(new PropertyRule(named, child(schema, "additionalProperties")));
        }
    }

    private static @Nullable Located child(Located schema, String key) {
        return schema.node().has(key) ? schema.child(key) : null;
    }

    private static void read(Located schema, String keyword, JsonNode value, Facets into) {
        switch (keyword) {
            // Read by the caller: references and branches; items and properties as a whole.
            case "$ref", "allOf", "anyOf", "oneOf" -> {}
            case "prefixItems" -> expect(schema, keyword, value.isArray(), "an array of schemas");
            case "items" -> {
                if (value.isArray()) {
                    throw schema.unsupported("items as an array", "Write prefixItems instead (draft 2020-12).");
                }
            }
            case "properties" -> expect(schema, keyword, value.isObject(), "an object of schemas");
            case "additionalProperties" -> {}
            case "type" -> into.kinds.retainAll(kinds(schema, value));
            case "enum" -> into.values(values(schema, value));
            case "const" -> into.values(Map.of(JsonText.of(value, true), value));
            case "minLength" -> into.leastLength = Math.max(into.leastLength, count(schema, keyword, value));
            case "maxLength" -> into.mostLength = Facets.lower(into.mostLength, count(schema, keyword, value));
            case "pattern" -> into.patterns.add(pattern(schema, value));
            case "format" -> into.patterns.add(format(schema, value));
            case "minimum" -> into.least(number(schema, keyword, value), true);
            case "exclusiveMinimum" -> into.least(number(schema, keyword, value), false);
            case "maximum" -> into.most(number(schema, keyword, value), true);
            case "exclusiveMaximum" -> into.most(number(schema, keyword, value), false);
            case "multipleOf" -> into.multiples.add(number(schema, keyword, value));
            case "minItems" -> into.leastItems = Math.max(into.leastItems, count(schema, keyword, value));
            case "maxItems" -> into.mostItems = Facets.lower(into.mostItems, count(schema, keyword, value));
            case "minProperties" ->
                into.leastProperties = Math.max(into.leastProperties, count(schema, keyword, value));
            case "maxProperties" ->
                into.mostProperties = Facets.lower(into.mostProperties, count(schema, keyword, value));
            case "required" -> {
                expect(schema, keyword, value.isArray(), "an array of names");
                value.forEach(name -> into.required.add(name.asString()));
            }
            case "uniqueItems" -> {
                if (!value.isBoolean() || value.booleanValue()) {
                    throw schema.unsupported(keyword, "Leave it out and drop repeated items yourself.");
                }
            }
            case "$schema" -> dialect(schema, value);
            case "$id" -> {
                if (!schema.pointer().isEmpty()) {
                    throw schema.unsupported("$id inside a schema", "Refer to it by its JSON pointer instead.");
                }
            }
            case "not", "if", "then", "else" ->
                throw schema.unsupported(keyword, "State what may come instead of what may not.");
            default -> {
                if (!DESCRIPTIONS.contains(keyword) && !keyword.startsWith("x-")) {
                    throw schema.unsupported(
                            keyword,
                            "Leave it out and check it yourself; own notes go under names that begin with x-.");
                }
            }
        }
    }

    private static void dialect(Located schema, JsonNode value) {
        String uri = value.asString("").replaceAll("#$", "");
        if (!uri.endsWith("/2020-12/schema") && !uri.endsWith("/2019-09/schema") && !uri.endsWith("draft-07/schema")) {
            throw schema.unsupported("$schema " + uri, "Write the schema in draft 2020-12.");
        }
    }

    private static Set<Kind> kinds(Located schema, JsonNode value) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (JsonNode name : value.isArray() ? value : List.of(value)) {
            switch (name.asString("")) {
                case "null" -> kinds.add(Kind.NULL);
                case "boolean" -> kinds.add(Kind.BOOLEAN);
                case "integer" -> kinds.add(Kind.INTEGER);
                case "number" -> kinds.addAll(EnumSet.of(Kind.INTEGER, Kind.FRACTION));
                case "string" -> kinds.add(Kind.STRING);
                case "array" -> kinds.add(Kind.ARRAY);
                case "object" -> kinds.add(Kind.OBJECT);
                default ->
                    throw schema.malformed("type is " + name
                            + "; it must be null, boolean, integer, number, string, array or object.");
            }
        }
        return kinds;
    }

    private static Map<String, JsonNode> values(Located schema, JsonNode value) {
        expect(schema, "enum", value.isArray(), "an array of values");
        Map<String, JsonNode> values = new LinkedHashMap<>();
        value.forEach(v -> values.putIfAbsent(JsonText.of(v, true), v));
        return values;
    }

    private static CharDfa pattern(Located schema, JsonNode value) {
        expect(schema, "pattern", value.isString(), "a regular expression as a string");
        try {
            return RegexAutomaton.within(RegexParser.parse(value.asString()));
        } catch (IllegalArgumentException e) {
            throw schema.unsupported("this pattern", String.valueOf(e.getMessage()));
        }
    }

    private static CharDfa format(Located schema, JsonNode value) {
        CharDfa format = Formats.named(value.asString(""));
        if (format == null) {
            throw schema.unsupported(
                    "format " + value.asString(""),
                    "Supported: "
                            + String.join(
                                    ", ", Formats.names().stream().sorted().toList())
                            + ". Write a pattern instead, or leave it out.");
        }
        return format;
    }

    private static BigDecimal number(Located schema, String keyword, JsonNode value) {
        expect(schema, keyword, value.isNumber(), "a number");
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        if (Math.abs(number.precision() - number.scale()) > MOST_DIGITS
                || number.scale() > NumberTexts.FRACTION_DIGITS) {
            throw schema.unsupported(
                    keyword + " " + number,
                    "At most " + MOST_DIGITS + " digits before and " + NumberTexts.FRACTION_DIGITS
                            + " behind the point can be enforced.");
        }
        return number;
    }

    private static int count(Located schema, String keyword, JsonNode value) {
        boolean whole =
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
        expect(schema, keyword, whole && value.decimalValue().signum() >= 0, "a whole number from 0");
        if (value.decimalValue().compareTo(BigDecimal.valueOf(MOST_COUNT)) > 0) {
            throw schema.unsupported(keyword + " above " + MOST_COUNT, "Lower it or leave it out.");
        }
        return value.decimalValue().intValue();
    }

    private static void expect(Located schema, String keyword, boolean right, String expected) {
        if (!right) {
            throw schema.malformed(keyword + " must be " + expected + ".");
        }
    }
}
