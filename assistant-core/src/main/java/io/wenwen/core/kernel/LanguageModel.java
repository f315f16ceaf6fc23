package io.wenwen.core.kernel;

import io.wenwen.core.kernel.text.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The one door to a language model, whichever runner computes it (CPU, GPU, remote). Thread-safe: generations started
 * from several threads are decoded together.
 */
public interface LanguageModel extends AutoCloseable {

    /** What is loaded: name, file hash, architecture, number format. */
    ModelCard card();

    /**
     * The tokenizer of this model's file; constraints are compiled against it. {@code null} where the model runs elsewhere: it then
     * takes no constraint, and whoever needs one checks the text itself.
     */
    @Nullable
    Tokenizer tokenizer();

    /**
     * Starts one generation and returns at once; tokens arrive at the request's sink.
     *
     * @throws ContextOverflowException if prompt and budget together exceed the context window; the message says by how much
     * @throws ModelBusyException if too much waits already; it says when to try again
     */
    Generation start(GenerationRequest request);

    @Override
    void close();
}
