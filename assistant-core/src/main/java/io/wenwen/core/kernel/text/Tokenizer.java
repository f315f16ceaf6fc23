package io.wenwen.core.kernel.text;

/** A model's tokenizer: text of users never becomes a control token. Thread-safe. */
public interface Tokenizer {

    /** Ids of plain text; {@code <|im_start|>} typed by a user is encoded as the characters it is made of. */
    int[] encode(String text);

    /** The text of these ids, malformed byte runs replaced; control tokens give nothing. */
    String decode(int... tokens);

    /** The raw bytes of one token, as they enter the stream; empty for control and padding tokens. Do not change. */
    byte[] bytes(int token);

    /** True for control tokens and for padding rows, which no text contains. */
    boolean isControl(int token);

    /**
     * True for a token that a model writes to structure its answer, e.g. {@code <tool_call>}: a control token that no text contains
     * and that comes only where a constraint allows it.
     */
    default boolean isMarker(int token) {
        return false;
    }

    /** The marker with this text; -1 if this model has none. */
    default int marker(String text) {
        return -1;
    }

    /** Number of ids, padding rows of the output matrix included. */
    int size();

    /** The token that ends the assistant's turn. */
    int endOfTurn();
}
