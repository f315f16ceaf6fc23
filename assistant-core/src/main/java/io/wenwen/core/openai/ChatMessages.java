package io.wenwen.core.openai;

import io.wenwen.core.kernel.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code messages} into what chat templates know. */
final class ChatMessages {

    private static final int MOST = 2048;
    private static final int MOST_PARTS = 64;
    private static final int MOST_CALLS = 32;

    private ChatMessages() {}

    static List<Message> of(Fields request) {
        List<Fields> all = request.objects("messages", MOST);
        if (all.isEmpty()) {
            request.required("messages");
            throw ApiError.wrongValue("messages", "expected at least one message.");
        }
        List<Message> messages = new ArrayList<>();
        Set<String> called = new HashSet<>();
        for (Fields one : all) {
            messages.add(message(one, called));
            one.refuseUnknown();
        }
        return messages;
    }

    private static Message message(Fields one, Set<String> called) {
        String role = one.requiredText("role");
        // Who of several people speaks: the templates have no place for it.
        one.ignore("name");
        return switch (role) {
            case "system", "developer" -> new Message(Message.Role.SYSTEM, content(one));
            case "user" -> new Message(Message.Role.USER, content(one));
            case "assistant" -> assistant(one, called);
            case "tool" -> {
                String id = one.requiredText("tool_call_id");
                if (!called.contains(id)) {
                    throw ApiError.wrongValue(
                            one.path("tool_call_id"), "no message before it has a tool call with this id.");
                }
                yield new Message(Message.Role.TOOL, content(one));
            }
            default ->
                throw ApiError.wrongValue(
                        one.path("role"), "supported are 'system', 'developer', 'user', 'assistant' and 'tool'.");
        };
    }

    private static Message assistant(Fields one, Set<String> called) {
        one.ignore("refusal", "annotations");
        one.refuse("audio", "null", "Send text.");
        one.refuse("function_call", "null", "Send 'tool_calls'.");
        List<Message.ToolCall> calls = new ArrayList<>();
        for (Fields call : one.objects("tool_calls", MOST_CALLS)) {
            called.add(call.requiredText("id"));
            call.text("type").filter(type -> !type.equals("function")).ifPresent(type -> {
                throw ApiError.wrongValue(call.path("type"), "supported is 'function'.");
            });
            call.ignore("index");
            Fields function = call.object("function").orElseThrow(() -> ApiError.missing(call.path("function")));
            calls.add(new Message.ToolCall(ToolName.checked(function, "name"), arguments(function)));
            function.refuseUnknown();
            call.refuseUnknown();
        }
        String text = calls.isEmpty() || one.any("content").isPresent() ? content(one) : "";
        return new Message(Message.Role.ASSISTANT, text, calls);
    }

    /** As the model would have written them: a JSON object with blanks behind colons and commas. */
    private static String arguments(Fields function) {
        String text = function.requiredText("arguments");
        try {
            if (Json.parse(text.isBlank() ? "{}" : text) instanceof ObjectNode arguments) {
                return SpacedJson.of(arguments);
            }
        } catch (JacksonException e) {
            // Its message quotes the arguments; ours does not.
        }
        throw ApiError.wrongValue(function.path("arguments"), "expected a JSON object as a string.");
    }

    private static String content(Fields one) {
        JsonNode content = one.required("content");
        if (content.isString()) {
            return content.asString();
        }
        StringBuilder text = new StringBuilder();
        for (Fields part : one.objects("content", MOST_PARTS)) {
            String type = part.requiredText("type");
            if (!type.equals("text")) {
                throw ApiError.wrongValue(part.path("type"), "this model reads text only; supported is 'text'.");
            }
            text.append(part.requiredText("text"));
            part.refuseUnknown();
        }
        return text.toString();
    }
}
