package io.wenwen.core.kernel.constrain;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The byte strings of a vocabulary as one tree, laid out in the order of a depth-first walk: all tokens that a state allows are found
 * in one pass, and a byte that may not come skips all tokens that go on with it. Immutable.
 */
final class VocabularyTrie {

    static final int ROOT = -1;

    /** Of node i: its byte, depth (1 for a first byte), token or -1, and the first node behind its subtree. */
    private final byte[] label;

    private final short[] depth;
    private final int[] token;
    private final int[] end;
    /** By token: another of the same bytes, or -1. */
    private final int[] twin;

    private final int deepest;

    /** @param bytes of each token; empty for those that no text contains */
    VocabularyTrie(int size, IntFunction<byte[]> bytes) {
        int[] order = IntStream.range(0, size)
                .filter(t -> bytes.apply(t).length > 0)
                .boxed()
                .sorted(Comparator.comparing(bytes::apply, Arrays::compareUnsigned))
                .mapToInt(Integer::intValue)
                .toArray();
        int nodes = 0;
        int most = 0;
        byte[] last = {};
        for (int t : order) {
            byte[] b = bytes.apply(t);
            nodes += b.length - common(last, b);
            most = Math.max(most, b.length);
            last = b;
        }
        label = new byte[nodes];
        depth = new short[nodes];
        token = new int[nodes];
        end = new int[nodes];
        twin = new int[size];
        deepest = most;
        Arrays.fill(token, -1);
        Arrays.fill(twin, -1);
        fill(order, bytes);
    }

    private void fill(int[] order, IntFunction<byte[]> bytes) {
        int[] path = new int[deepest + 1];
        int n = 0;
        byte[] last = {};
        for (int t : order) {
            byte[] b = bytes.apply(t);
            int from = common(last, b);
            for (int d = last.length; d > from; d--) {
                end[path[d]] = n;
            }
            for (int d = from; d < b.length; d++) {
                path[d + 1] = n;
                label[n] = b[d];
                depth[n++] = (short) (d + 1);
            }
            int node = path[b.length];
            twin[t] = token[node];
            token[node] = t;
            last = b;
        }
        for (int d = last.length; d > 0; d--) {
            end[path[d]] = n;
        }
    }

    private static int common(byte[] a, byte[] b) {
        int difference = Arrays.mismatch(a, b);
        return difference < 0 ? a.length : difference;
    }

    /** Adds the tokens that may come in a state. */
    void collect(State from, BitSet into) {
        walk(from, ROOT, into);
    }

    /** True if some token's bytes begin with these and go on as the state behind them allows. */
    boolean reachesBeyond(byte[] bytes, int offset, State behind) {
        int node = find(bytes, offset);
        return node != ROOT && walk(behind, node, null);
    }

    private int find(byte[] bytes, int offset) {
        int begin = 0;
        int stop = label.length;
        int found = ROOT;
        for (int i = offset; i < bytes.length; i++) {
            int child = begin;
            while (child < stop && label[child] != bytes[i]) {
                child = end[child];
            }
            if (child >= stop) {
                return ROOT;
            }
            found = child;
            begin = child + 1;
            stop = end[child];
        }
        return found;
    }

    /** Walks a subtree; without a set to fill it stops at the first token found. */
    private boolean walk(State from, int node, @Nullable BitSet into) {
        int base = node == ROOT ? 0 : depth[node];
        int stop = node == ROOT ? label.length : end[node];
        State[] path = new State[deepest - base + 1];
        path[0] = from;
        boolean any = false;
        for (int i = node + 1; i < stop; ) {
            int d = depth[i] - base;
            State next = path[d - 1].next(label[i] & 0xFF);
            if (next.dead()) {
                i = end[i];
                continue;
            }
            path[d] = next;
            for (int t = token[i]; t >= 0; t = twin[t]) {
                if (into == null) {
                    return true;
                }
                into.set(t);
                any = true;
            }
            i++;
        }
        return any;
    }

    /** Hears of every token along a walk of the whole tree. */
    interface Visitor {

        /** @return false to skip the tokens that go on from this node */
        boolean node(int depth, int unsignedByte);

        void token(int depth, int token);
    }

    void visit(Visitor visitor) {
        for (int i = 0; i < label.length; ) {
            if (!visitor.node(depth[i], label[i] & 0xFF)) {
                i = end[i];
                continue;
            }
            for (int t = token[i]; t >= 0; t = twin[t]) {
                visitor.token(depth[i], t);
            }
            i++;
        }
    }

    int deepest() {
        return deepest;
    }
}
