package io.wenwen.core.openai;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one JSON object of a request, taken by name and checked by type and range. {@code null} is as good as absent. What
 * nobody has taken in the end is refused as unknown. Not thread-safe.
 */
final class Fields {

    private final String path;
    private final ObjectNode object;
    private final Set<String> taken = new HashSet<>();

    /** @param path of the object in the request, with a dot behind; empty for the request itself */
    Fields(String path, ObjectNode object) {
        this.path = path;
        this.object = object;
    }

    String path(String name) {
        return path + name;
    }

    Optional<JsonNode> any(String name) {
        taken.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    JsonNode required(String name) {
        return any(name).orElseThrow(() -> ApiError.missing(path(name)));
    }

    Optional<String> text(String name) {
        return any(name).map(node -> {
            if (!node.isString()) {
                throw ApiError.wrongType(path(name), "a string", kind(node));
            }
            return node.asString();
        });
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> ApiError.missing(path(name)));
    }

    boolean flag(String name, boolean otherwise) {
        return any(name)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw ApiError.wrongType(path(name), "a boolean", kind(node));
                    }
                    return node.asBoolean();
                })
                .orElse(otherwise);
    }

    OptionalLong whole(String name, long least, long most) {
        Optional<JsonNode> node = any(name);
        if (node.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!node.get().isIntegralNumber()) {
            throw ApiError.wrongType(path(name), "an integer", kind(node.get()));
        }
        if (!node.get().canConvertToLong()
                || node.get().asLong() < least
                || node.get().asLong() > most) {
            throw outOfRange(name, Long.toString(least), Long.toString(most));
        }
        return OptionalLong.of(node.get().asLong());
    }

    OptionalDouble number(String name, double least, double most) {
        Optional<JsonNode> node = any(name);
        if (node.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!node.get().isNumber()) {
            throw ApiError.wrongType(path(name), "a number", kind(node.get()));
        }
        double value = node.get().asDouble();
        if (!(value >= least && value <= most)) {
            throw outOfRange(name, Double.toString(least), Double.toString(most));
        }
        return OptionalDouble.of(value);
    }

    private ApiError outOfRange(String name, String least, String most) {
        return ApiError.wrongValue(path(name), "expected a value from " + least + " to " + most + ".");
    }

    Optional<Fields> object(String name) {
        return any(name).map(node -> of(path(name), node));
    }

    /** The elements of an array of at most {@code most} objects. */
    List<Fields> objects(String name, int most) {
        List<Fields> all = new ArrayList<>();
        List<JsonNode> nodes = array(name, most);
        for (int i = 0; i < nodes.size(); i++) {
            all.add(of(path(name) + "[" + i + "]", nodes.get(i)));
        }
        return all;
    }

    /** The elements of an array; none where it is absent. */
    List<JsonNode> array(String name, int most) {
        Optional<JsonNode> node = any(name);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!node.get().isArray()) {
            throw ApiError.wrongType(path(name), "an array", kind(node.get()));
        }
        if (node.get().size() > most) {
            throw ApiError.badRequest(
                    path(name),
                    "array_above_max_length",
                    "Invalid '" + path(name) + "': array too long. Expected an array with maximum length " + most
                            + ", but got " + node.get().size() + ".");
        }
        return node.get().valueStream().toList();
    }

    private static Fields of(String path, JsonNode node) {
        if (node instanceof ObjectNode inner) {
            return new Fields(path + ".", inner);
        }
        throw ApiError.wrongType(path, "an object", kind(node));
    }

    /** A string or an array of at most {@code most} strings. */
    List<String> textOrTexts(String name, int most) {
        Optional<JsonNode> node = any(name);
        if (node.isPresent() && node.get().isString()) {
            return List.of(node.get().asString());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name, most)) {
            if (!element.isString()) {
                throw ApiError.wrongType(
                        path(name), "a string or an array of strings", "an array with " + kind(element));
            }
            texts.add(element.asString());
        }
        return texts;
    }

    /** Takes fields that say nothing about the answer. */
    void ignore(String... names) {
        taken.addAll(List.of(names));
    }

    /** Refuses a field that would change the answer in a way this server cannot, unless it has its neutral value. */
    void refuse(String name, String neutral, String advice) {
        any(name).ifPresent(node -> {
            if (!node.toString().equals(neutral)) {
                throw ApiError.unsupported(path(name), advice);
            }
        });
    }

    /** To be called last. */
    void refuseUnknown() {
        for (String name : object.propertyNames()) {
            if (!taken.contains(name)) {
                throw ApiError.unknown(ApiError.clipped(path(name)));
            }
        }
    }

    ObjectNode node() {
        return object;
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> node.isIntegralNumber() ? "an integer" : "a decimal number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NULL -> "null";
            default -> "something else";
        };
    }
}
