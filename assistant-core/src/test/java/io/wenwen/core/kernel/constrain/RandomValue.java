package io.wenwen.core.kernel.constrain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that often satisfy a schema and often just miss it. It is told apart by a validator which. */
final class RandomValue {

    private static final JsonNodeFactory NODES = new JsonNodeFactory();
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "ab",
            "abc",
            "abcd-12",
            "x-1",
            "蓝牙",
            "蓝牙耳机",
            "白色",
            "😀",
            "a\"",
            "\\",
            "引号\"和\\",
            "\n\u0001",
            "name",
            "2024-02-29",
            "2023-02-29",
            "1999-12-31T23:59:59Z",
            "1999-12-31T23:59:59.5+08:00",
            "24:00:00Z",
            "123e4567-e89b-12d3-a456-426614174000",
            "é",
            "price",
            "color",
            "v",
            "\"",
            "耳机",
            "z-99999");
    private static final List<String> NAMES = List.of("a", "b", "c", "name", "k", "蓝", "x\"y", "", "kind", "zz");
    private static final int DEPTH = 4;

    private final JsonNode root;
    private final SplittableRandom random;

    RandomValue(JsonNode root, SplittableRandom random) {
        this.root = root;
        this.random = random;
    }

    JsonNode value() {
        return value(root, DEPTH);
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (random.nextInt(25) == 0 || schema.isBoolean()) {
            return any(depth);
        }
        if (schema.has("$ref")) {
            return value(root.at(schema.get("$ref").asString().substring(1)), depth);
        }
        for (String branches : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.has(branches)) {
                JsonNode all = schema.get(branches);
                return value(all.get(random.nextInt(all.size())), depth);
            }
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        JsonNode type = schema.path("type");
        String name = type.isArray() ? type.get(random.nextInt(type.size())).asString() : type.asString("");
        if (name.isEmpty()) {
            name = schema.has("properties") ? "object" : schema.has("maximum") ? "integer" : "";
        }
        return switch (name) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> NODES.numberNode(number(schema).toBigInteger());
            case "number" -> NODES.numberNode(number(schema));
            case "string" -> NODES.stringNode(TEXTS.get(random.nextInt(TEXTS.size())));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default -> any(depth);
        };
    }

    private JsonNode any(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(BigInteger.valueOf(random.nextInt(-20, 2400)));
            case 3 -> NODES.stringNode(TEXTS.get(random.nextInt(TEXTS.size())));
            case 4 -> NODES.numberNode(BigDecimal.valueOf(random.nextInt(-400, 1400), random.nextInt(3)));
            case 5 -> array(NODES.objectNode(), depth);
            default -> object(NODES.objectNode(), depth);
        };
    }

    private BigDecimal number(JsonNode schema) {
        BigDecimal low = bound(schema, "minimum", "exclusiveMinimum", BigDecimal.valueOf(-20));
        BigDecimal high = bound(schema, "maximum", "exclusiveMaximum", low.add(BigDecimal.valueOf(2000)));
        if (random.nextInt(4) == 0) {
            return (random.nextBoolean() ? low : high)
                    .add(BigDecimal.valueOf(random.nextInt(-1, 2), random.nextInt(3)));
        }
        BigDecimal step = schema.path("multipleOf").isNumber()
                ? schema.get("multipleOf").decimalValue()
                : BigDecimal.valueOf(1, random.nextInt(4));
        long steps = high.subtract(low).divideToIntegralValue(step).longValue();
        BigDecimal first = low.divideToIntegralValue(step).multiply(step);
        return first.add(step.multiply(BigDecimal.valueOf(random.nextLong(steps + 1))));
    }

    private static BigDecimal bound(JsonNode schema, String one, String other, BigDecimal none) {
        return schema.has(one)
                ? schema.get(one).decimalValue()
                : schema.has(other) ? schema.get(other).decimalValue() : none;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            JsonNode first = schema.path("prefixItems").path(i);
            JsonNode item = first.isMissingNode() ? schema.path("items") : first;
            array.add(item.isMissingNode() ? any(depth - 1) : value(item, depth - 1));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> names = new ArrayList<>(schema.path("properties").propertyNames());
        for (int i = names.size() - 1; i > 0; i--) {
            java.util.Collections.swap(names, i, random.nextInt(i + 1));
        }
        for (String name : names) {
            boolean required = schema.path("required")
                    .valueStream()
                    .anyMatch(r -> r.asString().equals(name));
            boolean deep = depth <= 0 && name.equals("children");
            if (!deep && random.nextInt(10) < (required ? 9 : 5)) {
                object.set(name, value(schema.get("properties").get(name), depth - 1));
            }
        }
        boolean closed = schema.path("additionalProperties").isBoolean();
        int others = random.nextInt(closed ? 20 : 3) % 3;
        for (int i = 0; i < others && (!closed || random.nextInt(6) == 0); i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            if (!object.has(name)) {
                JsonNode rule = schema.path("additionalProperties");
                object.set(name, rule.isObject() ? value(rule, depth - 1) : any(depth - 1));
            }
        }
        return object;
    }
}
