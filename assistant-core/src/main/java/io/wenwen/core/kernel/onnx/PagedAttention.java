package io.wenwen.core.kernel.onnx;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Causal attention of one token over pages of keys and values: all query heads that share a key head together, so that a page is read
 * once for four of them. Scores in one pass, softmax, weighted sum of values in a second. The order of sums depends on the
 * token's position alone, so a token's result is the same bit for bit in any batch. One instance a thread.
 */
final class PagedAttention {

    private static final VectorSpecies<Float> F = VectorMath.F;
    private static final int L = F.length();
    private static final int PAGE = KvPages.PAGE;

    /** Heads done together; a smaller rest is padded with repeats of the last head. */
    private static final int BLOCK = 4;

    private final int group;
    private final int headSize;
    private final float scale;
    private final float[][] scores;

    PagedAttention(QwenShape shape, int positions) {
        if (PAGE % L != 0 || shape.headSize() % L != 0) {
            throw new IllegalArgumentException("Heads of " + shape.headSize() + " values do not fill vectors of " + L
                    + "; set -XX:UseAVX=2 or -XX:MaxVectorSize=32.");
        }
        group = shape.group();
        headSize = shape.headSize();
        scale = (float) (1 / Math.sqrt(headSize));
        scores = new float[BLOCK][(positions + PAGE - 1) / PAGE * PAGE];
    }

    /**
     * Attends over positions {@code 0 … position}.
     *
     * @param queries the token's queries, heads one after the other from {@code at}
     * @param out gets the token's outputs in the same places
     */
    void attend(KvPages kv, int[] pages, int kvHead, int position, float[] queries, int at, float[] out) {
        int context = position + 1;
        int first = at + kvHead * group * headSize;
        for (int h = 0; h < group; h += BLOCK) {
            int q0 = first + h * headSize;
            int q1 = first + Math.min(h + 1, group - 1) * headSize;
            int q2 = first + Math.min(h + 2, group - 1) * headSize;
            int q3 = first + Math.min(h + 3, group - 1) * headSize;
            for (int p = 0; p * PAGE < context; p++) {
                int base = kv.at(pages[p], kvHead);
                for (int lane = 0; lane < PAGE; lane += L) {
                    score(kv.keys, base + lane, queries, q0, q1, q2, q3, p * PAGE + lane);
                }
            }
            for (int i = 0; i < BLOCK; i++) {
                softmax(scores[i], context);
            }
            for (int d = 0; d < headSize; d += L) {
                blend(kv, pages, kvHead, context, d, out, q0, q1, q2, q3);
            }
        }
    }

    private void score(float[] keys, int base, float[] q, int q0, int q1, int q2, int q3, int to) {
        FloatVector a0 = FloatVector.zero(F);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        for (int d = 0; d < headSize; d++) {
            FloatVector k = FloatVector.fromArray(F, keys, base + d * PAGE);
            a0 = k.fma(FloatVector.broadcast(F, q[q0 + d]), a0);
            a1 = k.fma(FloatVector.broadcast(F, q[q1 + d]), a1);
            a2 = k.fma(FloatVector.broadcast(F, q[q2 + d]), a2);
            a3 = k.fma(FloatVector.broadcast(F, q[q3 + d]), a3);
        }
        a0.mul(scale).intoArray(scores[0], to);
        a1.mul(scale).intoArray(scores[1], to);
        a2.mul(scale).intoArray(scores[2], to);
        a3.mul(scale).intoArray(scores[3], to);
    }

    /** Softmax over the first {@code n} scores; the rest of the last page becomes 0. */
    private static void softmax(float[] scores, int n) {
        int padded = (n + PAGE - 1) / PAGE * PAGE;
        for (int i = n; i < padded; i++) {
            scores[i] = Float.NEGATIVE_INFINITY;
        }
        FloatVector top = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < padded; i += L) {
            top = top.max(FloatVector.fromArray(F, scores, i));
        }
        float most = top.reduceLanes(VectorOperators.MAX);
        FloatVector sums = FloatVector.zero(F);
        for (int i = 0; i < padded; i += L) {
            FloatVector e = VectorMath.exp(FloatVector.fromArray(F, scores, i).sub(most));
            sums = sums.add(e);
            e.intoArray(scores, i);
        }
        float inverse = 1f / VectorMath.sum(sums);
        for (int i = 0; i < padded; i += L) {
            FloatVector.fromArray(F, scores, i).mul(inverse).intoArray(scores, i);
        }
    }

    private void blend(
            KvPages kv, int[] pages, int kvHead, int context, int d, float[] out, int q0, int q1, int q2, int q3) {
        FloatVector a0 = FloatVector.zero(F);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        float[] s0 = scores[0];
        float[] s1 = scores[1];
        float[] s2 = scores[2];
        float[] s3 = scores[3];
        for (int start = 0; start < context; start += PAGE) {
            int base = kv.at(pages[start / PAGE], kvHead) + d;
            int end = Math.min(PAGE, context - start);
            for (int t = 0; t < end; t++) {
                FloatVector v = FloatVector.fromArray(F, kv.values, base + t * headSize);
                a0 = v.fma(FloatVector.broadcast(F, s0[start + t]), a0);
                a1 = v.fma(FloatVector.broadcast(F, s1[start + t]), a1);
                a2 = v.fma(FloatVector.broadcast(F, s2[start + t]), a2);
                a3 = v.fma(FloatVector.broadcast(F, s3[start + t]), a3);
            }
        }
        a0.intoArray(out, q0 + d);
        a1.intoArray(out, q1 + d);
        a2.intoArray(out, q2 + d);
        a3.intoArray(out, q3 + d);
    }
}
