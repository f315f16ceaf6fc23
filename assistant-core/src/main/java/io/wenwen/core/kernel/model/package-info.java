/**
 * What a model is, before anything computes with it: the file, its figures and its weights as numbers.
 *
 * <p>The tour, on the default model:
 *
 * <pre>{@code
 * try (GgufFile file = GgufFile.open(Path.of("qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"))) {
 *     ModelConfig config = ModelConfig.of(file);              // qwen2, 24 layers, hidden 896, 14 heads over 2 KV heads, …
 *     TensorInfo embedding = file.tensor("token_embd.weight"); // Q5_0, 151936 rows of 896
 *     float[] row = file.floats(embedding, 104387, 104388);    // one token's embedding as float32
 * }
 * }</pre>
 *
 * <p>{@link io.wenwen.core.kernel.model.GgufFile} maps the file and answers for its soundness: a file that opens has every
 * tensor inside its bounds. {@link io.wenwen.core.kernel.model.TensorType} lists the number formats and decodes them;
 * {@link io.wenwen.core.kernel.model.ModelConfig} reads the figures of a known architecture, and
 * {@link io.wenwen.core.kernel.model.FileHash} says which file it was.
 */
@NullMarked
package io.wenwen.core.kernel.model;

import org.jspecify.annotations.NullMarked;
