package io.wenwen.core.kernel.onnx;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A matrix in eight bits for each output channel.
 *
 * @param weights {@code [inputs][outputs]} bytes
 * @param scales what to multiply each output channel with, fp32
 * @param smoothing what to multiply each input with before it is quantised; {@code null} where that was folded into a norm
 */
record ByteWeights(
        int inputs, int outputs, MemorySegment weights, MemorySegment scales, float @Nullable [] smoothing) {}
