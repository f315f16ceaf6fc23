package io.wenwen.core.kernel.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/** A product computed by ONNX Runtime: fp32, or W8A8 (weights per output channel, inputs per row). */
final class OnnxLinear implements Linear {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;

    /** 1.5 · 2²³ + 128: added to a value in [-127, 127] it leaves the rounded value + 128 in the lowest byte. */
    private static final float ROUND = 12582912f + 128f;

    private final int inputs;
    private final int outputs;
    private final boolean bytes;
    private final float @Nullable [] smoothing;
    private final Buffers buffers;
    private final OrtSession session;
    private final OnnxTensor[] weights;

    private OnnxLinear(
            int inputs,
            int outputs,
            boolean bytes,
            float @Nullable [] smoothing,
            Buffers buffers,
            byte[] graph,
            Map<String, OnnxTensor> weights)
            throws OrtException {
        this.inputs = inputs;
        this.outputs = outputs;
        this.bytes = bytes;
        this.smoothing = smoothing;
        this.buffers = buffers;
        this.weights = weights.values().toArray(OnnxTensor[]::new);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.disablePerSessionThreads();
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            options.setMemoryPatternOptimization(false);
            options.setCPUArenaAllocator(false);
            options.addExternalInitializers(new LinkedHashMap<>(weights));
            session = OnnxThreads.environment().createSession(graph, options);
        }
    }

    /** An fp32 product; {@code weights} holds {@code [outputs][inputs]} values and must outlive it. */
    static OnnxLinear floats(int inputs, int outputs, MemorySegment weights, Buffers buffers) {
        try {
            OnnxTensor tensor = OnnxTensor.createTensor(
                    OnnxThreads.environment(),
                    weights.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer(),
                    new long[] {outputs, inputs});
            return new OnnxLinear(
                    inputs,
                    outputs,
                    false,
                    null,
                    buffers,
                    OnnxGraph.floatProduct(inputs, outputs),
                    Map.of(OnnxGraph.WEIGHTS, tensor));
        } catch (OrtException e) {
            throw refused(inputs, outputs, e);
        }
    }

    /** A W8A8 product of stored weights, which must outlive it. */
    static OnnxLinear bytes(ByteWeights stored, boolean signed, Buffers buffers) {
        try {
            OnnxTensor tensor = OnnxTensor.createTensor(
                    OnnxThreads.environment(),
                    stored.weights().asByteBuffer(),
                    new long[] {stored.inputs(), stored.outputs()},
                    signed ? OnnxJavaType.INT8 : OnnxJavaType.UINT8);
            OnnxTensor scales = OnnxTensor.createTensor(
                    OnnxThreads.environment(),
                    stored.scales()
                            .asByteBuffer()
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer(),
                    new long[] {stored.outputs()});
            return new OnnxLinear(
                    stored.inputs(),
                    stored.outputs(),
                    true,
                    stored.smoothing(),
                    buffers,
                    OnnxGraph.byteProduct(stored.inputs(), stored.outputs(), signed),
                    Map.of(OnnxGraph.WEIGHTS, tensor, OnnxGraph.SCALES, scales));
        } catch (OrtException e) {
            throw refused(stored.inputs(), stored.outputs(), e);
        }
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
        if (bytes) {
            float[] smooth = smoothing;
            if (smooth != null) {
                for (int i = 0; i < inputs; i++) {
                    x[offset + i] *= smooth[i];
                }
            }
            quantise(row, x, offset);
        } else {
            MemorySegment.copy(x, offset, buffers.input(), ValueLayout.JAVA_FLOAT, 4L * row * inputs, inputs);
        }
    }

    private void quantise(int row, float[] x, int offset) {
        int lanes = FLOATS.length();
        int whole = inputs - inputs % lanes;
        FloatVector top = FloatVector.zero(FLOATS);
        for (int i = 0; i < whole; i += lanes) {
            top = top.max(FloatVector.fromArray(FLOATS, x, offset + i).abs());
        }
        float most = top.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < inputs; i++) {
            most = Math.max(most, Math.abs(x[offset + i]));
        }
        float scale = most > 0 ? most / 127f : 1f;
        buffers.rowScales().setAtIndex(ValueLayout.JAVA_FLOAT, row, scale);
        float inverse = 1f / scale;
        long at = (long) row * inputs;
        MemorySegment to = buffers.input();
        for (int i = 0; i < whole; i += lanes) {
            FloatVector.fromArray(FLOATS, x, offset + i)
                    .mul(inverse)
                    .add(ROUND)
                    .reinterpretAsInts()
                    .convertShape(VectorOperators.I2B, BYTES, 0)
                    .reinterpretAsBytes()
                    .intoMemorySegment(to, at + i, ByteOrder.nativeOrder());
        }
        for (int i = whole; i < inputs; i++) {
            to.set(ValueLayout.JAVA_BYTE, at + i, (byte) Float.floatToRawIntBits(x[offset + i] * inverse + ROUND));
        }
    }

    @Override
    public void run(int rows) {
        long size = (long) rows * inputs;
        try (OnnxTensor x = input(size, rows);
                OnnxTensor y = OnnxTensor.createTensor(
                        OnnxThreads.environment(),
                        buffers.output()
                                .asSlice(0, 4L * rows * outputs)
                                .asByteBuffer()
                                .order(ByteOrder.nativeOrder())
                                .asFloatBuffer(),
                        new long[] {rows, outputs});
                OrtSession.Result result = session.run(Map.of(OnnxGraph.INPUT, x), Map.of(OnnxGraph.OUTPUT, y))) {
            if (result.size() != 1) {
                throw new IllegalStateException("A product gave " + result.size() + " results instead of one.");
            }
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "A product of " + rows + " rows by " + inputs + " x " + outputs + " failed: " + e.getMessage(), e);
        }
    }

    private OnnxTensor input(long size, int rows) throws OrtException {
        long[] shape = {rows, inputs};
        if (bytes) {
            ByteBuffer raw = buffers.input().asSlice(0, size).asByteBuffer();
            return OnnxTensor.createTensor(OnnxThreads.environment(), raw, shape, OnnxJavaType.UINT8);
        }
        ByteBuffer raw = buffers.input().asSlice(0, 4 * size).asByteBuffer().order(ByteOrder.nativeOrder());
        return OnnxTensor.createTensor(OnnxThreads.environment(), raw.asFloatBuffer(), shape);
    }

    @Override
    public void get(int row, float[] y, int offset) {
        MemorySegment.copy(buffers.output(), ValueLayout.JAVA_FLOAT, 4L * row * outputs, y, offset, outputs);
        if (bytes) {
            float scale = buffers.rowScales().getAtIndex(ValueLayout.JAVA_FLOAT, row);
            for (int i = offset, end = offset + outputs; i < end; i++) {
                y[i] *= scale;
            }
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("Closing a product failed: " + e.getMessage(), e);
        }
        for (OnnxTensor tensor : weights) {
            tensor.close();
        }
    }

    private static IllegalStateException refused(int inputs, int outputs, OrtException cause) {
        return new IllegalStateException(
                "ONNX Runtime refuses a product of " + inputs + " x " + outputs + ": " + cause.getMessage(), cause);
    }
}
