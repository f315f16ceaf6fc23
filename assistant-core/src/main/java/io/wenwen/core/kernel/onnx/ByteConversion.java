package io.wenwen.core.kernel.onnx;

import io.wenwen.core.kernel.decode.Slice;
import io.wenwen.core.kernel.x86.ByteProduct;
import io.wenwen.core.kernel.x86.SystemMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a model into eight bits: weights per output channel, inputs per row at run time. Before that, large input channels are made
 * smaller and their weights larger by {@code s = max|x|^½ / max|w|^½} (SmoothQuant, Xiao et al. 2023, α = 0.5), with {@code max|x|} seen
 * while the fp32 model reads a few Chinese texts. {@code 1/s} is folded into the norms' gains where a norm comes before, and kept as
 * a vector otherwise. Layer by layer, so that only one layer is in memory as fp32.
 */
final class ByteConversion {

    private static final int TILE = 64;

    private final TensorSource source;
    private final QwenShape shape;
    private final boolean signed;
    private final RowWorkers workers;
    private final FloatWeights floats;

    ByteConversion(TensorSource source, boolean signed, RowWorkers workers) {
        this.source = source;
        this.shape = source.shape();
        this.signed = signed;
        this.workers = workers;
        floats = new FloatWeights(source, workers);
    }

    /**
     * Converts and writes all parts; {@link WeightFileWriter#finish} is left to the caller.
     *
     * @param texts token ids to calibrate on
     */
    void write(List<int[]> texts, WeightFileWriter out, Progress progress) throws IOException {
        List<Slice> step = slices(texts);
        int rows = step.stream().mapToInt(Slice::count).sum();
        int longest = texts.stream().mapToInt(t -> t.length).max().orElseThrow();
        int pages = step.stream().mapToInt(s -> s.pages().length).sum();
        Buffers buffers = Buffers.allocate(
                rows,
                4L * rows * Math.max(shape.feedForward(), Math.max(shape.hidden(), shape.queryWidth())),
                4L * rows * Math.max(2 * shape.feedForward(), shape.qkvWidth()));
        DecoderBlocks blocks = new DecoderBlocks(shape, rows, longest, workers);
        KvPages kv = new KvPages(shape, pages);
        blocks.begin(step);
        for (int row = 0; row < rows; row++) {
            source.read("token_embd.weight", blocks.token(row), 1, blocks.hidden(), row * shape.hidden());
        }
        for (int layer = 0; layer < shape.layers(); layer++) {
            progress.at(Progress.Step.CONVERTING, (double) layer / (shape.layers() + 2));
            try (Arena arena = Arena.ofShared()) {
                writeLayer(layer, blocks, kv, buffers, arena, out);
            }
        }
        progress.at(Progress.Step.CONVERTING, (double) shape.layers() / (shape.layers() + 2));
        writeHead(blocks, rows, out);
        progress.at(Progress.Step.CONVERTING, 1);
    }

    private void writeLayer(
            int layer, DecoderBlocks blocks, KvPages kv, Buffers buffers, Arena arena, WeightFileWriter out)
            throws IOException {
        FloatWeights.Matrices matrices = floats.matrices(layer, arena);
        String p = "layer." + layer + ".";
        try (QwenLayer plain = floats.layer(layer, matrices, buffers)) {
            ChannelPeaks qkv = new ChannelPeaks(plain.qkv());
            ChannelPeaks output = new ChannelPeaks(plain.output());
            ChannelPeaks gateUp = new ChannelPeaks(plain.gateUp());
            ChannelPeaks down = new ChannelPeaks(plain.down());
            // Not closed by itself: its products are those of the plain layer.
            QwenLayer watched = new QwenLayer(
                    plain.attentionNorm(),
                    qkv,
                    plain.qkvBias(),
                    plain.queryNorm(),
                    plain.keyNorm(),
                    output,
                    plain.feedForwardNorm(),
                    gateUp,
                    down);
            blocks.run(watched, kv);
            addIfThere(out, p + "qkv.bias", plain.qkvBias());
            addIfThere(out, p + "query_norm", plain.queryNorm());
            addIfThere(out, p + "key_norm", plain.keyNorm());
            out.add(p + "attention_norm", write(p + "qkv", matrices.qkv(), qkv.peaks(), out, plain.attentionNorm()));
            out.add(p + "output.smoothing", write(p + "output", matrices.output(), output.peaks(), out, null));
            out.add(
                    p + "feed_forward_norm",
                    write(p + "gate_up", matrices.gateUp(), gateUp.peaks(), out, plain.feedForwardNorm()));
            out.add(p + "down.smoothing", write(p + "down", matrices.down(), down.peaks(), out, null));
        }
    }

