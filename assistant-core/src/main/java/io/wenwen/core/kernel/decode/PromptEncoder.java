package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.Prompt;

/** Renders a prompt by the model's template into tokens. Thread-safe. */
@FunctionalInterface
public interface PromptEncoder {
    EncodedPrompt encode(Prompt prompt);
}
