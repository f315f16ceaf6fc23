package io.wenwen.core.kernel;

/** A prompt and its budget do not fit the context window together; tells by how much, so that a caller can ask for less. */
public final class ContextOverflowException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int promptTokens;
    private final int contextLength;

    public ContextOverflowException(int promptTokens, int maxTokens, int contextLength) {
        super("Prompt (" + promptTokens + " tokens) and budget (" + maxTokens + ") exceed the context window of "
                + contextLength + " by " + ((long) promptTokens + maxTokens - contextLength)
                + ". Shorten the prompt or ask for fewer tokens.");
        this.promptTokens = promptTokens;
        this.contextLength = contextLength;
    }

    public int promptTokens() {
        return promptTokens;
    }

    public int contextLength() {
        return contextLength;
    }
}
