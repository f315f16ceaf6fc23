package io.wenwen.core.dialogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree of token sequences: from a node, which tokens lead on, and which of the sequences is whole here. */
final class TokenTrie {

    static final int ROOT = 0;

    private final List<Map<Integer, Integer>> children = new ArrayList<>(List.of(new HashMap<>()));
    private final List<Integer> whole = new ArrayList<>(List.of(-1));

    /** Adds a sequence under this number; of equal sequences the first keeps the place. */
    void add(int number, int... tokens) {
        if (tokens.length == 0 || number < 0) {
            throw new IllegalArgumentException("A sequence needs a token and a number >= 0.");
        }
        int node = ROOT;
        for (int token : tokens) {
            Integer next = children.get(node).get(token);
            if (next == null) {
                next = children.size();
                children.add(new HashMap<>());
                whole.add(-1);
                children.get(node).put(token, next);
            }
            node = next;
        }
        if (whole.get(node) < 0) {
            whole.set(node, number);
        }
    }

    /** The node behind this token, or -1. */
    int next(int node, int token) {
        return children.get(node).getOrDefault(token, -1);
    }

    /** The number of the sequence that ends at this node, or -1. */
    int whole(int node) {
        return whole.get(node);
    }

    /** True where nothing longer starts like this. */
    boolean leaf(int node) {
        return children.get(node).isEmpty();
    }

    /** Adds the tokens that lead on from here. */
    void collect(int node, BitSet into) {
        children.get(node).keySet().forEach(into::set);
    }

    /** The tokens that are the only way on, up to the next fork or end. */
    int[] onlyWay(int node) {
        int[] way = new int[16];
        int length = 0;
        int at = node;
        while (whole.get(at) < 0 && children.get(at).size() == 1) {
            Map.Entry<Integer, Integer> edge =
                    children.get(at).entrySet().iterator().next();
            if (length == way.length) {
                way = Arrays.copyOf(way, length * 2);
            }
            way[length++] = edge.getKey();
            at = edge.getValue();
        }
        return Arrays.copyOf(way, length);
    }
}
