package io.wenwen.core.kernel.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pages of prompt beginnings that many prompts share, so that only the first of them is computed. A tree: each node is one
 * full page, found from its parent by the page's 16 tokens; a page's keys and values depend on all tokens before it, which are
 * the path to it. Nodes in use by a sequence stay; others go, least recently used first, when pages run short. Not thread-safe.
 */
final class PrefixCache {

    private static final int PAGE = ModelRunner.PAGE;

    /** A kept page. */
    static final class Node {
        private final @Nullable Node parent;
        private final Key key;
        private final Map<Key, Node> children = new HashMap<>();
        private final int page;
        private int users;
        private long used;

        private Node(@Nullable Node parent, Key key, int page) {
            this.parent = parent;
            this.key = key;
            this.page = page;
        }

        int page() {
            return page;
        }
    }

    /** Sixteen tokens, compared by value. */
    private static final class Key {
        private final int[] tokens;

        Key(int[] tokens, int from) {
            this.tokens = Arrays.copyOfRange(tokens, from, from + PAGE);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(tokens, key.tokens);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(tokens);
        }
    }

    private final Node root = new Node(null, new Key(new int[PAGE], 0), -1);
    private final List<Node> nodes = new ArrayList<>();
    private final PagePool pool;
    private long clock;

    PrefixCache(PagePool pool) {
        this.pool = pool;
    }

    int pages() {
        return nodes.size();
    }

    /** Pages that could be freed now. */
    int idle() {
        int idle = 0;
        for (Node node : nodes) {
            if (node.users == 0) {
                idle++;
            }
        }
        return idle;
    }

    /** The kept pages of the longest beginning of the first {@code limit} tokens, not yet held. */
    List<Node> find(int[] tokens, int limit) {
        List<Node> path = new ArrayList<>();
        Node at = root;
        for (int from = 0; from + PAGE <= limit; from += PAGE) {
            Node next = at.children.get(new Key(tokens, from));
            if (next == null) {
                break;
            }
            path.add(next);
            at = next;
        }
        return path;
    }

    /** Holds a node for one sequence. */
    void hold(Node node) {
        node.users++;
        node.used = ++clock;
    }

    void release(Node node) {
        node.users--;
    }

    /**
     * Hands a computed page over to the cache, held by the sequence that computed it.
     *
     * @param parent the page before it, {@code null} for the first
     * @return {@code null} if these tokens are kept already; the page then stays the sequence's
     */
    @Nullable
    Node add(@Nullable Node parent, int[] tokens, int from, int page) {
        Node under = parent == null ? root : parent;
        Key key = new Key(tokens, from);
        if (under.children.containsKey(key)) {
            return null;
        }
        Node node = new Node(under, key, page);
        under.children.put(key, node);
        nodes.add(node);
        hold(node);
        return node;
    }

    /** Frees idle pages until the pool has {@code wanted}; false if that is more than there are. */
    boolean makeRoom(int wanted) {
        while (pool.free() < wanted) {
            Node oldest = null;
            for (Node node : nodes) {
                if (node.users == 0 && node.children.isEmpty() && (oldest == null || node.used < oldest.used)) {
                    oldest = node;
                }
            }
            if (oldest == null) {
                return false;
            }
            if (oldest.parent != null) {
                oldest.parent.children.remove(oldest.key);
            }
            nodes.remove(oldest);
            pool.give(oldest.page);
        }
        return true;
    }
}
