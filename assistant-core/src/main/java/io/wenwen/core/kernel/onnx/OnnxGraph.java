package io.wenwen.core.kernel.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The two graphs that this runner needs, written as ONNX protobuf by hand: a model file is a few hundred bytes when its weights
 * stay outside, and no Python is needed to make it. Field numbers are those of {@code onnx.proto3}, IR version 10.
 */
final class OnnxGraph {

    /** Names that the graphs give their ends and weights. */
    static final String INPUT = "x";

    static final String OUTPUT = "y";
    static final String WEIGHTS = "weights";
    static final String SCALES = "scales";

    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT8 = 3;

    private OnnxGraph() {}

    /** {@code y[rows, outputs] = x[rows, inputs] · weights[outputs, inputs]ᵀ} in fp32. */
    static byte[] floatProduct(int inputs, int outputs) {
        return model(graph -> {
            graph.message(
                    1,
                    node -> node.text(1, INPUT)
                            .text(1, WEIGHTS)
                            .text(2, OUTPUT)
                            .text(4, "Gemm")
                            .message(
                                    5,
                                    attribute -> attribute
                                            .text(1, "transB")
                                            .number(3, 1)
                                            .number(20, 2)));
            graph.message(5, external(WEIGHTS, FLOAT, 4L * outputs * inputs, outputs, inputs));
            graph.message(11, value(INPUT, FLOAT, inputs));
            graph.message(12, value(OUTPUT, FLOAT, outputs));
        });
    }

    /**
     * {@code y[rows, outputs] = Σ (x − 128)(w − zero) · scale[output]}, x unsigned bytes, w {@code [inputs, outputs]} bytes.
     *
     * @param signedWeights weights are signed with zero 0; otherwise unsigned with zero 128
     */
    static byte[] byteProduct(int inputs, int outputs, boolean signedWeights) {
        int type = signedWeights ? INT8 : UINT8;
        byte zero = (byte) (signedWeights ? 0 : 128);
        return model(graph -> {
            graph.message(
                    1,
                    node -> node.text(1, INPUT)
                            .text(1, WEIGHTS)
                            .text(1, "one")
                            .text(1, SCALES)
                            .text(1, "inputZero")
                            .text(1, "weightZero")
                            .text(2, OUTPUT)
                            .text(4, "MatMulIntegerToFloat")
                            .text(7, "com.microsoft"));
            graph.message(5, external(WEIGHTS, type, (long) outputs * inputs, inputs, outputs));
            graph.message(5, external(SCALES, FLOAT, 4L * outputs, outputs));
            graph.message(5, scalar("one", FLOAT, floatBytes(1)));
            graph.message(5, scalar("inputZero", UINT8, (byte) 128));
            graph.message(5, scalar("weightZero", type, zero));
            graph.message(11, value(INPUT, UINT8, inputs));
            graph.message(12, value(OUTPUT, FLOAT, outputs));
        });
    }

    private static byte[] model(Consumer<Message> graph) {
        Message model = new Message();
        model.number(1, 10);
        model.text(2, "wenwen");
        model.message(7, g -> {
            g.text(2, "product");
            graph.accept(g);
        });
        model.message(8, opset -> opset.text(1, "").number(2, 21));
        model.message(8, opset -> opset.text(1, "com.microsoft").number(2, 1));
        return model.bytes();
    }

    /** An initializer whose bytes the session is handed as a tensor; the location names no real file. */
    private static Consumer<Message> external(String name, int type, long bytes, long... shape) {
        return tensor -> {
            for (long extent : shape) {
                tensor.number(1, extent);
            }
            tensor.number(2, type).text(8, name);
            tensor.message(13, entry -> entry.text(1, "location").text(2, "handed-over"));
            tensor.message(13, entry -> entry.text(1, "offset").text(2, "0"));
            tensor.message(13, entry -> entry.text(1, "length").text(2, Long.toString(bytes)));
            tensor.number(14, 1);
        };
    }

    private static Consumer<Message> scalar(String name, int type, byte... raw) {
        return tensor -> tensor.number(2, type).text(8, name).bytes(9, raw);
    }

    private static Consumer<Message> value(String name, int type, long columns) {
        return value -> value.text(1, name)
                .message(
                        2,
                        kind -> kind.message(
                                1,
                                tensor -> tensor.number(1, type)
                                        .message(
                                                2,
                                                shape -> shape.message(1, rows -> rows.text(2, "rows"))
                                                        .message(1, extent -> extent.number(1, columns)))));
    }

    private static byte[] floatBytes(float value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
    }

    /** A protobuf message being written. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message message(int field, Consumer<Message> body) {
            Message inner = new Message();
            body.accept(inner);
            return bytes(field, inner.bytes());
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
