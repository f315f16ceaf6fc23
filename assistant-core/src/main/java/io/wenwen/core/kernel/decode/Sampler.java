package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.Sampling;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws one sequence's tokens: penalties, temperature, top-k, top-p (Holtzman et al. 2020), then one draw from the seeded
 * generator. Ties go to the lower token id, so the same logits give the same tokens on any machine. Not thread-safe.
 */
final class Sampler {

    /** Tokens whose probability is e^-30 of the likeliest's or less are never drawn. */
    private static final double NEGLIGIBLE = 30;

    /** Distances from the likeliest, in units of temperature, within which the top k are looked for. */
    private static final double[] REACHES = {8, 16, NEGLIGIBLE};

    private final Sampling sampling;
    private final SplittableRandom random;
    private final boolean penalised;

    /** How often each token was generated; empty where no penalty asks for it. */
    private final Map<Integer, Integer> seen = new LinkedHashMap<>();

    Sampler(Sampling sampling) {
        this.sampling = sampling;
        this.penalised = sampling.repetitionPenalty() != 1
                || sampling.presencePenalty() != 0
                || sampling.frequencyPenalty() != 0;
        this.random = new SplittableRandom(sampling.seed());
    }

    /** Notes a token that was generated, for the penalties. */
    void accept(int token) {
        if (penalised) {
            seen.merge(token, 1, Integer::sum);
        }
    }

    /**
     * Draws among {@code allowed}; changes the logits.
     *
     * @throws IllegalStateException if nothing is allowed, or logits are no numbers
     */
    int draw(float[] logits, BitSet allowed) {
        float repetition = (float) sampling.repetitionPenalty();
        seen.forEach((token, count) -> {
            float logit = logits[token];
            float repeated = logit > 0 ? logit / repetition : logit * repetition;
            logits[token] = (float) (repeated - sampling.presencePenalty() - count * sampling.frequencyPenalty());
        });
        int best = best(logits, allowed);
        if (sampling.temperature() == 0) {
            return best;
        }
        return draw(logits, allowed, logits[best]);
    }

    private static int best(float[] logits, BitSet allowed) {
        int best = -1;
        for (int i = allowed.nextSetBit(0); i >= 0 && i < logits.length; i = allowed.nextSetBit(i + 1)) {
            if (best < 0 ? !Float.isNaN(logits[i]) : logits[i] > logits[best]) {
                best = i;
            }
        }
        if (best < 0) {
            throw new IllegalStateException(
                    allowed.isEmpty()
                            ? "The constraint allows no token; it must always allow one."
                            : "The logits of all allowed tokens are NaN; the model file may be damaged.");
        }
        return best;
    }

    private int draw(float[] logits, BitSet allowed, float most) {
        // Few tokens matter as a rule: sort those near the likeliest, and all others only where that is not enough.
        for (double reach : REACHES) {
            int[] near = sorted(logits, allowed, (float) (most - reach * sampling.temperature()));
            boolean all = reach == NEGLIGIBLE;
            if (all || sampling.topK() > 0 && near.length >= sampling.topK()) {
                return draw(logits, near, most);
            }
        }
        throw new IllegalStateException("The last reach takes all.");
    }

    /** The allowed tokens above a floor, the likeliest first; of equals the lower id. */
    private static int[] sorted(float[] logits, BitSet allowed, float floor) {
        long[] keys = new long[64];
        int count = 0;
        for (int i = allowed.nextSetBit(0); i >= 0 && i < logits.length; i = allowed.nextSetBit(i + 1)) {
            if (logits[i] > floor) {
                if (count == keys.length) {
                    keys = Arrays.copyOf(keys, 2 * count);
                }
                int bits = Float.floatToIntBits(logits[i] + 0f);
                int rising = bits ^ bits >> 31 & Integer.MAX_VALUE;
                keys[count++] = (long) ~rising << 32 | i;
            }
        }
        Arrays.sort(keys, 0, count);
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++) {
            tokens[i] = (int) keys[i];
        }
        return tokens;
    }

    private int draw(float[] logits, int[] candidates, float most) {
        int kept = sampling.topK() > 0 ? Math.min(sampling.topK(), candidates.length) : candidates.length;
        double[] weights = new double[kept];
        double all = 0;
        for (int i = 0; i < kept; i++) {
            weights[i] = Math.exp((logits[candidates[i]] - most) / sampling.temperature());
            all += weights[i];
        }
        double nucleus = 0;
        int end = 0;
        while (end < kept && (end == 0 || nucleus < sampling.topP() * all)) {
            nucleus += weights[end++];
        }
        double point = random.nextDouble() * nucleus;
        for (int i = 0; i < end - 1; i++) {
            point -= weights[i];
            if (point < 0) {
                return candidates[i];
            }
        }
        return candidates[end - 1];
    }
}
