package io.wenwen.core.kernel.onnx;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The elementwise passes between products, vectorised. */
final class VectorMath {

    static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;

    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    private VectorMath() {}

    /**
     * {@code e^x} to about 2e-7 relative: x = n ln 2 + r, a polynomial for {@code e^r} (Cephes, S. Moshier), times 2ⁿ; below -87 it
     * gives about 1e-38.
     */
    static FloatVector exp(FloatVector x) {
        FloatVector c = x.max(-87f).min(88f);
        // Adding 1.5 * 2^23 leaves the nearest integer in the low bits.
        FloatVector shifted = c.mul(LOG2_E).add(12582912f);
        FloatVector n = shifted.sub(12582912f);
        FloatVector r = n.fma(broadcast(-LN2_HIGH), c);
        r = n.fma(broadcast(-LN2_LOW), r);
        FloatVector p = broadcast(1.9875691500e-4f).fma(r, broadcast(1.3981999507e-3f));
        p = p.fma(r, broadcast(8.3334519073e-3f));
        p = p.fma(r, broadcast(4.1665795894e-2f));
        p = p.fma(r, broadcast(1.6666665459e-1f));
        p = p.fma(r, broadcast(5.0000001201e-1f));
        p = p.fma(r.mul(r), r).add(1f);
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(F, value);
    }

    /**
     * The sum of the lanes, from the first to the last. Unlike {@code reduceLanes}, whose order is another one before and after Java
     * has compiled the caller, it is the same at any time.
     */
    static float sum(FloatVector lanes) {
        float sum = 0;
        for (float value : lanes.toArray()) {
            sum += value;
        }
        return sum;
    }

    /** {@code out = x / rms(x) · gain} over {@code n} values. */
    static void rmsNorm(float[] x, int at, int n, float[] gain, float epsilon, float[] out) {
        rmsNorm(x, at, n, gain, epsilon, out, 0);
    }

    /** As above, written to {@code out} from {@code to} on, which may be where {@code x} is read. */
    static void rmsNorm(float[] x, int at, int n, float[] gain, float epsilon, float[] out, int to) {
        int lanes = F.length();
        int whole = n - n % lanes;
        FloatVector sums = FloatVector.zero(F);
        for (int i = 0; i < whole; i += lanes) {
            FloatVector v = FloatVector.fromArray(F, x, at + i);
            sums = v.fma(v, sums);
        }
        float sum = sum(sums);
        for (int i = whole; i < n; i++) {
            sum += x[at + i] * x[at + i];
        }
        float scale = (float) (1 / Math.sqrt(sum / n + epsilon));
        for (int i = 0; i < whole; i += lanes) {
            FloatVector.fromArray(F, x, at + i)
                    .mul(scale)
                    .mul(FloatVector.fromArray(F, gain, i))
                    .intoArray(out, to + i);
        }
        for (int i = whole; i < n; i++) {
            out[to + i] = x[at + i] * scale * gain[i];
        }
    }

    /** {@code gateAndUp[i] = silu(gateAndUp[i]) · gateAndUp[n + i]}, silu(x) = x / (1 + e^-x). */
    static void siluTimes(float[] gateAndUp, int n) {
        int lanes = F.length();
        int whole = n - n % lanes;
        for (int i = 0; i < whole; i += lanes) {
            FloatVector gate = FloatVector.fromArray(F, gateAndUp, i);
            FloatVector up = FloatVector.fromArray(F, gateAndUp, n + i);
            gate.div(exp(gate.neg()).add(1f)).mul(up).intoArray(gateAndUp, i);
        }
        for (int i = whole; i < n; i++) {
            float gate = gateAndUp[i];
            gateAndUp[i] = (float) (gate / (1 + Math.exp(-gate))) * gateAndUp[n + i];
        }
    }

    /** {@code x += y}. */
    static void add(float[] x, int at, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            x[at + i] += y[i];
        }
    }
}
