package io.wenwen.core.kernel.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The memory outside the heap that all products of a runner share: one input, one output, and a scale for each row.
 *
 * @param input as bytes
 * @param output fp32 values
 * @param rowScales what a row's quantised values must be multiplied with, fp32
 */
record Buffers(MemorySegment input, MemorySegment output, MemorySegment rowScales) {

    /** Freed when nothing refers to it any more. */
    static Buffers allocate(int rows, long inputBytes, long outputBytes) {
        Arena arena = Arena.ofAuto();
        return new Buffers(
                arena.allocate(inputBytes, 64), arena.allocate(outputBytes, 64), arena.allocate(4L * rows, 64));
    }
}
