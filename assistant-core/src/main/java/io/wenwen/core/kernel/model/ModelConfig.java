package io.wenwen.core.kernel.model;

import java.util.List;

/**
 * The figures of a decoder-only transformer that a runner needs to build it.
 *
 * @param architecture GGUF {@code general.architecture}
 * @param name the file's own name for the model
 * @param layers decoder blocks
 * @param hidden width of the residual stream
 * @param heads query heads
 * @param kvHeads key-value heads; divides {@code heads}
 * @param headDim numbers in a head
 * @param feedForward inner width of the gated feed-forward block
 * @param vocabulary rows of the embedding and of the output matrix, padding included
 * @param contextLength tokens that the model was trained to attend over
 * @param ropeBase base of the rotary frequencies
 * @param rmsEpsilon added to the mean square in RMSNorm
 * @param tiedOutput true where the embedding is also the output matrix
 */
public record ModelConfig(
        String architecture,
        String name,
        int layers,
        int hidden,
        int heads,
        int kvHeads,
        int headDim,
        int feedForward,
        int vocabulary,
        int contextLength,
        double ropeBase,
        double rmsEpsilon,
        boolean tiedOutput) {

    /** Architectures that can be run. */
    public static final List<String> SUPPORTED = List.of("qwen2", "qwen3");

    private static final String EMBEDDING = "token_embd.weight";
    private static final String OUTPUT = "output.weight";

    /**
     * Reads the figures and checks that every tensor of the architecture is there in the shape that they demand.
     *
     * @throws ModelFileException for an unsupported architecture or a file that contradicts itself
     */
    public static ModelConfig of(GgufFile file) throws ModelFileException {
        Metadata metadata = file.metadata();
        String architecture = metadata.text("general.architecture");
        if (!SUPPORTED.contains(architecture)) {
            throw new ModelFileException(metadata.file() + " is of architecture " + architecture
                    + ", which is not supported. Supported: " + String.join(", ", SUPPORTED)
                    + " (Qwen2, Qwen2.5 and dense Qwen3 models). Choose one of ./wenwen model list.");
        }
        String p = architecture + ".";
        refuseScaledPositions(metadata, p);
        int hidden = metadata.whole(p + "embedding_length", 1, 1 << 17);
        int heads = metadata.whole(p + "attention.head_count", 1, 1 << 12);
        int headDim = metadata.has(p + "attention.key_length")
                ? metadata.whole(p + "attention.key_length", 1, 1 << 12)
                : exactQuotient(metadata, hidden, heads);
        TensorInfo embedding = file.tensor(EMBEDDING);
        ModelConfig config = new ModelConfig(
                architecture,
                metadata.has("general.name") ? metadata.text("general.name") : architecture,
                metadata.whole(p + "block_count", 1, 1 << 10),
                hidden,
                heads,
                metadata.has(p + "attention.head_count_kv")
                        ? metadata.whole(p + "attention.head_count_kv", 1, heads)
                        : heads,
                headDim,
                metadata.whole(p + "feed_forward_length", 1, 1 << 20),
                embedding.rows(),
                metadata.whole(p + "context_length", 1, 1 << 24),
                metadata.has(p + "rope.freq_base") ? metadata.real(p + "rope.freq_base") : 10_000,
                metadata.real(p + "attention.layer_norm_rms_epsilon"),
                !file.hasTensor(OUTPUT));
        config.check(file);
        return config;
    }

    /** Positions stretched beyond the trained context are computed otherwise; taken as plain ones they give wrong numbers. */
    private static void refuseScaledPositions(Metadata metadata, String p) throws ModelFileException {
        String key = p + "rope.scaling.type";
        if (metadata.has(key) && !metadata.text(key).equals("none")) {
            throw new ModelFileException(metadata.file() + ": " + key + " is " + metadata.text(key)
                    + ", which is not supported. Get the file without a stretched context.");
        }
    }

    private static int exactQuotient(Metadata metadata, int hidden, int heads) throws ModelFileException {
        if (hidden % heads != 0) {
            throw new ModelFileException(metadata.file() + ": a hidden width of " + hidden + " does not divide over "
                    + heads + " heads. " + ModelFiles.ADVICE);
        }
        return hidden / heads;
    }

    /** The name of a tensor of layer {@code layer}: {@code blk.3.attn_q.weight}. */
    public static String layerTensor(int layer, String part) {
        return "blk." + layer + "." + part;
    }

    /** The output matrix: its own tensor, or the embedding where both are one. */
    public String outputTensor() {
        return tiedOutput ? EMBEDDING : OUTPUT;
    }

    private void check(GgufFile file) throws ModelFileException {
        if (heads % kvHeads != 0 || headDim % 2 != 0) {
            throw new ModelFileException(file.metadata().file() + ": " + heads + " heads over " + kvHeads
                    + " key-value heads of "
                    + headDim + " numbers cannot be: the first must be a multiple of the second, the third even. "
                    + ModelFiles.ADVICE);
        }
        expect(file, EMBEDDING, vocabulary, hidden);
        expect(file, outputTensor(), vocabulary, hidden);
        expect(file, "output_norm.weight", 1, hidden);
        int query = heads * headDim;
        int key = kvHeads * headDim;
        // Qwen2 adds a bias to queries, keys and values; Qwen3 has none and norms each head of queries and keys
        // instead.
        boolean biased = architecture.equals("qwen2") || file.hasTensor(layerTensor(0, "attn_q.bias"));
        boolean normed = architecture.equals("qwen3");
        for (int layer = 0; layer < layers; layer++) {
            expect(file, layerTensor(layer, "attn_norm.weight"), 1, hidden);
            expect(file, layerTensor(layer, "attn_q.weight"), query, hidden);
            expect(file, layerTensor(layer, "attn_k.weight"), key, hidden);
            expect(file, layerTensor(layer, "attn_v.weight"), key, hidden);
            expect(file, layerTensor(layer, "attn_output.weight"), hidden, query);
            if (biased) {
                expect(file, layerTensor(layer, "attn_q.bias"), 1, query);
                expect(file, layerTensor(layer, "attn_k.bias"), 1, key);
                expect(file, layerTensor(layer, "attn_v.bias"), 1, key);
            }
            if (normed) {
                expect(file, layerTensor(layer, "attn_q_norm.weight"), 1, headDim);
                expect(file, layerTensor(layer, "attn_k_norm.weight"), 1, headDim);
            }
            expect(file, layerTensor(layer, "ffn_norm.weight"), 1, hidden);
            expect(file, layerTensor(layer, "ffn_gate.weight"), feedForward, hidden);
            expect(file, layerTensor(layer, "ffn_up.weight"), feedForward, hidden);
            expect(file, layerTensor(layer, "ffn_down.weight"), hidden, feedForward);
        }
    }

    private static void expect(GgufFile file, String name, int rows, int columns) throws ModelFileException {
        TensorInfo tensor = file.tensor(name);
        if (tensor.rows() != rows || tensor.columns() != columns) {
            throw new ModelFileException(
                    file.metadata().file() + ": tensor " + name + " at byte " + tensor.offset() + " has "
                            + tensor.rows() + " rows of " + tensor.columns() + ", but the model's figures demand "
                            + rows + " of "
                            + columns + ". " + ModelFiles.ADVICE);
        }
    }
}
