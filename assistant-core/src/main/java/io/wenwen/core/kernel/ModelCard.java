package io.wenwen.core.kernel;

/**
 * What an answer's record says about the model that worded it.
 *
 * @param name short name, e.g. {@code qwen2.5-coder-0.5b-instruct}
 * @param hash SHA-256 of the model file, lower-case hex; empty for a remote model
 * @param architecture GGUF {@code general.architecture}, e.g. {@code qwen2}
 * @param format number format of the products, e.g. {@code W8A8} or {@code F32}
 * @param contextLength tokens that prompt and answer may fill together
 * @param vocabularySize rows of the output matrix, padding included
 */
public record ModelCard(
        String name, String hash, String architecture, String format, int contextLength, int vocabularySize) {}
