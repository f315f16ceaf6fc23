package io.wenwen.core.openai;

import io.wenwen.core.kernel.Message;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request for a chat answer, checked.
 *
 * @param schema that the answer must satisfy
 * @param alternatives likeliest tokens to tell with each token; -1 for no probabilities at all
 */
record ChatRequest(
        GenerationOptions options, List<Message> messages, int alternatives, ToolUse tools, Optional<JsonNode> schema) {

    private static final int MOST_ALTERNATIVES = 20;

    static ChatRequest of(Fields fields, OpenAiSettings settings) {
        GenerationOptions options = GenerationOptions.of(fields, settings.maxChoices());
        List<Message> messages = ChatMessages.of(fields);
        boolean logprobs = fields.flag("logprobs", false);
        int alternatives =
                (int) fields.whole("top_logprobs", 0, MOST_ALTERNATIVES).orElse(logprobs ? 0 : -1);
        if (alternatives >= 0 && !logprobs) {
            throw ApiError.badRequest("top_logprobs", null, "'top_logprobs' is only allowed when 'logprobs' is true.");
        }
        ToolUse tools = ToolUse.of(fields);
        Optional<JsonNode> schema = fields.object("response_format").flatMap(ChatRequest::schema);
        if (schema.isPresent() && tools.any()) {
            throw ApiError.unsupported("response_format", "Together with 'tools' it is not; ask for one of both.");
        }
        fields.ignore("prediction");
        fields.refuse("modalities", "[\"text\"]", "It answers with text.");
        fields.refuse("audio", "null", "It answers with text.");
        fields.refuse("functions", "[]", "Send 'tools'.");
        fields.refuse("function_call", "\"none\"", "Send 'tool_choice'.");
        fields.refuse("reasoning_effort", "\"none\"", "It does not think before it answers.");
        fields.refuse("verbosity", "\"medium\"", "Say in a message how long the answer is to be.");
        fields.refuse("web_search_options", "null", "It does not search the web.");
        fields.refuseUnknown();
        return new ChatRequest(options, messages, alternatives, tools, schema);
    }

    private static Optional<JsonNode> schema(Fields format) {
        String type = format.requiredText("type");
        Optional<JsonNode> schema = switch (type) {
            case "text" -> Optional.empty();
            case "json_object" -> Optional.of(Json.parse("{\"type\": \"object\"}"));
            case "json_schema" -> {
                Fields described =
                        format.object("json_schema").orElseThrow(() -> ApiError.missing(format.path("json_schema")));
                ToolName.checked(described, "name");
                described.text("description");
                described.flag("strict", false);
                JsonNode asked = described.required("schema");
                described.refuseUnknown();
                yield Optional.of(asked);
            }
            default ->
                throw ApiError.wrongValue(
                        format.path("type"), "supported are 'text', 'json_object' and 'json_schema'.");
        };
        format.refuseUnknown();
        return schema;
    }
}
