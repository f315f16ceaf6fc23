package io.wenwen.core.kernel.constrain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A deterministic automaton over characters, in which every state leads to an accepting one. State 0 is the start. Immutable.
 * An automaton that accepts nothing has no states.
 */
final class CharDfa {

    /** More are refused: a pattern this large is a mistake. */
    static final int MOST_STATES = 20_000;

    static final CharDfa ANYTHING = new CharDfa(List.of(new int[] {0, CodePoints.MOST, 0}), bits(0));

    /** First and last character and target of each edge, in order, for each state. */
    private final List<int[]> edges;

    private final BitSet accepting;

    private CharDfa(List<int[]> edges, BitSet accepting) {
        this.edges = edges;
        this.accepting = accepting;
    }

    int states() {
        return edges.size();
    }

    boolean isEmpty() {
        return edges.isEmpty();
    }

    boolean accepting(int state) {
        return accepting.get(state);
    }

    /** Triples of first character, last character, target; do not change. */
    int[] edges(int state) {
        return edges.get(state);
    }

    boolean accepts(String text) {
        int state = isEmpty() ? -1 : 0;
        for (int i = 0; i < text.length() && state >= 0; i += Character.charCount(text.codePointAt(i))) {
            state = next(state, text.codePointAt(i));
        }
        return state >= 0 && accepting.get(state);
    }

    private int next(int state, int c) {
        int[] e = edges.get(state);
        for (int i = 0; i < e.length; i += 3) {
            if (c >= e[i] && c <= e[i + 1]) {
                return e[i + 2];
            }
        }
        return -1;
    }

    /** Texts of so many characters. */
    static CharDfa ofLength(int least, int most) {
        int last = most < 0 ? least : most;
        Builder builder = new Builder();
        for (int i = 0; i <= last; i++) {
            builder.add(i >= least);
        }
        for (int i = 0; i < last; i++) {
            builder.edge(i, 0, CodePoints.MOST, i + 1);
        }
        if (most < 0) {
            builder.edge(last, 0, CodePoints.MOST, last);
        }
        return builder.build();
    }

    static CharDfa ofNothing() {
        return new CharDfa(List.of(), new BitSet());
    }

    /** What {@code one} accepts, and what {@code other} accepts behind a sign; no text of {@code one} begins with it. */
    static CharDfa eitherOr(CharDfa one, char sign, CharDfa other) {
        Builder builder = new Builder();
        builder.add(!one.isEmpty() && one.accepting(0));
        int shift = one.copy(builder);
        int shiftOther = other.copy(builder);
        if (!one.isEmpty()) {
            int[] e = one.edges.getFirst();
            for (int i = 0; i < e.length; i += 3) {
                builder.edge(0, e[i], e[i + 1], e[i + 2] + shift);
            }
        }
        if (!other.isEmpty()) {
            builder.edge(0, sign, sign, shiftOther);
        }
        return builder.build();
    }

    /** Adds these states behind those that are there; returns by how much their numbers rise. */
    private int copy(Builder builder) {
        int shift = builder.edges.size();
        for (int s = 0; s < states(); s++) {
            builder.add(accepting.get(s));
        }
        for (int s = 0; s < states(); s++) {
            int[] e = edges.get(s);
            for (int i = 0; i < e.length; i += 3) {
                builder.edge(s + shift, e[i], e[i + 1], e[i + 2] + shift);
            }
        }
        return shift;
    }

