package io.wenwen.core.kernel.text;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The learned merges of a byte-pair encoding, and the encoding itself: of all adjacent pairs the one learned first becomes
 * one token, the leftmost where it stands twice, until no pair is left that was learned (Sennrich et al. 2016).
 */
final class MergeTable {

    private static final int NOT_LEARNED = Integer.MAX_VALUE;

    /** Longer words go through a queue: n log n instead of n² steps, for text without a space is a user's to send. */
    private static final int SCANNED = 48;

    // Open addressing, at most half full: key is left << 32 | right, -1 where free.
    private final long[] keys;
    private final int[] ranks;
    private final int[] merged;
    private final int mask;

    MergeTable(int merges) {
        int slots = Integer.highestOneBit(Math.max(8, merges)) * 4;
        this.keys = new long[slots];
        this.ranks = new int[slots];
        this.merged = new int[slots];
        this.mask = slots - 1;
        Arrays.fill(keys, -1);
    }

    /** False if the pair is there already. */
    boolean add(int left, int right, int rank, int token) {
        int slot = slot(left, right);
        if (keys[slot] != -1) {
            return false;
        }
        keys[slot] = key(left, right);
        ranks[slot] = rank;
        merged[slot] = token;
        return true;
    }

    /** Merges the first {@code length} tokens in place and returns how many are left. */
    int merge(int[] tokens, int length) {
        return length <= SCANNED ? scan(tokens, length) : queue(tokens, length);
    }

    /** The plain way: look at all pairs, merge the best, again. */
    int scan(int[] tokens, int length) {
        while (length > 1) {
            int best = -1;
            int bestRank = NOT_LEARNED;
            for (int i = 0; i + 1 < length; i++) {
                int rank = ranks[slot(tokens[i], tokens[i + 1])];
                if (rank < bestRank && keys[slot(tokens[i], tokens[i + 1])] != -1) {
                    best = i;
                    bestRank = rank;
                }
            }
            if (best < 0) {
                return length;
            }
            tokens[best] = merged[slot(tokens[best], tokens[best + 1])];
            System.arraycopy(tokens, best + 2, tokens, best + 1, length - best - 2);
            length--;
        }
        return length;
    }

    /** The same result through a queue of pairs over a linked list of tokens. */
    int queue(int[] tokens, int length) {
        int[] next = new int[length];
        int[] previous = new int[length];
        PriorityQueue<Long> pairs = new PriorityQueue<>(length);
        for (int i = 0; i < length; i++) {
            next[i] = i + 1;
            previous[i] = i - 1;
        }
        for (int i = 0; i + 1 < length; i++) {
            offer(pairs, tokens, i, i + 1);
        }
        for (Long pair = pairs.poll(); pair != null; pair = pairs.poll()) {
            int left = (int) (long) pair;
            // An entry is stale where one of its two tokens has been merged since.
            if (tokens[left] < 0 || next[left] >= length) {
                continue;
            }
            int right = next[left];
            int slot = slot(tokens[left], tokens[right]);
            if (keys[slot] == -1 || ranks[slot] != (int) (pair >>> 32)) {
                continue;
            }
            tokens[left] = merged[slot];
            tokens[right] = -1;
            next[left] = next[right];
            if (next[left] < length) {
                previous[next[left]] = left;
                offer(pairs, tokens, left, next[left]);
            }
            if (previous[left] >= 0) {
                offer(pairs, tokens, previous[left], left);
            }
        }
        int kept = 0;
        for (int i = 0; i < length; i = next[i]) {
            tokens[kept++] = tokens[i];
        }
        return kept;
    }

    private void offer(PriorityQueue<Long> pairs, int[] tokens, int left, int right) {
        int slot = slot(tokens[left], tokens[right]);
        if (keys[slot] != -1) {
            pairs.add(key(ranks[slot], left));
        }
    }

    /** Where the pair is, or the free slot where it would be. */
    private int slot(int left, int right) {
        long key = key(left, right);
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (keys[slot] != key && keys[slot] != -1) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static long key(int left, int right) {
        return (long) left << 32 | right;
    }
}
