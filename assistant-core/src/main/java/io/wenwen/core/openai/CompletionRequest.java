package io.wenwen.core.openai;

import java.util.List;

/**
 * A request for going on from plain texts, checked.
 *
 * @param prompts none empty
 * @param alternatives likeliest tokens to tell with each token; -1 for no probabilities at all
 */
record CompletionRequest(GenerationOptions options, List<String> prompts, int alternatives) {

    /** OpenAI's budget where the request names none. */
    static final int MAX_TOKENS = 16;

    private static final int MOST_ALTERNATIVES = 5;

    static CompletionRequest of(Fields fields, OpenAiSettings settings) {
        GenerationOptions options = GenerationOptions.of(fields, settings.maxChoices());
        List<String> prompts = prompts(fields, settings.maxChoices() / options.choices());
        int alternatives = (int) fields.whole("logprobs", 0, MOST_ALTERNATIVES).orElse(-1);
        fields.refuse("echo", "false", "The prompt is not repeated.");
        fields.refuse("suffix", "\"\"", "It goes on from a prompt only.");
        fields.refuse("best_of", Integer.toString(options.choices()), "Every choice is returned; ask for 'n'.");
        fields.refuseUnknown();
        return new CompletionRequest(options, prompts, alternatives);
    }

    private static List<String> prompts(Fields fields, int most) {
        fields.required("prompt");
        List<String> prompts = fields.textOrTexts("prompt", most);
        if (prompts.isEmpty() || prompts.contains("")) {
            throw ApiError.wrongValue("prompt", "expected a text, or several, none of them empty.");
        }
        return prompts;
    }
}
