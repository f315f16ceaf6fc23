package io.wenwen.core.embedding;

import java.util.List;

/** Turns sentences into unit vectors whose dot product is their likeness. Thread-safe. */
public interface Embedder extends AutoCloseable {

    /** Length of a vector. */
    int dimensions();

    /** Tokens that a text has for this model, those that frame it included. */
    int tokens(String text);

    /** Tokens that the model reads of a text; what is behind them does not enter the vector. */
    int longest();

    /** A short search query; models that want an instruction before queries get it here. */
    float[] embedQuery(String query);

    /** Passages such as product titles, in the order given. */
    List<float[]> embedPassages(List<String> passages);

    @Override
    void close();
}
