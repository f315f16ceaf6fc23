package io.wenwen.core.kernel.onnx;

/** Where a model's weights come from, as fp32 rows. Thread-safe. */
interface TensorSource {

    QwenShape shape();

    boolean has(String tensor);

    /** Reads {@code count} rows of a matrix (a vector is one row) from row {@code first} into {@code into}. */
    void read(String tensor, int first, int count, float[] into, int offset);
}
