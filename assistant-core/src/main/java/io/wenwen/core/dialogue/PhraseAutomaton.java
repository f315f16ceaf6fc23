package io.wenwen.core.dialogue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;

/**
 * Finds forbidden phrases while a text grows, one character at a time, whatever tokens it is made of (Aho and Corasick 1975).
 * State 0 is the root. Letters are compared in lower case, full-width forms as their ASCII twins. Immutable.
 */
final class PhraseAutomaton {

    private long[] keys = new long[1 << 12];
    private int[] targets = new int[1 << 12];
    private int edges;
    private int[] fail = new int[1 << 10];
    /** Length of the longest phrase that ends in this state; 0 where none does. */
    private int[] longest = new int[1 << 10];

    private int states = 1;

    PhraseAutomaton(Collection<String> phrases) {
        for (String phrase : phrases) {
            int state = 0;
            for (int i = 0; i < phrase.length(); i++) {
                char c = fold(phrase.charAt(i));
                int next = edge(state, c);
                if (next < 0) {
                    next = addState();
                    addEdge(state, c, next);
                }
                state = next;
            }
            longest[state] = Math.max(longest[state], phrase.length());
        }
        link();
    }

    /** The state after one more character. */
    int next(int state, char c) {
        char folded = fold(c);
        int s = state;
        while (true) {
            int next = edge(s, folded);
            if (next >= 0) {
                return next;
            }
            if (s == 0) {
                return 0;
            }
            s = fail[s];
        }
    }

    /** Length of the longest forbidden phrase that ends here; 0 if none does. */
    int match(int state) {
        return longest[state];
    }

    int states() {
        return states;
    }

    static char fold(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return Character.toLowerCase((char) (c - 0xFEE0));
        }
        return Character.toLowerCase(c);
    }

    /** Breadth first, so that the state a link points to is finished before. */
    private void link() {
        int[] from = new int[states];
        char[] by = new char[states];
        int[][] children = new int[states][];
        int[] counts = new int[states];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int parent = (int) ((keys[i] - 1) >>> 16);
                from[targets[i]] = parent;
                by[targets[i]] = (char) (keys[i] - 1);
                counts[parent]++;
            }
        }
        for (int s = 1; s < states; s++) {
            int parent = from[s];
            if (children[parent] == null) {
                children[parent] = new int[counts[parent]];
                counts[parent] = 0;
            }
            children[parent][counts[parent]++] = s;
        }
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(0);
        while (!queue.isEmpty()) {
            int s = queue.remove();
            if (s != 0) {
                fail[s] = from[s] == 0 ? 0 : next(fail[from[s]], by[s]);
                longest[s] = Math.max(longest[s], longest[fail[s]]);
            }
            if (children[s] != null) {
                for (int child : children[s]) {
                    queue.add(child);
                }
            }
        }
    }

    private int addState() {
        if (states == fail.length) {
            fail = Arrays.copyOf(fail, states * 2);
            longest = Arrays.copyOf(longest, states * 2);
        }
        return states++;
    }

    private int edge(int state, char c) {
        long key = (((long) state) << 16 | c) + 1;
        int mask = keys.length - 1;
        for (int slot = hash(key) & mask; keys[slot] != 0; slot = (slot + 1) & mask) {
            if (keys[slot] == key) {
                return targets[slot];
            }
        }
        return -1;
    }

    private void addEdge(int state, char c, int target) {
        if (++edges * 2 > keys.length) {
            long[] oldKeys = keys;
            int[] oldTargets = targets;
            keys = new long[oldKeys.length * 2];
            targets = new int[oldKeys.length * 2];
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] != 0) {
                    put(oldKeys[i], oldTargets[i]);
                }
            }
        }
        put((((long) state) << 16 | c) + 1, target);
    }

    private void put(long key, int target) {
        int mask = keys.length - 1;
        int slot = hash(key) & mask;
        while (keys[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        targets[slot] = target;
    }

    private static int hash(long key) {
        long h = key * 0x9E3779B97F4A7C15L;
        return (int) (h >>> 40);
    }
}
