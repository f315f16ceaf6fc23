/**
 * The CPU runner: a Qwen2 or Qwen3 model as ONNX Runtime graphs, one for each seam between two attentions, and the attention itself
 * over pages of keys and values in Java.
 */
@NullMarked
package io.wenwen.core.kernel.onnx;

import org.jspecify.annotations.NullMarked;
