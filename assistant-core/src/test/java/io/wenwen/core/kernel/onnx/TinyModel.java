package io.wenwen.core.kernel.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A Qwen2 model of a few thousand random weights, and its forward pass written plainly in double: the twin that the fast code is
 * compared with. Extents are odd on purpose, so that vectors have rests.
 */
public final class TinyModel implements TensorSource {

    static final QwenShape SHAPE = new QwenShape(3, 52, 6, 2, 16, 84, 300, 512, 10_000f, 1e-6f);

    private final Map<String, float[]> tensors = new HashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final SplittableRandom random;

    public TinyModel(long seed) {
        random = new SplittableRandom(seed);
        QwenShape s = SHAPE;
        matrix("token_embd.weight", s.vocabulary(), s.hidden(), 1);
        matrix("output.weight", s.vocabulary(), s.hidden(), 0.6);
        gain("output_norm.weight", s.hidden());
        for (int i = 0; i < s.layers(); i++) {
            String p = "blk." + i + ".";
            gain(p + "attn_norm.weight", s.hidden());
            gain(p + "ffn_norm.weight", s.hidden());
            matrix(p + "attn_q.weight", s.queryWidth(), s.hidden(), 0.3);
            matrix(p + "attn_k.weight", s.kvWidth(), s.hidden(), 0.3);
            matrix(p + "attn_v.weight", s.kvWidth(), s.hidden(), 0.3);
            matrix(p + "attn_q.bias", 1, s.queryWidth(), 0.5);
            matrix(p + "attn_k.bias", 1, s.kvWidth(), 0.5);
            matrix(p + "attn_v.bias", 1, s.kvWidth(), 0.5);
            matrix(p + "attn_output.weight", s.hidden(), s.queryWidth(), 0.2);
            matrix(p + "ffn_gate.weight", s.feedForward(), s.hidden(), 0.2);
            matrix(p + "ffn_up.weight", s.feedForward(), s.hidden(), 0.2);
            matrix(p + "ffn_down.weight", s.hidden(), s.feedForward(), 0.2);
        }
    }

    private void matrix(String name, int rows, int width, double spread) {
        float[] values = new float[rows * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((random.nextDouble() - 0.5) * 2 * spread);
        }
        tensors.put(name, values);
        columns.put(name, width);
    }

    /** Gains near 1, with one outlier channel as real models have. */
    private void gain(String name, int width) {
        matrix(name, 1, width, 0.2);
        float[] values = weights(name);
        for (int i = 0; i < width; i++) {
            values[i] += i == 7 ? 6 : 1;
        }
    }

    /** The names of all tensors, sorted. */
    List<String> names() {
        return tensors.keySet().stream().sorted().toList();
    }

    /** Values in a row of a tensor. */
    int width(String name) {
        return columns.getOrDefault(name, 0);
    }

    float[] weights(String name) {
        float[] values = tensors.get(name);
        if (values == null) {
            throw new IllegalArgumentException(name);
        }
        return values;
    }

    @Override
    public QwenShape shape() {
        return SHAPE;
    }

    @Override
    public boolean has(String tensor) {
        return tensors.containsKey(tensor);
    }

    @Override
    public void read(String tensor, int first, int count, float[] into, int offset) {
        int width = columns.getOrDefault(tensor, 0);
        System.arraycopy(weights(tensor), first * width, into, offset, count * width);
    }

    /** Logits after each token, computed one token at a time in double. */
    double[][] logits(int[] tokens) {
        QwenShape s = SHAPE;
        double[][][] keys = new double[s.layers()][tokens.length][];
        double[][][] values = new double[s.layers()][tokens.length][];
        double[][] all = new double[tokens.length][];
        for (int t = 0; t < tokens.length; t++) {
            double[] x = new double[s.hidden()];
            for (int i = 0; i < x.length; i++) {
                x[i] = weights("token_embd.weight")[tokens[t] * s.hidden() + i];
            }
            for (int layer = 0; layer < s.layers(); layer++) {
                String p = "blk." + layer + ".";
                double[] normed = norm(x, p + "attn_norm.weight");
                double[] q = turn(plus(times(p + "attn_q.weight", normed), p + "attn_q.bias"), t);
                keys[layer][t] = turn(plus(times(p + "attn_k.weight", normed), p + "attn_k.bias"), t);
                values[layer][t] = plus(times(p + "attn_v.weight", normed), p + "attn_v.bias");
                add(x, times(p + "attn_output.weight", attend(q, keys[layer], values[layer], t)));
                normed = norm(x, p + "ffn_norm.weight");
                double[] gate = times(p + "ffn_gate.weight", normed);
                double[] up = times(p + "ffn_up.weight", normed);
                for (int i = 0; i < gate.length; i++) {
                    gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
                }
                add(x, times(p + "ffn_down.weight", gate));
            }
            all[t] = times("output.weight", norm(x, "output_norm.weight"));
        }
        return all;
    }

    private static double[] attend(double[] q, double[][] keys, double[][] values, int t) {
        QwenShape s = SHAPE;
        double[] out = new double[s.queryWidth()];
        for (int h = 0; h < s.heads(); h++) {
            int kv = h / s.group() * s.headSize();
            double[] weights = new double[t + 1];
            double sum = 0;
            for (int j = 0; j <= t; j++) {
                double dot = 0;
                for (int d = 0; d < s.headSize(); d++) {
                    dot += q[h * s.headSize() + d] * keys[j][kv + d];
                }
                weights[j] = Math.exp(dot / Math.sqrt(s.headSize()));
                sum += weights[j];
            }
            for (int j = 0; j <= t; j++) {
                for (int d = 0; d < s.headSize(); d++) {
                    out[h * s.headSize() + d] += weights[j] / sum * values[j][kv + d];
                }
            }
        }
        return out;
    }

    private static double[] turn(double[] x, int position) {
        int size = SHAPE.headSize();
        for (int at = 0; at < x.length; at += size) {
            for (int i = 0; i < size / 2; i++) {
                double angle = position / Math.pow(SHAPE.ropeBase(), 2.0 * i / size);
                double a = x[at + i];
                double b = x[at + size / 2 + i];
                x[at + i] = a * Math.cos(angle) - b * Math.sin(angle);
                x[at + size / 2 + i] = b * Math.cos(angle) + a * Math.sin(angle);
            }
        }
        return x;
    }

    private double[] norm(double[] x, String gain) {
        double squares = 0;
        for (double v : x) {
            squares += v * v;
        }
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = x[i] / Math.sqrt(squares / x.length + SHAPE.epsilon()) * weights(gain)[i];
        }
        return out;
    }

    private double[] times(String name, double[] x) {
        float[] w = weights(name);
        double[] out = new double[w.length / x.length];
        for (int n = 0; n < out.length; n++) {
            for (int k = 0; k < x.length; k++) {
                out[n] += w[n * x.length + k] * x[k];
            }
        }
        return out;
    }

    private double[] plus(double[] x, String bias) {
        for (int i = 0; i < x.length; i++) {
            x[i] += weights(bias)[i];
        }
        return x;
    }

    private static void add(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] += y[i];
        }
    }
}
