package io.wenwen.core.kernel.onnx;

import java.util.BitSet;

/**
 * A matrix product over rows, {@code y = x Wᵀ}, in some number format. Use: {@link #put} every row (different rows from
 * different threads), {@link #run} once, {@link #get} every row. Products of one runner share their buffers, so a product's rows
 * must be read before the next one runs.
 */
interface Linear extends AutoCloseable {

    int inputs();

    int outputs();

    /** Hands over row {@code row}: {@code inputs()} values of {@code x} from {@code offset}. */
    void put(int row, float[] x, int offset);

    /** Computes rows {@code 0 … rows - 1}. */
    void run(int rows);

    /** Computes at least these outputs of rows {@code 0 … rows - 1}; {@link #get} leaves alone what was not computed. */
    default void run(int rows, BitSet wanted) {
        run(rows);
    }

    /** Reads {@code outputs()} values of row {@code row}. */
    void get(int row, float[] y, int offset);

    @Override
    void close();
}
