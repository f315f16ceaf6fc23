package io.wenwen.load.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.decode.Slice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TeacherForcingTest {

    @Test
    void everyJudgedTokenIsPredictedFromTheOneBefore() {
        int[] tokens = IntStream.range(0, 200).map(i -> i * i % 50).toArray();

        TeacherForcing.Reading reading = new TeacherForcing(new NextOfLast())
                .read(List.of(new KernelTexts.Text(tokens, 131)))
                .getFirst();

        assertThat(reading.choices()).hasSize(131);
        for (int i = 0; i < 131; i++) {
            int before = tokens[200 - 131 + i - 1];
            assertThat(reading.choices()[i]).isEqualTo((before + 1) % 50);
            // e³ for the favourite, 1 for each of the other 49.
            double favourite = tokens[200 - 131 + i] == (before + 1) % 50 ? 3 : 0;
            assertThat(reading.logProbabilities()[i]).isCloseTo(favourite - Math.log(Math.exp(3) + 49), within(1e-6));
        }
    }

    /** Expects after each token the next number. */
    private static final class NextOfLast implements ModelRunner {

        @Override
        public void forward(List<Slice> step) {
            for (Slice slice : step) {
                for (int i = 0; i < slice.logits().length; i++) {
                    float[] logits = slice.logits()[i];
                    java.util.Arrays.fill(logits, 0);
                    int at = slice.from() + slice.count() - slice.logits().length + i;
                    logits[(slice.tokens()[at] + 1) % 50] = 3;
                }
            }
        }

        @Override
        public int vocabularySize() {
            return 50;
        }

        @Override
        public int contextLength() {
            return 1024;
        }

        @Override
        public int pages() {
            return 64;
        }

        @Override
        public int maxRows() {
            return 64;
        }

        @Override
        public void copyPage(int from, int to) {
            throw new UnsupportedOperationException("Reading a text copies no page.");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
