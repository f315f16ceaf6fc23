package io.wenwen.core.openai;

import io.wenwen.core.kernel.Completion;
import tools.jackson.databind.node.ObjectNode;

/** Counts the tokens of an answer: each prompt once, however many choices it has. */
final class Usage {

    private final int choicesPerPrompt;
    private long prompt;
    private long completion;

    Usage(int choicesPerPrompt) {
        this.choicesPerPrompt = choicesPerPrompt;
    }

    void add(int choice, Completion done) {
        if (choice % choicesPerPrompt == 0) {
            prompt += done.promptTokens();
        }
        completion += done.generatedTokens();
    }

    ObjectNode json() {
        ObjectNode usage = Json.object();
        usage.put("prompt_tokens", prompt);
        usage.put("completion_tokens", completion);
        usage.put("total_tokens", prompt + completion);
        return usage;
    }
}
