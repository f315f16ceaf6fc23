package io.wenwen.core.kernel;

/**
 * How the next token is drawn from the logits.
 *
 * @param temperature 0 is greedy
 * @param topK keep the k likeliest; 0 keeps all
 * @param topP keep the smallest set whose probability reaches p; 1 keeps all
 * @param repetitionPenalty divides positive and multiplies negative logits of tokens already generated (Keskar et al. 2019, CTRL); 1 is off
 * @param seed the same seed, prompt and model give the same tokens
 */
public record Sampling(double temperature, int topK, double topP, double repetitionPenalty, long seed) {

    public static final Sampling GREEDY = new Sampling(0, 0, 1, 1, 0);

    public Sampling {
        if (temperature < 0 || topK < 0 || topP <= 0 || topP > 1 || repetitionPenalty <= 0) {
            throw new IllegalArgumentException(
                    "Sampling out of range: temperature " + temperature + " (>= 0), topK " + topK + " (>= 0), topP "
                            + topP + " (0 < p <= 1), repetitionPenalty " + repetitionPenalty + " (> 0).");
        }
    }
}
