package io.wenwen.core.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergeTableTest {

    @Test
    void thePairLearnedFirstGoesFirstAndTheLeftmostOfEquals() {
        MergeTable merges = new MergeTable(3);
        merges.add(1, 2, 0, 12);
        merges.add(1, 1, 1, 11);
        merges.add(11, 12, 2, 1112);
        assertThat(merged(merges, 1, 1, 1, 2)).containsExactly(1112);
        assertThat(merged(merges, 1, 1, 1)).containsExactly(11, 1);
        assertThat(merged(merges, 2, 1)).containsExactly(2, 1);
    }

    @Test
    void aPairIsTakenOnlyOnce() {
        MergeTable merges = new MergeTable(1);
        assertThat(merges.add(1, 2, 0, 12)).isTrue();
        assertThat(merges.add(1, 2, 1, 13)).isFalse();
    }

    @Test
    void theQueueAndThePlainScanAgreeOnEveryWord() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            MergeTable merges = new MergeTable(400);
            int tokens = 4;
            for (int rank = 0; rank < 400 && tokens < 200; rank++) {
                if (merges.add(random.nextInt(tokens), random.nextInt(tokens), rank, tokens)) {
                    tokens++;
                }
            }
            int[] word = random.ints(1 + random.nextInt(120), 0, 4).toArray();
            int[] scanned = word.clone();
            int[] queued = word.clone();
            int scannedLength = merges.scan(scanned, scanned.length);
            int queuedLength = merges.queue(queued, queued.length);
            assertThat(Arrays.copyOf(queued, queuedLength)).isEqualTo(Arrays.copyOf(scanned, scannedLength));
        }
    }

    private static int[] merged(MergeTable merges, int... tokens) {
        return Arrays.copyOf(tokens, merges.merge(tokens, tokens.length));
    }
}
