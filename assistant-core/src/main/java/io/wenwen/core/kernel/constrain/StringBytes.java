package io.wenwen.core.kernel.constrain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Turns an automaton over characters into one over the bytes in which they are written: UTF-8, and where JSON demands it an
 * escape. Edges that share first bytes share states, so the result is deterministic again.
 */
final class StringBytes {

    /** The rest of a character's bytes (first and last value for each), and the state it leads to. */
    private record Way(int[] bytes, int target) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Way way && target == way.target && Arrays.equals(bytes, way.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(bytes) + target;
        }
    }

    private final ByteDfa.Builder builder = new ByteDfa.Builder();
    private final Map<List<Way>, Integer> inner = new HashMap<>();
    private final boolean escaped;

    private StringBytes(boolean escaped) {
        this.escaped = escaped;
    }

    /** The strings of these contents, quotes included. */
    static ByteDfa quoted(CharDfa contents) {
        StringBytes bytes = new StringBytes(true);
        int begin = bytes.builder.add(false);
        int[] states = bytes.states(contents, false);
        int end = bytes.builder.add(true);
        bytes.builder.edge(begin, '"', '"', states[0]);
        for (int s = 0; s < states.length; s++) {
            if (contents.accepting(s)) {
                bytes.builder.edge(states[s], '"', '"', end);
            }
        }
        return bytes.builder.build();
    }

    /** The inside of a string whose contents are free: state 0 between two characters, the others within one. */
    static ByteDfa inside() {
        StringBytes bytes = new StringBytes(true);
        bytes.states(CharDfa.ANYTHING, true);
        return bytes.builder.build();
    }

    /** The texts themselves, as numbers are written. */
    static ByteDfa plain(CharDfa texts) {
        StringBytes bytes = new StringBytes(false);
        bytes.states(texts, true);
        return bytes.builder.build();
    }

    private int[] states(CharDfa dfa, boolean ends) {
        int[] states = new int[dfa.states()];
        for (int s = 0; s < states.length; s++) {
            states[s] = builder.add(ends && dfa.accepting(s));
        }
        for (int s = 0; s < states.length; s++) {
            int[] edges = dfa.edges(s);
            List<Way> ways = new ArrayList<>();
            for (int i = 0; i < edges.length; i += 3) {
                ways(edges[i], edges[i + 1], states[edges[i + 2]], ways);
            }
            connect(states[s], ways);
        }
        return states;
    }

    /** Adds the ways that begin at a state: bytes that several ways share lead to one state between. */
    private void connect(int from, List<Way> ways) {
        TreeSet<Integer> cuts = new TreeSet<>();
        for (Way way : ways) {
            cuts.add(way.bytes[0]);
            cuts.add(way.bytes[1] + 1);
        }
        Integer low = cuts.isEmpty() ? null : cuts.first();
        while (low != null) {
            Integer high = cuts.higher(low);
            if (high == null) {
                break;
            }
            int first = low;
            List<Way> rest = ways.stream()
                    .filter(way -> way.bytes[0] <= first && way.bytes[1] >= first)
                    .toList();
            if (!rest.isEmpty()) {
                builder.edge(from, first, high - 1, between(rest));
            }
            low = high;
        }
    }

    /** The state after the first byte of these ways. */
    private int between(List<Way> ways) {
        if (ways.getFirst().bytes.length == 2) {
            return ways.getFirst().target;
        }
        List<Way> rest = ways.stream()
                .map(way -> new Way(Arrays.copyOfRange(way.bytes, 2, way.bytes.length), way.target))
                .toList();
        Integer known = inner.get(rest);
        if (known == null) {
            known = builder.add(false);
            inner.put(rest, known);
            connect(known, rest);
        }
        return known;
    }

    private void ways(int first, int last, int target, List<Way> into) {
        int from = first;
        while (from <= last) {
            if (escaped && mustEscape(from)) {
                into.add(new Way(escape(from), target));
                from++;
                continue;
            }
            if (from >= Character.MIN_SURROGATE && from <= Character.MAX_SURROGATE) {
                from = Character.MAX_SURROGATE + 1;
                continue;
            }
            int to = from;
            if (from < 0x80) {
                while (to < Math.min(last, 0x7F) && !(escaped && mustEscape(to + 1))) {
                    to++;
                }
            } else {
                to = utf8End(from, last);
            }
            into.add(new Way(utf8(from, to), target));
            from = to + 1;
        }
    }

    private static boolean mustEscape(int c) {
        return c < ' ' || c == '"' || c == '\\';
    }

    private static int[] escape(int c) {
        StringBuilder text = new StringBuilder();
        JsonText.escape(c, text);
        return text.chars().flatMap(b -> IntStream.of(b, b)).toArray();
    }

    /** The farthest character such that all from the first up to it are written by a range of values in each byte. */
    private static int utf8End(int first, int last) {
        int longest = first < 0x800
                ? 0x7FF
                : first < Character.MIN_SURROGATE
                        ? Character.MIN_SURROGATE - 1
                        : first < 0x10000 ? 0xFFFF : CodePoints.MOST;
        int end = Math.min(last, longest);
        int bytes = first < 0x800 ? 2 : first < 0x10000 ? 3 : 4;
        for (int trailing = 1; trailing < bytes; trailing++) {
            int block = (1 << 6 * trailing) - 1;
            if ((first & ~block) != (end & ~block)) {
                if ((first & block) != 0) {
                    return first | block;
                }
                if ((end & block) != block) {
                    end = (end & ~block) - 1;
                }
            }
        }
        return end;
    }

    private static int[] utf8(int first, int last) {
        byte[] low = Character.toString(first).getBytes(StandardCharsets.UTF_8);
        byte[] high = Character.toString(last).getBytes(StandardCharsets.UTF_8);
        int[] ranges = new int[low.length * 2];
        for (int i = 0; i < low.length; i++) {
            ranges[2 * i] = low[i] & 0xFF;
            ranges[2 * i + 1] = high[i] & 0xFF;
        }
        return ranges;
    }
}
