package io.wenwen.core.kernel.onnx;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.wenwen.core.kernel.x86.ByteProduct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteOrder;
import java.util.BitSet;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * A W8A8 product computed by {@link ByteProduct} on the runner's own threads: no second pool beside them, and a thread goes from a product to
 * the pass after it without sleeping. The same integers as {@link OnnxLinear}'s.
 */
final class PanelLinear implements Linear {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_128;

    /** 1.5 · 2²³: added to a value in [-127, 127] it leaves the rounded value in the low 16 bits. */
    private static final float ROUND = 12582912f;

    /** Multiplications that are not worth a second thread. */
    private static final long FEW = 300_000;

    /** Weights that stay in the second-level cache while all rows of a group pass over them, and inputs of a group that do. */
    private static final int WEIGHT_BYTES = 96 << 10;

    private static final int ROW_BYTES = 288 << 10;

    private static final int PARTS_PER_WORKER = 4;

    private final ByteProduct product;
    private final int inputs;
    private final int paddedInputs;
    private final int outputs;
    private final int panels;
    private final float @Nullable [] smoothing;
    private final Buffers buffers;
    private final RowWorkers workers;
    private final MemorySegment weights;
    private final MemorySegment scales;
    private final MemorySegment[] parameters;
    private final Ranges everyPanel;

    /** What the last run computed. */
    private Ranges computed;

    /**
     * @param signed how {@code stored} holds its weights
     * @param memory has at least {@link #bytes} left
     */
    PanelLinear(
            ByteProduct product,
            ByteWeights stored,
            boolean signed,
            Buffers buffers,
            RowWorkers workers,
            SegmentAllocator memory) {
        this.product = product;
        this.buffers = buffers;
        this.workers = workers;
        inputs = stored.inputs();
        outputs = stored.outputs();
        smoothing = stored.smoothing();
        paddedInputs = paddedInputs(inputs);
        panels = Math.ceilDiv(outputs, ByteProduct.PANEL);
        weights = memory.allocate((long) panels * ByteProduct.PANEL * paddedInputs, 64);
        scales = memory.allocate(4L * panels * ByteProduct.PANEL, 64);
        MemorySegment.copy(stored.scales(), 0, scales, 0, 4L * outputs);
        parameters = new MemorySegment[workers.count()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = ByteProduct.parameters(Arena.ofAuto());
        }
        everyPanel = Ranges.of(panels);
        computed = everyPanel;
        int together = Math.max(1, (1 << 20) / (ByteProduct.PANEL * paddedInputs));
        workers.each(Math.ceilDiv(panels, together), false, (part, worker) -> {
            int from = part * together;
            pack(stored.weights(), signed, from, Math.min(panels, from + together));
        });
    }

    static int paddedInputs(int inputs) {
        return Math.ceilDiv(inputs, ByteProduct.INPUT_STEP) * ByteProduct.INPUT_STEP;
    }

    /** Memory that a product's weights and scales take. */
    static long bytes(int inputs, int outputs) {
        long columns = Math.ceilDiv(outputs, ByteProduct.PANEL) * (long) ByteProduct.PANEL;
        return columns * (paddedInputs(inputs) + 4L) + 128;
    }

