package io.wenwen.core.kernel;

import java.util.List;

/**
 * What the model reads before it writes.
 *
 * @param messages the chat so far; rendered with the model file's own template. None: {@code opening} is all there is
 * @param sharedMessages how many leading messages other prompts share word for word; their keys and values are kept and reused
 * @param opening text with which the assistant's answer already begins; not generated, not part of the completion
 * @param tools definitions of the functions that the model may call, each a JSON object as the template expects it
 */
public record Prompt(List<Message> messages, int sharedMessages, String opening, List<String> tools) {

    public Prompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (messages.isEmpty() && (opening.isEmpty() || !tools.isEmpty())) {
            throw new IllegalArgumentException("A prompt needs at least one message, or a text to go on from.");
        }
        if (sharedMessages < 0 || sharedMessages > messages.size()) {
            throw new IllegalArgumentException(
                    "sharedMessages is " + sharedMessages + " but the prompt has " + messages.size() + " messages.");
        }
    }

    public Prompt(List<Message> messages, int sharedMessages, String opening) {
        this(messages, sharedMessages, opening, List.of());
    }

    public static Prompt of(Message... messages) {
        return new Prompt(List.of(messages), 0, "");
    }

    /** A text that the model goes on from, without the chat template. */
    public static Prompt text(String text) {
        return new Prompt(List.of(), 0, text);
    }
}
