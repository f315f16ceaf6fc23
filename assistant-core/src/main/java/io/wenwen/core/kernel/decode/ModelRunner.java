package io.wenwen.core.kernel.decode;

import java.util.List;

/** Computes logits: what the engine needs of a processor, in tokens and pages. One thread at a time. */
public interface ModelRunner extends AutoCloseable {

    /** Tokens whose keys and values one page holds. */
    int PAGE = 16;

    /** Length of a row of logits. */
    int vocabularySize();

    /** Positions that a sequence may have. */
    int contextLength();

    /** Pages of keys and values there are; numbered from 0. */
    int pages();

    /** Tokens that one step may hold, over all slices. */
    int maxRows();

    /** Computes a step: fills the pages of its tokens and the logits asked for. Results of a slice do not depend on the others. */
    void forward(List<Slice> step);

    /** Copies the keys and values that one page holds to another. */
    void copyPage(int from, int to);

    @Override
    void close();
}
