package io.wenwen.core.openai;

import io.wenwen.core.kernel.Message;
import java.util.List;

/**
 * A request for a chat answer, checked.
 *
 * @param alternatives likeliest tokens to tell with each token; -1 for no probabilities at all
 */
record ChatRequest(GenerationOptions options, List<Message> messages, int alternatives) {

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
        fields.ignore("parallel_tool_calls", "prediction");
        fields.refuse("tools", "[]", "Ask without tools.");
        fields.refuse("tool_choice", "\"none\"", "Ask without tools.");
        fields.refuse("response_format", "{\"type\":\"text\"}", "Ask for text.");
        fields.refuse("modalities", "[\"text\"]", "It answers with text.");
        fields.refuse("audio", "null", "It answers with text.");
        fields.refuse("functions", "[]", "Send 'tools'.");
        fields.refuse("function_call", "\"none\"", "Send 'tool_choice'.");
        fields.refuse("reasoning_effort", "\"none\"", "It does not think before it answers.");
        fields.refuse("verbosity", "\"medium\"", "Say in a message how long the answer is to be.");
        fields.refuse("web_search_options", "null", "It does not search the web.");
        fields.refuseUnknown();
        return new ChatRequest(options, messages, alternatives);
    }
}
