package io.wenwen.core.kernel.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.TokenChoice;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final float[] LOGITS = {1, 3, 2, 3, -1};

    @Test
    void greedyTakesTheLikeliestAllowedAndTheLowerIdOnATie() {
        assertThat(new Sampler(Sampling.GREEDY).draw(LOGITS.clone(), all())).isEqualTo(1);
        BitSet some = BitSet.valueOf(new long[] {0b10101});
        assertThat(new Sampler(Sampling.GREEDY).draw(LOGITS.clone(), some)).isEqualTo(2);
    }

    @Test
    void theSeedDecidesTheDraws() {
        assertThat(draws(new Sampling(1, 0, 1, 1, 7))).isEqualTo(draws(new Sampling(1, 0, 1, 1, 7)));
        assertThat(draws(new Sampling(1, 0, 1, 1, 7))).isNotEqualTo(draws(new Sampling(1, 0, 1, 1, 8)));
    }

    @Test
    void drawsFollowTheSoftmax() {
        int[] counts = new int[5];
        for (int token : draws(new Sampling(1, 0, 1, 1, 3), 20_000)) {
            counts[token]++;
        }
        // e^1, e^3, e^2, e^3, e^-1 over their sum 50.65
        assertThat(counts[1] / 20_000.0).isBetween(0.38, 0.41);
        assertThat(counts[2] / 20_000.0).isBetween(0.13, 0.16);
        assertThat(counts[4]).isBetween(80, 220);
    }

    @Test
    void topKAndTopPCutTheTail() {
        assertThat(draws(new Sampling(5, 2, 1, 1, 3), 500)).containsOnly(1, 3);
        assertThat(draws(new Sampling(1, 0, 0.5, 1, 3), 500)).containsOnly(1, 3);
        assertThat(draws(new Sampling(1, 0, 0.39, 1, 3), 500)).containsOnly(1);
    }

    @Test
    void theRepetitionPenaltyLowersWhatWasGenerated() {
        Sampler sampler = new Sampler(new Sampling(0, 0, 1, 1.6, 0));
        sampler.accept(1);
        assertThat(sampler.draw(LOGITS.clone(), all())).isEqualTo(3);
        sampler.accept(3);
        assertThat(sampler.draw(LOGITS.clone(), all())).isEqualTo(2);
    }

    @Test
    void presenceCountsOnceAndFrequencyEachTime() {
        Sampler presence = new Sampler(new Sampling(0, 0, 1, 1, 0.3, 0, 0));
        Sampler frequency = new Sampler(new Sampling(0, 0, 1, 1, 0, 0.3, 0));
        float[] logits = {0, 1, 0.5f, 0, 0};
        for (int i = 0; i < 2; i++) {
            presence.accept(1);
            frequency.accept(1);
        }
        assertThat(presence.draw(logits.clone(), all())).as("1 - 0.3 > 0.5").isEqualTo(1);
        assertThat(frequency.draw(logits.clone(), all())).as("1 - 0.6 < 0.5").isEqualTo(2);
    }

    @Test
    void logprobsAreThoseOfTheAllowedTokensBeforePenalties() {
        BitSet allowed = new BitSet();
        allowed.set(1, 3);
        Distribution distribution = new Distribution(new float[] {9, (float) Math.log(3), 0, 9, 9}, allowed);
        TokenChoice choice = distribution.choice(2, 5);
        assertThat(Math.exp(choice.logprob())).isCloseTo(0.25, within(1e-6));
        assertThat(choice.likeliest())
                .extracting(TokenChoice.Alternative::token)
                .containsExactly(1, 2);
        assertThat(Math.exp(choice.likeliest().getFirst().logprob())).isCloseTo(0.75, within(1e-6));
        assertThat(distribution.choice(2, 0).likeliest()).isEmpty();
    }

    @Test
    void anEmptyMaskAndLogitsThatAreNoNumbersAreErrors() {
        assertThatThrownBy(() -> new Sampler(Sampling.GREEDY).draw(LOGITS.clone(), new BitSet()))
                .hasMessageContaining("allows no token");
        assertThatThrownBy(() -> new Sampler(Sampling.GREEDY).draw(new float[] {Float.NaN, Float.NaN}, all()))
                .hasMessageContaining("NaN");
    }

    private static int[] draws(Sampling sampling) {
        return draws(sampling, 50);
    }

    private static int[] draws(Sampling sampling, int count) {
        Sampler sampler = new Sampler(sampling);
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++) {
            tokens[i] = sampler.draw(LOGITS.clone(), all());
        }
        return tokens;
    }

    private static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, 5);
        return all;
    }

    @Test
    void theFastDrawIsThePlainOne() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 300; i++) {
            float[] logits = new float[400];
            for (int t = 0; t < logits.length; t++) {
                // Steps of a quarter, so that there are ties.
                logits[t] = (random.nextInt(-60, 60)) / 4f;
            }
            BitSet allowed = new BitSet();
            for (int t = 0; t < 1 + random.nextInt(logits.length); t++) {
                allowed.set(random.nextInt(logits.length));
            }
            Sampling sampling = new Sampling(
                    0.2 + random.nextDouble(),
                    random.nextInt(3) * 20,
                    0.5 + random.nextDouble() / 2,
                    1,
                    random.nextLong());

            assertThat(new Sampler(sampling).draw(logits.clone(), allowed)).isEqualTo(plain(sampling, logits, allowed));
        }
    }

    /** All allowed tokens sorted by logit, the top k of them, of these the smallest set that reaches p, one draw. */
    private static int plain(Sampling sampling, float[] logits, BitSet allowed) {
        List<Integer> order = allowed.stream()
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(t -> -logits[t]).thenComparingInt(t -> t))
                .limit(sampling.topK() == 0 ? Long.MAX_VALUE : sampling.topK())
                .toList();
        double[] weights = order.stream()
                .mapToDouble(t -> Math.exp((logits[t] - logits[order.getFirst()]) / sampling.temperature()))
                .toArray();
        double all = DoubleStream.of(weights).sum();
        double nucleus = 0;
        int end = 0;
        while (end < weights.length && (end == 0 || nucleus < sampling.topP() * all)) {
            nucleus += weights[end++];
        }
        double point = new SplittableRandom(sampling.seed()).nextDouble() * nucleus;
        int drawn = 0;
        while (drawn < end - 1 && (point -= weights[drawn]) >= 0) {
            drawn++;
        }
        return order.get(drawn);
    }
}
