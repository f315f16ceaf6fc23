package io.wenwen.core.kernel.onnx;

import io.wenwen.core.kernel.decode.ModelRunner;

/**
 * Keys and values of one layer in pages of 16 tokens. In a page, for each head: keys as {@code [headSize][16]}, so that one vector
 * holds the scores of neighbouring tokens; values as {@code [16][headSize]}, so that one vector holds neighbouring outputs.
 */
final class KvPages {

    static final int PAGE = ModelRunner.PAGE;

    private final int headSize;
    private final int stride;
    final float[] keys;
    final float[] values;

    KvPages(QwenShape shape, int pages) {
        headSize = shape.headSize();
        stride = PAGE * shape.kvWidth();
        keys = new float[Math.multiplyExact(pages, stride)];
        values = new float[keys.length];
    }

    /** Where a head's part of a page begins, in both arrays. */
    int at(int page, int head) {
        return page * stride + head * headSize * PAGE;
    }

    /** Stores one head's key and value of the token in {@code slot} (0–15) of a page. */
    void put(int page, int slot, int head, float[] key, int keyAt, float[] value, int valueAt) {
        int base = at(page, head);
        for (int d = 0; d < headSize; d++) {
            keys[base + d * PAGE + slot] = key[keyAt + d];
        }
        System.arraycopy(value, valueAt, values, base + slot * headSize, headSize);
    }

    /** Copies a whole page. */
    void copy(int from, int to) {
        System.arraycopy(keys, from * stride, keys, to * stride, stride);
        System.arraycopy(values, from * stride, values, to * stride, stride);
    }
}
