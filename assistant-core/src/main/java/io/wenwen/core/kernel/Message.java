package io.wenwen.core.kernel;

import java.util.List;

/**
 * One message of a chat prompt, in the roles that chat templates know. Its text never produces a control token.
 *
 * @param toolCalls what an assistant's message called; empty in other roles
 */
public record Message(Role role, String text, List<ToolCall> toolCalls) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        /** What a tool answered. */
        TOOL
    }

    /**
     * A call of a tool as the model wrote it.
     *
     * @param arguments a JSON object
     */
    public record ToolCall(String name, String arguments) {}

    public Message {
        toolCalls = List.copyOf(toolCalls);
        if (!toolCalls.isEmpty() && role != Role.ASSISTANT) {
            throw new IllegalArgumentException("Only an assistant's message calls tools; this one is by " + role + ".");
        }
    }

    public Message(Role role, String text) {
        this(role, text, List.of());
    }

    public static Message system(String text) {
        return new Message(Role.SYSTEM, text);
    }

    public static Message user(String text) {
        return new Message(Role.USER, text);
    }

    public static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text);
    }
}