    private static void addIfThere(WeightFileWriter out, String name, float @Nullable [] values) throws IOException {
        if (values != null) {
            out.add(name, values);
        }
    }

    /** Writes one matrix; returns {@code gain / s}, or {@code 1 / s} without a gain. */
    private float[] write(
            String name, MemorySegment matrix, float[] peaks, WeightFileWriter out, float @Nullable [] gain)
            throws IOException {
        int inputs = peaks.length;
        int outputs = Math.toIntExact(matrix.byteSize() / Float.BYTES / inputs);
        return write(
                name,
                inputs,
                outputs,
                (first, count, into) -> MemorySegment.copy(
                        matrix, ValueLayout.JAVA_FLOAT, 4L * first * inputs, into, 0, count * inputs),
                peaks,
                out,
                gain);
    }

    /** Where a matrix's rows come from. */
    @FunctionalInterface
    private interface Rows {
        void read(int first, int count, float[] into);
    }

    private float[] write(
            String name,
            int inputs,
            int outputs,
            Rows rows,
            float[] peaks,
            WeightFileWriter out,
            float @Nullable [] gain)
            throws IOException {
        float[] smoothing = smoothing(weightPeaks(inputs, outputs, rows), peaks);
        float[] scales = new float[outputs];
        try (Arena arena = Arena.ofShared()) {
            MemorySegment bytes = arena.allocate((long) inputs * outputs, 64);
            workers.each(Math.ceilDiv(outputs, TILE), false, (tile, worker) -> {
                int first = tile * TILE;
                int count = Math.min(TILE, outputs - first);
                float[] values = new float[count * inputs];
                rows.read(first, count, values);
                quantise(values, count, inputs, outputs, first, smoothing, scales, bytes);
            });
            out.add(name + ".weights", bytes);
            out.add(name + ".scales", scales);
        }
        float[] folded = new float[inputs];
        for (int k = 0; k < inputs; k++) {
            folded[k] = (gain == null ? 1 : gain[k]) / smoothing[k];
        }
        return folded;
    }

    private float[] weightPeaks(int inputs, int outputs, Rows rows) {
        float[][] perWorker = new float[workers.count()][inputs];
        workers.each(Math.ceilDiv(outputs, TILE), false, (tile, worker) -> {
            int count = Math.min(TILE, outputs - tile * TILE);
            float[] values = new float[count * inputs];
            rows.read(tile * TILE, count, values);
            float[] most = perWorker[worker];
            for (int i = 0; i < values.length; i += inputs) {
                for (int k = 0; k < inputs; k++) {
                    most[k] = Math.max(most[k], Math.abs(values[i + k]));
                }
            }
        });
        float[] most = perWorker[0];
        for (float[] other : perWorker) {
            for (int k = 0; k < inputs; k++) {
                most[k] = Math.max(most[k], other[k]);
            }
        }
        return most;
    }

    private static float[] smoothing(float[] weightPeaks, float[] inputPeaks) {
        float[] s = new float[inputPeaks.length];
        for (int k = 0; k < s.length; k++) {
            s[k] = (float) Math.sqrt(Math.max(inputPeaks[k], 1e-5f) / Math.max(weightPeaks[k], 1e-5f));
        }
        return s;
    }

    private void quantise(
            float[] values,
            int count,
            int inputs,
            int outputs,
            int first,
            float[] smoothing,
            float[] scales,
            MemorySegment bytes) {
        byte[] column = new byte[count * inputs];
        int zero = signed ? 0 : 128;
        for (int n = 0; n < count; n++) {
            float most = 0;
            for (int k = 0; k < inputs; k++) {
                values[n * inputs + k] *= smoothing[k];
                most = Math.max(most, Math.abs(values[n * inputs + k]));
            }
            float scale = most > 0 ? most / 127f : 1f;
            scales[first + n] = scale;
            for (int k = 0; k < inputs; k++) {
                column[k * count + n] = (byte) (Math.round(values[n * inputs + k] / scale) + zero);
            }
        }
        for (int k = 0; k < inputs; k++) {
            MemorySegment.copy(column, k * count, bytes, ValueLayout.JAVA_BYTE, (long) k * outputs + first, count);
        }
    }

