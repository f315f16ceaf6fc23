package io.wenwen.core.kernel;

/** Hears a generation as it grows. Called from the engine's thread: hand over, do not block. */
@FunctionalInterface
public interface TokenSink {

    /** Text of whole Unicode code points; several tokens may arrive as one piece. */
    void text(String piece);

    /** How many likeliest alternatives {@link #token} is to be told with each token; negative: {@code token} is not called. */
    default int alternatives() {
        return -1;
    }

    /** A token that was appended, before the text that it completes; the end of the turn is not among them. */
    default void token(TokenChoice choice) {}
}
