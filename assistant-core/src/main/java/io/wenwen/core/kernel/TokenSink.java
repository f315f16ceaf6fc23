package io.wenwen.core.kernel;

/** Hears a generation as it grows. Called from the engine's thread: hand over, do not block. */
@FunctionalInterface
public interface TokenSink {

    /** Text of whole Unicode code points; several tokens may arrive as one piece. */
    void text(String piece);
}
