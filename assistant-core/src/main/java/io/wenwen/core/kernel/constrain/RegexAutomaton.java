package io.wenwen.core.kernel.constrain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a regular expression deterministic: Thompson's construction, then the construction of subsets. Anchors are edges that read
 * nothing and may be taken only before the first character or after the last.
 */
final class RegexAutomaton {

    private static final int MOST_NODES = 50_000;
    /** Edges followed; a hostile pattern ends here, after a second. */
    private static final int MOST_WORK = 50_000_000;

    private int work;

    private record Edge(CodePoints set, int target) {}

    private final List<List<Edge>> edges = new ArrayList<>();
    private final List<List<Integer>> free = new ArrayList<>();
    private final List<List<Integer>> atBegin = new ArrayList<>();
    private final List<List<Integer>> atEnd = new ArrayList<>();

    private RegexAutomaton() {}

    /** The texts that match as a whole. */
    static CharDfa whole(Regex regex) {
        RegexAutomaton nfa = new RegexAutomaton();
        int begin = nfa.node();
        return nfa.determine(begin, nfa.add(regex, begin));
    }

    /** The texts in which some stretch matches, as {@code pattern} means it. */
    static CharDfa within(Regex regex) {
        RegexAutomaton nfa = new RegexAutomaton();
        int begin = nfa.node();
        nfa.edges.get(begin).add(new Edge(CodePoints.ANY, begin));
        int inner = nfa.node();
        nfa.free.get(begin).add(inner);
        int end = nfa.add(regex, inner);
        int rest = nfa.node();
        nfa.free.get(end).add(rest);
        nfa.edges.get(rest).add(new Edge(CodePoints.ANY, rest));
        return nfa.determine(begin, rest);
    }

    private int node() {
        if (edges.size() >= MOST_NODES) {
            throw new IllegalArgumentException("The pattern needs more than " + MOST_NODES
                    + " positions. Shorten it, or lower its repetition counts.");
        }
        edges.add(new ArrayList<>(1));
        free.add(new ArrayList<>(2));
        atBegin.add(new ArrayList<>(0));
        atEnd.add(new ArrayList<>(0));
        return edges.size() - 1;
    }

    /** Adds the expression behind a node; returns the node behind it. */
    private int add(Regex regex, int from) {
        return switch (regex) {
            case Regex.Chars chars -> {
                int to = node();
                if (!chars.set().isEmpty()) {
                    edges.get(from).add(new Edge(chars.set(), to));
                }
                yield to;
            }
            case Regex.Sequence sequence -> {
                int at = from;
                for (Regex part : sequence.parts()) {
                    at = add(part, at);
                }
                yield at;
            }
            case Regex.Either either -> {
                int to = node();
                for (Regex way : either.ways()) {
                    int begin = node();
                    free.get(from).add(begin);
                    free.get(add(way, begin)).add(to);
                }
                yield to;
            }
            case Regex.Repeat repeat -> repeat(repeat, from);
            case Regex.Begin begin -> {
                int to = node();
                atBegin.get(from).add(to);
                yield to;
            }
            case Regex.End end -> {
                int to = node();
                atEnd.get(from).add(to);
                yield to;
            }
        };
    }

    private int repeat(Regex.Repeat repeat, int from) {
        int at = from;
        for (int i = 0; i < repeat.least(); i++) {
            at = add(repeat.part(), at);
        }
        int to = node();
        if (repeat.most() < 0) {
            int loop = node();
            free.get(at).add(loop);
            free.get(add(repeat.part(), loop)).add(loop);
            free.get(loop).add(to);
            return to;
        }
        for (int i = repeat.least(); i < repeat.most(); i++) {
            free.get(at).add(to);
            at = add(repeat.part(), at);
        }
        free.get(at).add(to);
        return to;
    }

    private CharDfa determine(int begin, int end) {
        CharDfa.Builder builder = new CharDfa.Builder();
        Map<BitSet, Integer> known = new HashMap<>();
        ArrayDeque<BitSet> open = new ArrayDeque<>();
        BitSet start = new BitSet();
        start.set(begin);
        close(start, true, false);
        // The start is a state of its own: anchors at the beginning hold only here.
        int first = builder.add(closed(start, true, true).get(end));
        open.add(start);
        ArrayDeque<Integer> numbers = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            BitSet state = open.remove();
            int number = numbers.remove();
            TreeMap<Integer, BitSet> segments = segments(state);
            for (Map.Entry<Integer, BitSet> segment : segments.entrySet()) {
                BitSet target = segment.getValue();
                Integer behind = segments.higherKey(segment.getKey());
                if (target.isEmpty() || behind == null) {
                    continue;
                }
                Integer to = known.get(target);
                if (to == null) {
                    to = builder.add(closed(target, false, true).get(end));
                    known.put(target, to);
                    open.add(target);
                    numbers.add(to);
                }
                builder.edge(number, segment.getKey(), behind - 1, to);
            }
        }
        return builder.build();
    }

    /** The targets by the first character of each stretch of characters that lead to the same nodes. */
    private TreeMap<Integer, BitSet> segments(BitSet state) {
        TreeMap<Integer, BitSet> segments = new TreeMap<>();
        state.stream().forEach(node -> {
            for (Edge edge : edges.get(node)) {
                for (int r = 0; r < edge.set().ranges(); r++) {
                    segments.putIfAbsent(edge.set().first(r), new BitSet());
                    segments.putIfAbsent(edge.set().last(r) + 1, new BitSet());
                }
            }
        });
        state.stream().forEach(node -> {
            for (Edge edge : edges.get(node)) {
                for (int r = 0; r < edge.set().ranges(); r++) {
                    segments.subMap(edge.set().first(r), edge.set().last(r) + 1)
                            .values()
                            .forEach(targets -> targets.set(edge.target()));
                }
            }
        });
        segments.values().forEach(targets -> close(targets, false, false));
        return segments;
    }

    private BitSet closed(BitSet nodes, boolean begin, boolean end) {
        BitSet closed = (BitSet) nodes.clone();
        close(closed, begin, end);
        return closed;
    }

    private void close(BitSet nodes, boolean begin, boolean end) {
        ArrayDeque<Integer> open = new ArrayDeque<>();
        nodes.stream().forEach(open::add);
        while (!open.isEmpty()) {
            int node = open.remove();
            follow(free.get(node), nodes, open);
            if (begin) {
                follow(atBegin.get(node), nodes, open);
            }
            if (end) {
                follow(atEnd.get(node), nodes, open);
            }
        }
    }

    private void follow(List<Integer> targets, BitSet nodes, ArrayDeque<Integer> open) {
        work += 1 + targets.size();
        if (work > MOST_WORK) {
            throw new IllegalArgumentException(
                    "The pattern is too hard to make deterministic. Anchor it with ^ and $, or lower its counts.");
        }
        for (int target : targets) {
            if (!nodes.get(target)) {
                nodes.set(target);
                open.add(target);
            }
        }
    }
}
