package io.wenwen.core.kernel.constrain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A deterministic automaton over bytes, in which every state leads to an accepting one: the text of a key, a number, a string with its
 * quotes, or one of thousands of values. State 0 is the start. Immutable; compared by identity.
 */
final class ByteDfa {

    static final int DEAD = -1;

    /** The tree of texts is built by recursion. */
    private static final int LONGEST_TEXT = 2_000;

    /** Where the edges of a state begin; one more than there are states. */
    private final int[] begin;

    private final byte[] first;
    private final byte[] last;
    private final int[] target;
    private final BitSet accepting;

    private ByteDfa(int[] begin, byte[] first, byte[] last, int[] target, BitSet accepting) {
        this.begin = begin;
        this.first = first;
        this.last = last;
        this.target = target;
        this.accepting = accepting;
    }

    /** The state behind this byte, or {@link #DEAD}. */
    int next(int state, int unsignedByte) {
        int low = begin[state];
        int high = begin[state + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (unsignedByte < (first[middle] & 0xFF)) {
                high = middle - 1;
            } else if (unsignedByte > (last[middle] & 0xFF)) {
                low = middle + 1;
            } else {
                return target[middle];
            }
        }
        return DEAD;
    }

    boolean accepting(int state) {
        return accepting.get(state);
    }

    /** True where nothing can follow. */
    boolean last(int state) {
        return begin[state] == begin[state + 1];
    }

    /** The only byte that can follow, -1 if none or several can. */
    int only(int state) {
        int edge = begin[state];
        return begin[state + 1] == edge + 1 && first[edge] == last[edge] ? first[edge] & 0xFF : -1;
    }

    static ByteDfa text(String text) {
        return texts(List.of(text));
    }

    /** One of these texts, each of at most {@value #LONGEST_TEXT} bytes. */
    static ByteDfa texts(Collection<String> texts) {
        TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > LONGEST_TEXT) {
                throw new IllegalArgumentException("A text to choose has " + bytes.length + " bytes; at most "
                        + LONGEST_TEXT + " can be enforced. Shorten it.");
            }
            sorted.add(bytes);
        }
        Builder builder = new Builder();
        tree(List.copyOf(sorted), 0, builder);
        return builder.build();
    }

    /** A tree of sorted texts that agree before {@code depth}; returns its root. */
    private static int tree(List<byte[]> texts, int depth, Builder builder) {
        int node = builder.add(!texts.isEmpty() && texts.getFirst().length == depth);
        int from = builder.accepts(node) ? 1 : 0;
        while (from < texts.size()) {
            byte b = texts.get(from)[depth];
            int to = from + 1;
            while (to < texts.size() && texts.get(to)[depth] == b) {
                to++;
            }
            builder.edge(node, b & 0xFF, b & 0xFF, tree(texts.subList(from, to), depth + 1, builder));
            from = to;
        }
        return node;
    }

    /** Collects states and edges, each state's edges in order of their bytes. */
    static final class Builder {
        private final List<List<int[]>> edges = new ArrayList<>();
        private final BitSet accepting = new BitSet();

        int add(boolean accepts) {
            edges.add(new ArrayList<>(1));
            accepting.set(edges.size() - 1, accepts);
            return edges.size() - 1;
        }

        boolean accepts(int state) {
            return accepting.get(state);
        }

        void edge(int from, int first, int last, int to) {
            edges.get(from).add(new int[] {first, last, to});
        }

        ByteDfa build() {
            int count = edges.stream().mapToInt(List::size).sum();
            int[] begin = new int[edges.size() + 1];
            byte[] first = new byte[count];
            byte[] last = new byte[count];
            int[] target = new int[count];
            int n = 0;
            for (int s = 0; s < edges.size(); s++) {
                begin[s] = n;
                edges.get(s).sort((a, b) -> Integer.compare(a[0], b[0]));
                for (int[] edge : edges.get(s)) {
                    first[n] = (byte) edge[0];
                    last[n] = (byte) edge[1];
                    target[n++] = edge[2];
                }
            }
            begin[edges.size()] = n;
            return new ByteDfa(begin, first, last, target, accepting);
        }
    }
}
