package io.wenwen.core.kernel.model;

import java.util.List;

/**
 * Where one tensor lies in the file and how its numbers are written.
 *
 * @param name e.g. {@code blk.0.attn_q.weight}
 * @param fileShape as the file says, fastest dimension first: {@code [896, 4864]} is a matrix of 4864 rows and 896 columns
 * @param offset of the first byte, from the start of the file
 * @param bytes length of the encoded tensor
 */
public record TensorInfo(String name, List<Long> fileShape, TensorType type, long offset, long bytes) {

    public TensorInfo {
        fileShape = List.copyOf(fileShape);
    }

    /** The shape as row-major code writes it, slowest dimension first: {@code [4864, 896]}. */
    public List<Long> shape() {
        return fileShape.reversed();
    }

    /** Numbers in one row: the fastest dimension, the input width of a weight matrix. */
    public int columns() {
        return Math.toIntExact(fileShape.getFirst());
    }

    /** Rows: the product of the other dimensions; 1 for a vector. */
    public int rows() {
        long rows = 1;
        for (long dimension : fileShape.subList(1, fileShape.size())) {
            rows *= dimension;
        }
        return Math.toIntExact(rows);
    }

    /** Bytes of one encoded row. */
    public long rowBytes() {
        return type.bytes(columns());
    }
}
