package io.wenwen.core.kernel.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangesTest {

    @Test
    void blocksThatHoldAMemberAreWalkedInOneGoWhereTheyAreNeighbours() {
        // Blocks of four: 0, 1, 2 | 5 | 7.
        Ranges ranges = Ranges.covering(members(0, 3, 4, 11, 20, 31), 4, 8);

        assertThat(ranges.size()).isEqualTo(5);
        assertThat(walk(ranges, 0, 5)).containsExactly("0-3", "5-6", "7-8");
    }

    @Test
    void partsOfTheWalkMeetWithoutGapOrOverlap() {
        Ranges ranges = Ranges.covering(members(0, 3, 4, 11, 20, 31), 4, 8);

        assertThat(walk(ranges, 0, 2)).containsExactly("0-2");
        assertThat(walk(ranges, 2, 4)).containsExactly("2-3", "5-6");
        assertThat(walk(ranges, 4, 5)).containsExactly("7-8");
    }

    @Test
    void membersBehindTheLastBlockAreNoBlock() {
        assertThat(Ranges.covering(members(1, 40), 4, 8).size()).isEqualTo(1);
        assertThat(Ranges.covering(new BitSet(), 4, 8).size()).isZero();
        assertThat(walk(Ranges.of(3), 0, 3)).containsExactly("0-3");
    }

    private static BitSet members(int... members) {
        BitSet set = new BitSet();
        for (int member : members) {
            set.set(member);
        }
        return set;
    }

    private static List<String> walk(Ranges ranges, int from, int to) {
        List<String> walked = new ArrayList<>();
        ranges.each(from, to, (first, last) -> walked.add(first + "-" + last));
        return walked;
    }
}
