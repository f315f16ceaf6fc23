package io.wenwen.core.kernel;

/**
 * How the next token is drawn from the logits.
 *
 * @param temperature 0 is greedy
 * @param topK keep the k likeliest; 0 keeps all
 * @param topP keep the smallest set whose probability reaches p; 1 keeps all
 * @param repetitionPenalty divides positive and multiplies negative logits of tokens already generated (Keskar et al. 2019, CTRL); 1 is off
 * @param presencePenalty taken from the logit of a token already generated, once; 0 is off
 * @param frequencyPenalty taken from it for each time it was generated; 0 is off
 * @param seed the same seed, prompt and model give the same tokens
 */
public record Sampling(
        double temperature,
        int topK,
        double topP,
        double repetitionPenalty,
        double presencePenalty,
        double frequencyPenalty,
        long seed) {

    public static final Sampling GREEDY = new Sampling(0, 0, 1, 1, 0);

    public Sampling {
        // Written so that NaN is out of range too.
        boolean inRange = temperature >= 0
                && topK >= 0
                && topP > 0
                && topP <= 1
                && repetitionPenalty > 0
                && Double.isFinite(presencePenalty)
                && Double.isFinite(frequencyPenalty);
        if (!inRange) {
            throw new IllegalArgumentException("Sampling out of range: temperature " + temperature + " (>= 0), topK "
                    + topK + " (>= 0), topP " + topP + " (0 < p <= 1), repetitionPenalty " + repetitionPenalty
                    + " (> 0), presencePenalty " + presencePenalty + " and frequencyPenalty " + frequencyPenalty
                    + " (finite).");
        }
    }

    public Sampling(double temperature, int topK, double topP, double repetitionPenalty, long seed) {
        this(temperature, topK, topP, repetitionPenalty, 0, 0, seed);
    }
}
