/**
 * Machine code made at run time, for the one thing that neither Java nor ONNX Runtime does well on processors with AVX2 alone: products of
 * eight-bit matrices.
 *
 * <p>{@link io.wenwen.core.kernel.x86.ByteProduct} is the door: rows in, products out. It writes its inner loops with
 * {@link io.wenwen.core.kernel.x86.X86Assembler} into {@link io.wenwen.core.kernel.x86.SystemMemory} and calls them through the
 * foreign-function interface. Nothing native is shipped; where the system forbids it, or the processor has better instructions, ONNX Runtime
 * computes the same integers.
 */
@NullMarked
package io.wenwen.core.kernel.x86;

import org.jspecify.annotations.NullMarked;