    /** What both accept. */
    CharDfa and(CharDfa other) {
        Builder builder = new Builder();
        Map<Long, Integer> known = new HashMap<>();
        ArrayDeque<long[]> open = new ArrayDeque<>();
        if (!isEmpty() && !other.isEmpty()) {
            pair(0, 0, other, known, open, builder);
        }
        while (!open.isEmpty()) {
            long[] state = open.remove();
            int[] a = edges.get((int) state[0]);
            int[] b = other.edges.get((int) state[1]);
            for (int i = 0, j = 0; i < a.length && j < b.length; ) {
                int first = Math.max(a[i], b[j]);
                int last = Math.min(a[i + 1], b[j + 1]);
                if (first <= last) {
                    int target = pair(a[i + 2], b[j + 2], other, known, open, builder);
                    builder.edge((int) state[2], first, last, target);
                }
                if (a[i + 1] < b[j + 1]) {
                    i += 3;
                } else {
                    j += 3;
                }
            }
        }
        return builder.build();
    }

    private int pair(int a, int b, CharDfa other, Map<Long, Integer> known, ArrayDeque<long[]> open, Builder builder) {
        return known.computeIfAbsent((long) a << 32 | b, key -> {
            int state = builder.add(accepting.get(a) && other.accepting.get(b));
            open.add(new long[] {a, b, state});
            return state;
        });
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int bit : set) {
            bits.set(bit);
        }
        return bits;
    }

    /** Collects states and edges; {@link #build} leaves out what leads nowhere. */
    static final class Builder {
        private final List<List<int[]>> edges = new ArrayList<>();
        private final BitSet accepting = new BitSet();

        int add(boolean accepts) {
            if (edges.size() >= MOST_STATES) {
                throw new IllegalArgumentException("The pattern needs more than " + MOST_STATES
                        + " states. Shorten it, or lower its counts and lengths.");
            }
            edges.add(new ArrayList<>());
            accepting.set(edges.size() - 1, accepts);
            return edges.size() - 1;
        }

        /** Edges of one state do not overlap. */
        void edge(int from, int first, int last, int to) {
            edges.get(from).add(new int[] {first, last, to});
        }

        CharDfa build() {
            BitSet live = live();
            if (edges.isEmpty() || !live.get(0)) {
                return new CharDfa(List.of(), new BitSet());
            }
            int[] number = new int[edges.size()];
            int count = 0;
            for (int s = live.nextSetBit(0); s >= 0; s = live.nextSetBit(s + 1)) {
                number[s] = count++;
            }
            List<int[]> kept = new ArrayList<>(count);
            BitSet ends = new BitSet();
            for (int s = live.nextSetBit(0); s >= 0; s = live.nextSetBit(s + 1)) {
                ends.set(kept.size(), accepting.get(s));
                kept.add(packed(edges.get(s), live, number));
            }
            return new CharDfa(Collections.unmodifiableList(kept), ends);
        }

        private static int[] packed(List<int[]> edges, BitSet live, int[] number) {
            int[] packed = new int[edges.size() * 3];
            int n = 0;
            edges.sort((x, y) -> Integer.compare(x[0], y[0]));
            for (int[] edge : edges) {
                if (!live.get(edge[2])) {
                    continue;
                }
                int target = number[edge[2]];
                if (n > 0 && packed[n - 1] == target && packed[n - 2] == edge[0] - 1) {
                    packed[n - 2] = edge[1];
                } else {
                    packed[n++] = edge[0];
                    packed[n++] = edge[1];
                    packed[n++] = target;
                }
            }
            return Arrays.copyOf(packed, n);
        }

        /** The states from which an accepting one is reached. */
        private BitSet live() {
            List<List<Integer>> back = new ArrayList<>();
            edges.forEach(e -> back.add(new ArrayList<>()));
            for (int s = 0; s < edges.size(); s++) {
                for (int[] edge : edges.get(s)) {
                    back.get(edge[2]).add(s);
                }
            }
            BitSet live = (BitSet) accepting.clone();
            ArrayDeque<Integer> open = new ArrayDeque<>();
            accepting.stream().forEach(open::add);
            while (!open.isEmpty()) {
                for (int from : back.get(open.remove())) {
                    if (!live.get(from)) {
                        live.set(from);
                        open.add(from);
                    }
                }
            }
            return live;
        }
    }
}
