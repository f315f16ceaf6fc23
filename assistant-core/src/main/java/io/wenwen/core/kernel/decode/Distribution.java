package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.TokenChoice;
import io.wenwen.core.kernel.TokenChoice.Alternative;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The probabilities of the allowed tokens at one place, taken before a sampler changes the logits. */
final class Distribution {

    /** The likeliest first; of equals the lower id. */
    private static final Comparator<Alternative> ORDER =
            Comparator.<Alternative>comparingDouble(a -> -a.logprob()).thenComparingInt(Alternative::token);

    private final float[] logits;
    private final BitSet allowed;
    private final double logSum;

    Distribution(float[] logits, BitSet allowed) {
        this.logits = logits.clone();
        this.allowed = allowed;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = first(); i >= 0; i = next(i)) {
            most = Math.max(most, logits[i]);
        }
        double sum = 0;
        for (int i = first(); i >= 0; i = next(i)) {
            sum += Math.exp(logits[i] - most);
        }
        logSum = most + Math.log(sum);
    }

    /** The token that was drawn and the {@code count} likeliest. */
    TokenChoice choice(int token, int count) {
        PriorityQueue<Alternative> best = new PriorityQueue<>(count + 1, ORDER.reversed());
        for (int i = first(); i >= 0 && count > 0; i = next(i)) {
            best.add(new Alternative(i, logprob(i)));
            if (best.size() > count) {
                best.poll();
            }
        }
        List<Alternative> likeliest = new ArrayList<>(best);
        likeliest.sort(ORDER);
        return new TokenChoice(token, logprob(token), likeliest);
    }

    private float logprob(int token) {
        return (float) (logits[token] - logSum);
    }

    private int first() {
        return next(-1);
    }

    private int next(int token) {
        int next = allowed.nextSetBit(token + 1);
        return next < logits.length ? next : -1;
    }
}
