package io.wenwen.core.kernel.decode;

/**
 * A prompt as the model reads it.
 *
 * @param tokens all of it, to where the answer begins
 * @param shared how many leading tokens other prompts have too; their pages are kept for them
 */
public record EncodedPrompt(int[] tokens, int shared) {

    public EncodedPrompt {
        if (tokens.length == 0 || shared < 0 || shared > tokens.length) {
            throw new IllegalArgumentException(
                    "A prompt of " + tokens.length + " tokens of which " + shared + " are shared.");
        }
    }
}
