package io.wenwen.core.kernel.onnx;

import io.wenwen.core.kernel.decode.Slice;
import java.util.List;

/**
 * The forward pass over a ragged batch of rows, layer by layer: RMS norm, one product for queries, keys and values, rotary embedding,
 * paged attention, output product, residual; norm, gated feed-forward, residual. Everything between two products is one pass over
 * a row while it is in cache. One thread calls; rows are shared among the workers.
 */
final class DecoderBlocks {

    /** Rows below which waking other threads costs more than it saves. */
    private static final int FEW = 4;

    private static final int STRIP = 8;

    private final QwenShape shape;
    private final RowWorkers workers;
    private final Rope rope;
    private final PagedAttention[] attention;
    private final float[][] wide;
    private final float[] hidden;
    private final float[] queries;
    private final float[] attended;
    private final int[] rowSlice;
    private final int[] rowPosition;
    private List<Slice> step = List.of();
    private int rows;

    DecoderBlocks(QwenShape shape, int maxRows, int positions, RowWorkers workers) {
        this.shape = shape;
        this.workers = workers;
        rope = new Rope(shape.headSize(), shape.ropeBase(), positions);
        attention = new PagedAttention[workers.count()];
        wide = new float[workers.count()][Math.max(2 * shape.feedForward(), shape.qkvWidth() + shape.hidden())];
        for (int i = 0; i < attention.length; i++) {
            attention[i] = new PagedAttention(shape, positions);
        }
        hidden = new float[maxRows * shape.hidden()];
        queries = new float[maxRows * shape.queryWidth()];
        attended = new float[maxRows * shape.queryWidth()];
        rowSlice = new int[maxRows];
        rowPosition = new int[maxRows];
    }

    /** Lays out a step's rows. Its rows of the residual stream are then to be filled with embeddings. */
    void begin(List<Slice> slices) {
        step = slices;
        rows = 0;
        for (int s = 0; s < slices.size(); s++) {
            Slice slice = slices.get(s);
            if (rows + slice.count() > rowSlice.length) {
                throw new IllegalArgumentException("A step of more than " + rowSlice.length + " rows.");
            }
            for (int i = 0; i < slice.count(); i++) {
                rowSlice[rows] = s;
                rowPosition[rows++] = slice.from() + i;
            }
        }
    }

    int rows() {
        return rows;
    }

    /** The residual stream, {@code [rows][hidden]}. */
    float[] hidden() {
        return hidden;
    }

    /** The token of a row. */
    int token(int row) {
        return step.get(rowSlice[row]).tokens()[rowPosition[row]];
    }

    /** One block, in place on the residual stream. */
    void run(QwenLayer layer, KvPages kv) {
        int width = shape.hidden();
        boolean alone = rows < FEW;
        each(alone, (row, worker) -> {
            float[] x = wide[worker];
            VectorMath.rmsNorm(hidden, row * width, width, layer.attentionNorm(), shape.epsilon(), x);
            layer.qkv().put(row, x, 0);
        });
        layer.qkv().run(rows);
        each(alone, (row, worker) -> turnAndStore(layer, kv, row, wide[worker]));
        attend(kv);
        each(alone, (row, worker) -> layer.output().put(row, attended, row * shape.queryWidth()));
        layer.output().run(rows);
        each(alone, (row, worker) -> {
            float[] x = wide[worker];
            layer.output().get(row, x, 0);
            VectorMath.add(hidden, row * width, x, width);
            VectorMath.rmsNorm(hidden, row * width, width, layer.feedForwardNorm(), shape.epsilon(), x);
            layer.gateUp().put(row, x, 0);
        });
        layer.gateUp().run(rows);
        each(alone, (row, worker) -> {
            float[] x = wide[worker];
            layer.gateUp().get(row, x, 0);
            VectorMath.siluTimes(x, shape.feedForward());
            layer.down().put(row, x, 0);
        });
        layer.down().run(rows);
        each(alone, (row, worker) -> {
            float[] x = wide[worker];
            layer.down().get(row, x, 0);
            VectorMath.add(hidden, row * width, x, width);
        });
    }

    private void turnAndStore(QwenLayer layer, KvPages kv, int row, float[] x) {
        int size = shape.headSize();
        int position = rowPosition[row];
        int page = step.get(rowSlice[row]).pages()[position / KvPages.PAGE];
        layer.qkv().get(row, x, 0);
        if (layer.qkvBias() != null) {
            VectorMath.add(x, 0, layer.qkvBias(), shape.qkvWidth());
        }
        for (int head = 0; head < shape.heads() + shape.kvHeads(); head++) {
            float[] gain = head < shape.heads() ? layer.queryNorm() : layer.keyNorm();
            if (gain != null) {
                VectorMath.rmsNorm(x, head * size, size, gain, shape.epsilon(), x, head * size);
            }
            rope.turn(x, head * size, position);
        }
        System.arraycopy(x, 0, queries, row * shape.queryWidth(), shape.queryWidth());
        int keys = shape.queryWidth();
        int values = keys + shape.kvWidth();
        for (int head = 0; head < shape.kvHeads(); head++) {
            kv.put(page, position % KvPages.PAGE, head, x, keys + head * size, x, values + head * size);
        }
    }

    private void attend(KvPages kv) {
        long work = 0;
        for (int row = 0; row < rows; row++) {
            work += rowPosition[row] + 1;
        }
        int strips = (rows + STRIP - 1) / STRIP;
        boolean manyRows = strips >= 2 * workers.count();
        int strip = manyRows ? STRIP : 1;
        int parts = (rows + strip - 1) / strip * shape.kvHeads();
        workers.each(parts, work < 256, (part, worker) -> {
            int head = part % shape.kvHeads();
            int from = part / shape.kvHeads() * strip;
            for (int row = from; row < Math.min(from + strip, rows); row++) {
                attention[worker].attend(
                        kv,
                        step.get(rowSlice[row]).pages(),
                        head,
                        rowPosition[row],
                        queries,
                        row * shape.queryWidth(),
                        attended);
            }
        });
    }

    /** All rows, in strips, so that workers do not meet at every row. */
    private void each(boolean alone, RowWorkers.Part body) {
        int strips = (rows + STRIP - 1) / STRIP;
        if (alone || strips < workers.count()) {
            workers.each(rows, alone, body);
            return;
        }
        workers.each(strips, false, (strip, worker) -> {
            for (int row = strip * STRIP; row < Math.min(strip * STRIP + STRIP, rows); row++) {
                body.run(row, worker);
            }
        });
    }
}
