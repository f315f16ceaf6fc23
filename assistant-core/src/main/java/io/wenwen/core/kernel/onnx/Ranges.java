package io.wenwen.core.kernel.onnx;

import java.util.Arrays;
import java.util.BitSet;

/** Which blocks of a matrix a product computes: ranges of neighbouring blocks, so that a range is one walk through memory. */
final class Ranges {

    /** What is done with one range. */
    @FunctionalInterface
    interface Walk {
        /** Blocks {@code first … last - 1}. */
        void run(int first, int last);
    }

    /** First and end of each range, in turn. */
    private final int[] bounds;

    private final int size;

    private Ranges(int[] bounds) {
        this.bounds = bounds;
        int sum = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            sum += bounds[i + 1] - bounds[i];
        }
        size = sum;
    }

    /** Blocks {@code 0 … blocks - 1}. */
    static Ranges of(int blocks) {
        return new Ranges(new int[] {0, blocks});
    }

    /** The blocks of {@code block} members each that hold one of {@code members}, of {@code blocks} in all. */
    static Ranges covering(BitSet members, int block, int blocks) {
        int[] bounds = new int[16];
        int used = 0;
        for (int i = members.nextSetBit(0);
                i >= 0 && i / block < blocks;
                i = members.nextSetBit((i / block + 1) * block)) {
            int at = i / block;
            if (used > 0 && bounds[used - 1] == at) {
                bounds[used - 1]++;
            } else {
                if (used == bounds.length) {
                    bounds = Arrays.copyOf(bounds, 2 * used);
                }
                bounds[used++] = at;
                bounds[used++] = at + 1;
            }
        }
        return new Ranges(Arrays.copyOf(bounds, used));
    }

    /** Blocks in all. */
    int size() {
        return size;
    }

    /** Walks the {@code from}-th to the {@code to}-th of these blocks, the last not included. */
    void each(int from, int to, Walk walk) {
        int before = 0;
        for (int i = 0; i < bounds.length && before < to; i += 2) {
            int length = bounds[i + 1] - bounds[i];
            int first = Math.max(from - before, 0);
            int last = Math.min(to - before, length);
            if (first < last) {
                walk.run(bounds[i] + first, bounds[i] + last);
            }
            before += length;
        }
    }
}