    /** Brings columns of {@code [inputs][outputs]} into panels. */
    private void pack(MemorySegment stored, boolean signed, int from, int to) {
        int first = from * ByteProduct.PANEL;
        int count = Math.min(outputs, to * ByteProduct.PANEL) - first;
        int size = ByteProduct.PANEL * paddedInputs;
        byte flip = (byte) (signed ? 0 : 0x80);
        byte[] row = new byte[count];
        byte[] packed = new byte[(to - from) * size];
        for (int k = 0; k < inputs; k++) {
            MemorySegment.copy(stored, JAVA_BYTE, (long) k * outputs + first, row, 0, count);
            int at = k / 2 * 2 * ByteProduct.PANEL + k % 2;
            for (int n = 0; n < count; n++) {
                packed[n / ByteProduct.PANEL * size + at + n % ByteProduct.PANEL * 2] = (byte) (row[n] ^ flip);
            }
        }
        MemorySegment.copy(packed, 0, weights, JAVA_BYTE, (long) from * size, packed.length);
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public void put(int row, float[] x, int offset) {
        float[] smooth = smoothing;
        int lanes = FLOATS.length();
        int whole = inputs - inputs % lanes;
        FloatVector top = FloatVector.zero(FLOATS);
        for (int i = 0; i < whole; i += lanes) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, offset + i);
            if (smooth != null) {
                v = v.mul(FloatVector.fromArray(FLOATS, smooth, i));
                v.intoArray(x, offset + i);
            }
            top = top.max(v.abs());
        }
        float most = top.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < inputs; i++) {
            if (smooth != null) {
                x[offset + i] *= smooth[i];
            }
            most = Math.max(most, Math.abs(x[offset + i]));
        }
        float scale = most > 0 ? most / 127f : 1f;
        buffers.rowScales().setAtIndex(JAVA_FLOAT, row, scale);
        float inverse = 1f / scale;
        long at = 2L * row * paddedInputs;
        MemorySegment to = buffers.input();
        for (int i = 0; i < whole; i += lanes) {
            FloatVector.fromArray(FLOATS, x, offset + i)
                    .mul(inverse)
                    .add(ROUND)
                    .reinterpretAsInts()
                    .convertShape(VectorOperators.I2S, SHORTS, 0)
                    .reinterpretAsShorts()
                    .intoMemorySegment(to, at + 2L * i, ByteOrder.nativeOrder());
        }
        for (int i = whole; i < paddedInputs; i++) {
            float value = i < inputs ? x[offset + i] * inverse : 0;
            to.set(JAVA_SHORT, at + 2L * i, (short) Float.floatToRawIntBits(value + ROUND));
        }
    }

    @Override
    public void run(int rows) {
        run(rows, everyPanel);
    }

    @Override
    public void run(int rows, BitSet wanted) {
        run(rows, Ranges.covering(wanted, ByteProduct.PANEL, panels));
    }

    private void run(int rows, Ranges ranges) {
        computed = ranges;
        int all = ranges.size();
        boolean alone = (long) rows * inputs * all * ByteProduct.PANEL < FEW;
        int parts = alone ? 1 : Math.min(all, PARTS_PER_WORKER * workers.count());
        workers.each(
                parts,
                alone,
                (part, worker) -> ranges.each(
                        (int) ((long) all * part / parts),
                        (int) ((long) all * (part + 1) / parts),
                        (first, last) -> run(rows, first, last, parameters[worker])));
    }

    private void run(int rows, int firstPanel, int lastPanel, MemorySegment room) {
        int panelBytes = ByteProduct.PANEL * paddedInputs;
        int together = rows <= ByteProduct.MOST_ROWS ? lastPanel - firstPanel : Math.max(1, WEIGHT_BYTES / panelBytes);
        int group = Math.max(1, ROW_BYTES / (2 * paddedInputs) / ByteProduct.MOST_ROWS) * ByteProduct.MOST_ROWS;
        for (int row = 0; row < rows; row += group) {
            int count = Math.min(group, rows - row);
            for (int panel = firstPanel; panel < lastPanel; panel += together) {
                multiply(row, count, panel, Math.min(together, lastPanel - panel), room);
            }
        }
    }

    /** Rows in as few blocks as hold them, the blocks of equal size as far as that goes. */
    private void multiply(int firstRow, int rows, int panel, int count, MemorySegment room) {
        int blocks = Math.ceilDiv(rows, ByteProduct.MOST_ROWS);
        long stride = 4L * panels * ByteProduct.PANEL;
        int row = firstRow;
        for (int block = 0; block < blocks; block++) {
            int some = Math.ceilDiv(firstRow + rows - row, blocks - block);
            product.run(
                    some,
                    room,
                    buffers.input().address() + 2L * row * paddedInputs,
                    2L * paddedInputs,
                    weights.address() + (long) panel * ByteProduct.PANEL * paddedInputs,
                    paddedInputs,
                    count,
                    scales.address() + 4L * panel * ByteProduct.PANEL,
                    buffers.rowScales().address() + 4L * row,
                    buffers.output().address() + row * stride + 4L * panel * ByteProduct.PANEL,
                    stride);
            row += some;
        }
    }

    @Override
    public void get(int row, float[] y, int offset) {
        int columns = panels * ByteProduct.PANEL;
        computed.each(0, computed.size(), (first, last) -> {
            int from = first * ByteProduct.PANEL;
            int count = Math.min(outputs, last * ByteProduct.PANEL) - from;
            MemorySegment.copy(
                    buffers.output(), JAVA_FLOAT, 4L * ((long) row * columns + from), y, offset + from, count);
        });
    }

    @Override
    public void close() {
        // Memory goes when nothing refers to it.
    }
}
