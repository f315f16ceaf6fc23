package io.wenwen.core.kernel.onnx;

import io.wenwen.core.kernel.model.GgufBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tiny model as a GGUF file, with a tokenizer of single bytes and a chat template: a whole model of some 400 kB. */
final class TinyGguf {

    private static final String TEMPLATE =
            "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}"
                    + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int TEXT = 8;
    private static final int ARRAY = 9;

    private TinyGguf() {}

    static Path write(TinyModel model, Path file) throws IOException {
        QwenShape shape = model.shape();
        List<String> names = model.names();
        GgufBytes out = new GgufBytes().head(3, names.size(), 17);
        text(out, "general.architecture", "qwen2");
        number(out, "qwen2.block_count", shape.layers());
        number(out, "qwen2.embedding_length", shape.hidden());
        number(out, "qwen2.attention.head_count", shape.heads());
        number(out, "qwen2.attention.head_count_kv", shape.kvHeads());
        number(out, "qwen2.attention.key_length", shape.headSize());
        number(out, "qwen2.feed_forward_length", shape.feedForward());
        number(out, "qwen2.context_length", shape.context());
        real(out, "qwen2.rope.freq_base", shape.ropeBase());
        real(out, "qwen2.attention.layer_norm_rms_epsilon", shape.epsilon());
        text(out, "tokenizer.ggml.model", "gpt2");
        text(out, "tokenizer.ggml.pre", "qwen2");
        text(out, "tokenizer.chat_template", TEMPLATE);
        List<String> tokens = tokens();
        out.text("tokenizer.ggml.tokens").int32(ARRAY).int32(TEXT).int64(tokens.size());
        tokens.forEach(out::text);
        out.text("tokenizer.ggml.token_type").int32(ARRAY).int32(INT32).int64(tokens.size());
        tokens.forEach(token -> out.int32(token.startsWith("<|") ? 3 : 1));
        out.text("tokenizer.ggml.merges").int32(ARRAY).int32(TEXT).int64(1).text("a b");
        number(out, "tokenizer.ggml.eos_token_id", tokens.size() - 1);
        long offset = 0;
        for (String name : names) {
            long columns = model.width(name);
            long size = model.weights(name).length;
            out.tensor(name, size == columns ? List.of(columns) : List.of(columns, size / columns), 0, offset);
            offset += Math.ceilDiv(4 * size, 32) * 32;
        }
        for (String name : names) {
            out.align(32);
            for (float weight : model.weights(name)) {
                out.int32(Float.floatToRawIntBits(weight));
            }
        }
        return Files.write(file, out.align(32).bytes());
    }

    /** All bytes in GPT-2's byte alphabet, one merged pair, and the two marks of a turn. */
    private static List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        char next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            tokens.add(String.valueOf(printable ? (char) b : next++));
        }
        tokens.addAll(List.of("ab", "<|im_start|>", "<|im_end|>"));
        return tokens;
    }

    private static void text(GgufBytes out, String key, String value) {
        out.text(key).int32(TEXT).text(value);
    }

    private static void number(GgufBytes out, String key, int value) {
        out.text(key).int32(UINT32).int32(value);
    }

    private static void real(GgufBytes out, String key, float value) {
        out.text(key).int32(FLOAT32).int32(Float.floatToRawIntBits(value));
    }
}
