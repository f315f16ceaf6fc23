package io.wenwen.core.kernel.onnx;

import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.decode.Slice;
import io.wenwen.core.kernel.x86.ByteProduct;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Qwen2 or Qwen3 model on the CPU: products by ONNX Runtime, attention over pages in Java. */
final class QwenRunner implements ModelRunner {

    /** Rows of logits computed at a time; more are done in turns. */
    private static final int HEAD_ROWS = 16;

    private final QwenShape shape;
    private final TensorSource embedding;
    private final QwenWeights weights;
    private final RowWorkers workers;
    private final DecoderBlocks blocks;
    private final KvPages[] kv;
    private final int pages;
    private final int maxRows;
    private final int positions;
    private final Runnable onClose;

    /**
     * @param workers closed with this runner
     * @param onClose what else ends with it: the file that the embedding is read from
     */
    QwenRunner(
            TensorSource embedding, QwenWeights weights, int pages, int maxRows, RowWorkers workers, Runnable onClose) {
        this.onClose = onClose;
        this.shape = embedding.shape();
        this.embedding = embedding;
        this.weights = weights;
        this.workers = workers;
        this.pages = pages;
        this.maxRows = maxRows;
        positions = Math.min(shape.context(), pages * PAGE);
        blocks = new DecoderBlocks(shape, maxRows, positions, workers);
        kv = new KvPages[shape.layers()];
        for (int i = 0; i < kv.length; i++) {
            kv[i] = new KvPages(shape, pages);
        }
    }

    /** Buffers that hold any step of up to {@code maxRows} rows. */
    static Buffers buffers(QwenShape shape, int maxRows, boolean bytes) {
        long widestInput = Math.max(shape.feedForward(), Math.max(shape.hidden(), shape.queryWidth()));
        long widestOutput = Math.max(2L * shape.feedForward(), shape.qkvWidth());
        // Room for what either kind of product pads to.
        long inputBytes =
                bytes ? Short.BYTES * (long) PanelLinear.paddedInputs((int) widestInput) : Float.BYTES * widestInput;
        return Buffers.allocate(
                maxRows,
                maxRows * inputBytes,
                Float.BYTES
                        * Math.max(
                                maxRows * (widestOutput + ByteProduct.PANEL),
                                (long) HEAD_ROWS * (shape.vocabulary() + ByteProduct.PANEL)));
    }

    @Override
    public int vocabularySize() {
        return shape.vocabulary();
    }

    @Override
    public int contextLength() {
        return positions;
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public int maxRows() {
        return maxRows;
    }

    @Override
    public void forward(List<Slice> step) {
        blocks.begin(step);
        int width = shape.hidden();
        for (int row = 0; row < blocks.rows(); row++) {
            embedding.read("token_embd.weight", blocks.token(row), 1, blocks.hidden(), row * width);
        }
        for (int i = 0; i < kv.length; i++) {
            blocks.run(weights.layers().get(i), kv[i]);
        }
        head(step);
    }

    @Override
    public void copyPage(int from, int to) {
        for (KvPages layer : kv) {
            layer.copy(from, to);
        }
    }

    private void head(List<Slice> step) {
        float[] x = new float[shape.hidden()];
        float[][] targets = new float[HEAD_ROWS][];
        int waiting = 0;
        int row = 0;
        BitSet read = new BitSet();
        boolean readsAll = false;
        for (Slice slice : step) {
            row += slice.count();
            for (int i = 0; i < slice.logits().length; i++) {
                int from = row - slice.logits().length + i;
                VectorMath.rmsNorm(
                        blocks.hidden(),
                        from * shape.hidden(),
                        shape.hidden(),
                        weights.outputNorm(),
                        shape.epsilon(),
                        x);
                weights.head().put(waiting, x, 0);
                targets[waiting++] = slice.logits()[i];
                if (slice.read() == null) {
                    readsAll = true;
                } else {
                    read.or(slice.read());
                }
                if (waiting == HEAD_ROWS) {
                    flush(targets, waiting, readsAll ? null : read);
                    waiting = 0;
                    read = new BitSet();
                    readsAll = false;
                }
            }
        }
        flush(targets, waiting, readsAll ? null : read);
    }

    /** @param read the logits that any of the rows needs; {@code null} for all */
    private void flush(float[][] targets, int count, @Nullable BitSet read) {
        if (count == 0) {
            return;
        }
        if (read == null) {
            weights.head().run(count);
        } else {
            weights.head().run(count, read);
        }
        for (int i = 0; i < count; i++) {
            weights.head().get(i, targets[i], 0);
        }
    }

    @Override
    public void close() {
        workers.close();
        weights.close();
        onClose.run();
    }
}
