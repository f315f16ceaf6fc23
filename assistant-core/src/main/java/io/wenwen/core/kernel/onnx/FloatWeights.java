package io.wenwen.core.kernel.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model in fp32: the plain twin of the eight-bit format, and what that one is calibrated on. */
final class FloatWeights {

    /** Rows read at a time. */
    private static final int TILE = 64;

    private final TensorSource source;
    private final QwenShape shape;
    private final RowWorkers workers;

    FloatWeights(TensorSource source, RowWorkers workers) {
        this.source = source;
        this.shape = source.shape();
        this.workers = workers;
    }

    /** The matrices of one layer, {@code [outputs][inputs]} each. */
    record Matrices(MemorySegment qkv, MemorySegment output, MemorySegment gateUp, MemorySegment down) {}

    Matrices matrices(int layer, Arena arena) {
        String p = "blk." + layer + ".";
        return new Matrices(
                matrix(
                        arena,
                        shape.hidden(),
                        p + "attn_q.weight",
                        shape.queryWidth(),
                        p + "attn_k.weight",
                        shape.kvWidth(),
                        p + "attn_v.weight",
                        shape.kvWidth()),
                matrix(arena, shape.queryWidth(), p + "attn_output.weight", shape.hidden()),
                matrix(
                        arena,
                        shape.hidden(),
                        p + "ffn_gate.weight",
                        shape.feedForward(),
                        p + "ffn_up.weight",
                        shape.feedForward()),
                matrix(arena, shape.feedForward(), p + "ffn_down.weight", shape.hidden()));
    }

    /** A layer in fp32 on these matrices. */
    QwenLayer layer(int layer, Matrices matrices, Buffers buffers) {
        return new QwenLayer(
                attentionNorm(layer),
                OnnxLinear.floats(shape.hidden(), shape.qkvWidth(), matrices.qkv(), buffers),
                qkvBias(layer),
                headNorm(layer, "attn_q_norm.weight"),
                headNorm(layer, "attn_k_norm.weight"),
                OnnxLinear.floats(shape.queryWidth(), shape.hidden(), matrices.output(), buffers),
                feedForwardNorm(layer),
                OnnxLinear.floats(shape.hidden(), 2 * shape.feedForward(), matrices.gateUp(), buffers),
                OnnxLinear.floats(shape.feedForward(), shape.hidden(), matrices.down(), buffers));
    }

    /** The whole model in fp32; about four bytes a weight outside the heap. */
    QwenWeights all(Buffers buffers) {
        Arena arena = Arena.ofAuto();
        List<QwenLayer> layers = new ArrayList<>();
        for (int layer = 0; layer < shape.layers(); layer++) {
            layers.add(layer(layer, matrices(layer, arena), buffers));
        }
        MemorySegment head = matrix(arena, shape.hidden(), headName(), shape.vocabulary());
        return new QwenWeights(
                layers, outputNorm(), OnnxLinear.floats(shape.hidden(), shape.vocabulary(), head, buffers));
    }

    float[] attentionNorm(int layer) {
        return vector("blk." + layer + ".attn_norm.weight", shape.hidden());
    }

    float[] feedForwardNorm(int layer) {
        return vector("blk." + layer + ".ffn_norm.weight", shape.hidden());
    }

    float[] outputNorm() {
        return vector("output_norm.weight", shape.hidden());
    }

    float @Nullable [] qkvBias(int layer) {
        String p = "blk." + layer + ".";
        if (!source.has(p + "attn_q.bias")) {
            return null;
        }
        float[] bias = new float[shape.qkvWidth()];
        source.read(p + "attn_q.bias", 0, 1, bias, 0);
        source.read(p + "attn_k.bias", 0, 1, bias, shape.queryWidth());
        source.read(p + "attn_v.bias", 0, 1, bias, shape.queryWidth() + shape.kvWidth());
        return bias;
    }

    private float @Nullable [] headNorm(int layer, String part) {
        String tensor = "blk." + layer + "." + part;
        return source.has(tensor) ? vector(tensor, shape.headSize()) : null;
    }

    /** The output matrix's tensor; small models use the embedding for it. */
    String headName() {
        return source.has("output.weight") ? "output.weight" : "token_embd.weight";
    }

    private float[] vector(String tensor, int size) {
        float[] values = new float[size];
        source.read(tensor, 0, 1, values, 0);
        return values;
    }

    /** Stacks tensors, given as name and row count in turn. */
    private MemorySegment matrix(Arena arena, int inputs, Object... namesAndRows) {
        long rows = 0;
        for (int i = 1; i < namesAndRows.length; i += 2) {
            rows += (Integer) namesAndRows[i];
        }
        MemorySegment all = arena.allocate(rows * inputs * Float.BYTES, 64);
        long at = 0;
        for (int i = 0; i < namesAndRows.length; i += 2) {
            String name = (String) namesAndRows[i];
            int count = (Integer) namesAndRows[i + 1];
            long start = at;
            workers.each(Math.ceilDiv(count, TILE), false, (tile, worker) -> {
                int first = tile * TILE;
                int some = Math.min(TILE, count - first);
                float[] values = new float[some * inputs];
                source.read(name, first, some, values, 0);
                MemorySegment.copy(
                        values, 0, all, ValueLayout.JAVA_FLOAT, (start + first) * inputs * Float.BYTES, values.length);
            });
            at += count;
        }
        return all;
    }
}
