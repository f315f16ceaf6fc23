package io.wenwen.core.kernel.onnx;

/** In which numbers the products are computed. */
public enum NumberFormat {
    /** Eight bits for weights (per output channel) and inputs (per row): a quarter of the memory and several times the speed. */
    W8A8,
    /** fp32 throughout, four bytes a weight: the yardstick for the other. Not kept on disk. */
    F32
}
