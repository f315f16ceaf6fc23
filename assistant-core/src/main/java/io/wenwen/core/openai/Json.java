package io.wenwen.core.openai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON in and out, whatever the application around does with its own: the names on this interface are OpenAI's. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** A string in quotes, escaped. */
    static String text(String text) {
        return MAPPER.writeValueAsString(text);
    }

    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** The body's fields; at most {@code limit} bytes are read. */
    static Fields read(HttpServletRequest request, long limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw ApiError.bodyTooLarge(limit);
        }
        byte[] body;
        try (InputStream in = request.getInputStream()) {
            body = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit + 1));
        }
        if (body.length > limit) {
            throw ApiError.bodyTooLarge(limit);
        }
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return new Fields("", object);
            }
        } catch (JacksonException e) {
            // Its message quotes the body; ours does not.
        }
        throw ApiError.badRequest(
                null,
                null,
                "We could not parse the JSON body of your request. The body must be one JSON object in UTF-8.");
    }

    static void write(HttpServletResponse response, JsonNode node) throws IOException {
        byte[] bytes = bytes(node);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
