package io.wenwen.core.openai;

import tools.jackson.databind.JsonNode;

/** JSON as chat templates write it and models have learned it: on one line, a blank behind each colon and comma. */
final class SpacedJson {

    private SpacedJson() {}

    static String of(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    /** Depth is bounded by the parser that made the node. */
    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            String between = "{";
            for (var field : node.properties()) {
                out.append(between).append(Json.text(field.getKey())).append(": ");
                write(field.getValue(), out);
                between = ", ";
            }
            out.append(node.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String between = "[";
            for (JsonNode element : node) {
                out.append(between);
                write(element, out);
                between = ", ";
            }
            out.append(node.isEmpty() ? "[]" : "]");
        } else {
            out.append(node);
        }
    }
}
