package io.wenwen.core.kernel;

import java.util.List;

/**
 * What the model reads before it writes.
 *
 * @param messages the chat so far; rendered with the model file's own template
 * @param sharedMessages how many leading messages other prompts share word for word; their keys and values are kept and reused
 * @param opening text with which the assistant's answer already begins; not generated, not part of the completion
 */
public record Prompt(List<Message> messages, int sharedMessages, String opening) {

    public Prompt {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("A prompt needs at least one message.");
        }
        if (sharedMessages < 0 || sharedMessages > messages.size()) {
            throw new IllegalArgumentException(
                    "sharedMessages is " + sharedMessages + " but the prompt has " + messages.size() + " messages.");
        }
    }

    public static Prompt of(Message... messages) {
        return new Prompt(List.of(messages), 0, "");
    }
}
