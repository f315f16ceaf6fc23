package io.wenwen.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KernelStreamsTest {

    private static final long MILLISECOND = 1_000_000;

    @Test
    void countsOnlyTheTimeInWhichAllStreamsWrite() throws IOException {
        // One token each 10 ms from 0 to 400 ms; the other from 200 ms on, together 200 tokens a second.
        long[] early =
                LongStream.rangeClosed(0, 40).map(i -> i * 10 * MILLISECOND).toArray();
        long[] late =
                LongStream.rangeClosed(19, 80).map(i -> i * 10 * MILLISECOND).toArray();

        assertThat(KernelStreams.together(List.of(early, late))).isEqualTo(200);
    }

    @Test
    void streamsThatHardlyMeetAreNoMeasurement() {
        long[] early = LongStream.rangeClosed(0, 40).toArray();
        long[] late = LongStream.rangeClosed(39, 80).toArray();

        assertThatThrownBy(() -> KernelStreams.together(List.of(early, late)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("hardly met");
    }
}