    private void writeHead(DecoderBlocks blocks, int rows, WeightFileWriter out) throws IOException {
        float[] norm = floats.outputNorm();
        float[] peaks = new float[shape.hidden()];
        float[] x = new float[shape.hidden()];
        for (int row = 0; row < rows; row++) {
            VectorMath.rmsNorm(blocks.hidden(), row * shape.hidden(), shape.hidden(), norm, shape.epsilon(), x);
            for (int k = 0; k < x.length; k++) {
                peaks[k] = Math.max(peaks[k], Math.abs(x[k]));
            }
        }
        String head = floats.headName();
        out.add(
                "output_norm",
                write(
                        "head",
                        shape.hidden(),
                        shape.vocabulary(),
                        (first, count, into) -> source.read(head, first, count, into, 0),
                        peaks,
                        out,
                        norm));
    }

    private static List<Slice> slices(List<int[]> texts) {
        List<Slice> slices = new ArrayList<>();
        int page = 0;
        for (int[] tokens : texts) {
            int[] pages = new int[Math.ceilDiv(tokens.length, KvPages.PAGE)];
            for (int i = 0; i < pages.length; i++) {
                pages[i] = page++;
            }
            slices.add(new Slice(Arrays.copyOf(tokens, tokens.length), 0, tokens.length, pages, new float[0][]));
        }
        return slices;
    }

    /**
     * Loads what {@link #write} wrote, for whatever computes products on this machine.
     *
     * @param product {@code null} where ONNX Runtime does
     */
    static QwenWeights load(
            WeightFile file,
            QwenShape shape,
            boolean signed,
            Buffers buffers,
            RowWorkers workers,
            @Nullable ByteProduct product,
            Progress progress) {
        Products products = product == null
                ? weights -> OnnxLinear.bytes(weights, signed, buffers)
                : panels(shape, signed, buffers, workers, product);
        List<QwenLayer> layers = new ArrayList<>();
        for (int i = 0; i < shape.layers(); i++) {
            progress.at(Progress.Step.LOADING, (double) i / (shape.layers() + 2));
            String p = "layer." + i + ".";
            layers.add(new QwenLayer(
                    file.floats(p + "attention_norm"),
                    linear(file, p + "qkv", shape.hidden(), products),
                    floatsIfThere(file, p + "qkv.bias"),
                    floatsIfThere(file, p + "query_norm"),
                    floatsIfThere(file, p + "key_norm"),
                    linear(file, p + "output", shape.queryWidth(), products),
                    file.floats(p + "feed_forward_norm"),
                    linear(file, p + "gate_up", shape.hidden(), products),
                    linear(file, p + "down", shape.feedForward(), products)));
        }
        Linear head = linear(file, "head", shape.hidden(), products);
        file.unload();
        progress.at(Progress.Step.LOADING, 1);
        return new QwenWeights(layers, file.floats("output_norm"), head);
    }

    private static float @Nullable [] floatsIfThere(WeightFile file, String name) {
        return file.has(name) ? file.floats(name) : null;
    }

    /** Makes a product of stored weights. */
    @FunctionalInterface
    private interface Products {
        Linear of(ByteWeights weights);
    }

    private static Products panels(
            QwenShape shape, boolean signed, Buffers buffers, RowWorkers workers, ByteProduct product) {
        long layer = PanelLinear.bytes(shape.hidden(), shape.qkvWidth())
                + PanelLinear.bytes(shape.queryWidth(), shape.hidden())
                + PanelLinear.bytes(shape.hidden(), 2 * shape.feedForward())
                + PanelLinear.bytes(shape.feedForward(), shape.hidden());
        SegmentAllocator memory = SegmentAllocator.slicingAllocator(SystemMemory.largePages(
                shape.layers() * layer + PanelLinear.bytes(shape.hidden(), shape.vocabulary())));
        return weights -> new PanelLinear(product, weights, signed, buffers, workers, memory);
    }

    private static Linear linear(WeightFile file, String name, int inputs, Products products) {
        MemorySegment scales = file.part(name + ".scales");
        int outputs = Math.toIntExact(scales.byteSize() / Float.BYTES);
        return products.of(new ByteWeights(
                inputs, outputs, file.part(name + ".weights"), scales, floatsIfThere(file, name + ".smoothing")));
    }
}
