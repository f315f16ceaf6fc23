package io.wenwen.load.price.oracle;

import java.util.List;

/**
 * Reproducible chance: the SplitMix64 sequence (Steele, Lea, Flood 2014), written out so that a basket's seed and index mean the
 * same basket on every Java version.
 */
final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed, long index) {
        this.state = mix(mix(seed + GOLDEN_GAMMA) ^ mix(index * GOLDEN_GAMMA + 1));
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    private long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** From 0 to below {@code bound}; {@code bound} is tiny beside 2^63, so the bias of the remainder is of no account. */
    int below(int bound) {
        return (int) ((next() >>> 1) % bound);
    }

    /** From {@code least} to {@code most}, both included. */
    long between(long least, long most) {
        return least + (next() >>> 1) % (most - least + 1);
    }

    boolean percent(int share) {
        return below(100) < share;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[below(choices.length)];
    }

    long number(long... choices) {
        return choices[below(choices.length)];
    }

    /** One of the indexes of {@code weights}, as often as its weight says. */
    int weighted(int... weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int at = below(sum);
        int index = 0;
        while (at >= weights[index]) {
            at -= weights[index++];
        }
        return index;
    }

    /** Shuffles in place. */
    <T> void shuffle(List<T> entries) {
        for (int i = entries.size() - 1; i > 0; i--) {
            int j = below(i + 1);
            T swapped = entries.get(i);
            entries.set(i, entries.get(j));
            entries.set(j, swapped);
        }
    }
}
