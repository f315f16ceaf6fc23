package io.wenwen.core.kernel.decode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages of keys and values: who holds them, and which prompt beginnings they contain, so that only the first of many computes a
 * beginning (Kwon et al. 2023, PagedAttention).
 *
 * <p>A full page may be kept under what it depends on: the kept page before it, its own 16 tokens and the scope of those who may find
 * it. Found pages are shared by reference count and never written. A page that nobody holds stays kept, until room is wanted: then
 * the one that was let go first is given away. A sequence lets go of its last page first, so a page goes before the one that it
 * depends on. Not thread-safe.
 */
final class PagePool {

    static final int PAGE = ModelRunner.PAGE;
    private static final int NONE = -1;

    /** What a kept page is found by; {@code parent} is the number of the page before it, 0 at the beginning. */
    private static final class Key {
        private final long parent;
        private final String scope;
        private final int[] tokens;
        private final int hash;

        Key(long parent, String scope, int[] tokens, int from) {
            this.parent = parent;
            this.scope = scope;
            this.tokens = Arrays.copyOfRange(tokens, from, from + PAGE);
            hash = (Arrays.hashCode(this.tokens) * 31 + Long.hashCode(parent)) * 31 + scope.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && parent == key.parent
                    && scope.equals(key.scope)
                    && Arrays.equals(tokens, key.tokens);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Map<Key, Integer> kept = new HashMap<>();
    private final @Nullable Key[] keys;
    /** A kept page's number in the chain; never given twice, so that a page can only be found through its true predecessor. */
    private final long[] numbers;

    private final int[] holders;
    private final int[] empty;
    private int empties;

    /** Kept pages without a holder form a ring, the one let go first behind its end {@code pages}. */
    private final int[] next;

    private final int[] previous;
    private int idle;
    private long lastNumber;
    private long evicted;

    PagePool(int pages) {
        keys = new Key[pages];
        numbers = new long[pages];
        holders = new int[pages];
        empty = new int[pages];
        for (int i = 0; i < pages; i++) {
            empty[i] = pages - 1 - i;
        }
        empties = pages;
        next = new int[pages + 1];
        previous = new int[pages + 1];
        next[pages] = pages;
        previous[pages] = pages;
    }

    int pages() {
        return holders.length;
    }

    /** Pages that can be taken: those without content and those kept for nobody in particular. */
    int available() {
        return empties + idle;
    }

    /** Pages without content. */
    int free() {
        return empties;
    }

    /** Pages with a findable beginning, held or not. */
    int kept() {
        return kept.size();
    }

    /** Kept pages given away so far. */
    long evicted() {
        return evicted;
    }

    int holders(int page) {
        return holders[page];
    }

    /** A page of one's own. */
    int take() {
        int page;
        if (empties > 0) {
            page = empty[--empties];
        } else {
            page = next[holders.length];
            if (page == holders.length) {
                throw new IllegalStateException("No page is available; the scheduler must look before it takes.");
            }
            unlink(page);
            forget(page);
            evicted++;
        }
        holders[page] = 1;
        return page;
    }

    /** One holder more. */
    void hold(int page) {
        if (holders[page]++ == 0) {
            unlink(page);
        }
    }

    /** One holder less; a sequence releases its pages from the last to the first. */
    void release(int page) {
        if (holders[page] == 0) {
            throw new IllegalStateException("Page " + page + " was given back twice.");
        }
        if (--holders[page] > 0) {
            return;
        }
        if (keys[page] == null) {
            empty[empties++] = page;
        } else {
            int end = holders.length;
            next[page] = end;
            previous[page] = previous[end];
            next[previous[end]] = page;
            previous[end] = page;
            idle++;
        }
    }

    /**
     * The kept page of these 16 tokens behind a kept page.
     *
     * @param parent the page before, negative at the beginning
     * @return negative if there is none
     */
    int find(int parent, String scope, int[] tokens, int from) {
        return kept.getOrDefault(new Key(number(parent), scope, tokens, from), NONE);
    }

    /**
     * Keeps a full page of the caller's under its 16 tokens.
     *
     * @return the page to go on with: this one, or one with the same content that was kept before; the caller then holds that one
     *     instead
     */
    int keep(int page, int parent, String scope, int[] tokens, int from) {
        Key key = new Key(number(parent), scope, tokens, from);
        Integer before = kept.putIfAbsent(key, page);
        if (before != null) {
            hold(before);
            release(page);
            return before;
        }
        keys[page] = key;
        numbers[page] = ++lastNumber;
        return page;
    }

    private long number(int page) {
        return page < 0 ? 0 : numbers[page];
    }

    private void forget(int page) {
        Key key = keys[page];
        if (key != null) {
            kept.remove(key);
        }
        keys[page] = null;
        numbers[page] = 0;
    }

    private void unlink(int page) {
        next[previous[page]] = next[page];
        previous[next[page]] = previous[page];
        idle--;
    }
}
