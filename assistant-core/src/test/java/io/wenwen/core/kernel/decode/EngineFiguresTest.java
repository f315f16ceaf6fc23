package io.wenwen.core.kernel.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.Service;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the engine measures of itself, and what it decides by that: chunks, drafts. */
class EngineFiguresTest {

    private static final long MS = 1_000_000;

    @Test
    void aHistogramsQuantilesAreRightToAFifth() {
        Histogram histogram = new Histogram();
        long[] values = new SplittableRandom(4).longs(10_000, 0, 5_000_000).toArray();
        for (long value : values) {
            histogram.record(value);
        }
        Arrays.sort(values);

        assertThat(histogram.count()).isEqualTo(10_000);
        assertThat(histogram.sum()).isEqualTo(Arrays.stream(values).sum());
        assertThat(histogram.max()).isEqualTo(values[9_999]);
        for (double share : new double[] {0.01, 0.5, 0.99}) {
            long exact = values[(int) (share * 10_000) - 1];
            assertThat(histogram.quantile(share)).isBetween(exact, exact + exact / 4);
        }
        assertThat(new Histogram().quantile(0.5)).isZero();
        for (long value : new long[] {0, 1, 3, 4, 5, 7, 8, Long.MAX_VALUE}) {
            Histogram one = new Histogram();
            one.record(value);
            assertThat(one.quantile(0.5)).isEqualTo(value);
        }
    }

    @Test
    void aChunkIsAsLargeAsAnswersHardlyNotice() {
        ChunkPacer pacer = new ChunkPacer(128);
        assertThat(pacer.chunk()).as("before anything is known").isEqualTo(32);
        for (int i = 0; i < 40; i++) {
            pacer.took(0, 2, 40 * MS);
            pacer.took(32, 2, 40 * MS + 32 * MS);
        }
        assertThat(pacer.chunk()).as("a step takes 40 ms, a prompt token 1").isBetween(38, 42);
        for (int i = 0; i < 40; i++) {
            pacer.took(16, 2, 40 * MS + 16 * 10 * MS);
        }
        assertThat(pacer.chunk()).as("a slow minute").isEqualTo(ChunkPacer.LEAST);
        for (int i = 0; i < 60; i++) {
            pacer.took(16, 2, 41 * MS);
        }
        assertThat(pacer.chunk()).as("a fast machine").isEqualTo(128);
    }

    @Test
    void aDraftIsWhatFollowedTheSameTokensBefore() {
        Drafter drafter = new Drafter();
        Waiting job = new Waiting(new int[] {5, 6, 7, 8, 9, 10, 11, 1, 2, 5, 6, 7, 8}, 20);

        assertThat(drafter.guess(job, drafter.newRate(), 1, 8)).isPositive();
        assertThat(job.tokens[13]).isEqualTo(9);
        assertThat(job.tokens[14]).isEqualTo(10);
        assertThat(drafter.guess(job, drafter.newRate(), Drafter.MOST_SEQUENCES + 1, 8))
                .as("a full step has better use for its rows")
                .isZero();
        assertThat(drafter.guess(new Waiting(new int[] {1, 2, 3, 4}, 20), drafter.newRate(), 1, 8))
                .as("nothing is repeated")
                .isZero();
        assertThat(drafter.guess(new Waiting(new int[] {1, 2, 1, 2}, 1), drafter.newRate(), 1, 8))
                .as("no budget behind the next token")
                .isZero();
    }

    @Test
    void draftsSwitchThemselvesOffWhereTheyDoNotPayAndAreTriedAgainNowAndThen() {
        Drafter drafter = new Drafter();
        DraftRate rate = drafter.newRate();
        Waiting job = new Waiting(new int[] {1, 2, 3, 1, 2, 3, 1, 2}, 40);
        for (int i = 0; i < 30; i++) {
            drafter.took(1, 1, 0, 20 * MS);
            drafter.took(1, 5, 4, 20 * MS + 4 * 5 * MS);
        }
        assertThat(drafter.pays(0.9, 1)).as("a guess costs 5 ms and saves 18").isTrue();
        for (int i = 0; i < 20; i++) {
            drafter.saw(rate, 4, 0);
        }
        int guessed = 0;
        for (int i = 0; i < 240; i++) {
            guessed += drafter.guess(job, rate, 1, 8) > 0 ? 1 : 0;
        }
        assertThat(guessed).as("trials in 240 steps").isEqualTo(10);
        for (int i = 0; i < 20; i++) {
            drafter.saw(rate, 4, 4);
        }
        assertThat(drafter.guess(job, rate, 1, 8)).as("all that followed").isEqualTo(3);
    }

    private static final class Waiting extends Job {
        Waiting(int[] tokens, int budget) {
            super(new EncodedPrompt(tokens, 0), budget, Service.DEFAULT, 0);
        }

        @Override
        boolean unwanted() {
            return false;
        }
    }
}
