package io.wenwen.catalog.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the category of a product whose row names none: by category id, else by the longest category word in its text. */
final class Categories {

    static final List<String> NONE = List.of("未分类");

    private record Node(String parent, String name) {}

    private final Map<String, Node> byId = new HashMap<>();
    private final Map<String, List<String>> byName = new LinkedHashMap<>();
    private final Map<String, List<String>> words = new HashMap<>();

    Categories() {
        Lexicon.lines("category-words.tsv").forEach(columns -> {
            List<String> path = List.of(columns[0].split("/"));
            words.put(path.getLast().toLowerCase(Locale.ROOT), path);
            if (columns.length > 1) {
                for (String word : columns[1].split(" ")) {
                    words.put(word.toLowerCase(Locale.ROOT), path);
                }
            }
        });
    }

    /** A row of a category file: id, parent's id (0 at the top), name. */
    void node(Row row) throws RefusedRowException {
        String id = row.text(60, "id");
        String name = row.text(40, "name");
        String parent = row.text(60, "pid", "parent", "parent_id");
        if (id == null || name == null || name.isBlank() || byId.size() >= 100_000) {
            throw new RefusedRowException("a category needs id, pid and name");
        }
        byId.put(id, new Node(parent == null ? "0" : parent, name));
    }

    /** Remembers a path that the shop itself uses, so that derived categories join its tree. */
    void learn(List<String> path) {
        for (int depth = path.size(); depth > 0; depth--) {
            byName.putIfAbsent(path.get(depth - 1).toLowerCase(Locale.ROOT), path.subList(0, depth));
        }
    }

    @Nullable
    List<String> ofIds(List<String> ids) {
        for (String id : ids.reversed()) {
            Deque<String> path = new ArrayDeque<>();
            Set<String> seen = new HashSet<>();
            for (Node node = byId.get(id); node != null && seen.add(id) && path.size() < 8; node = byId.get(id)) {
                path.addFirst(node.name());
                id = node.parent();
            }
            if (!path.isEmpty()) {
                return List.copyOf(path);
            }
        }
        return null;
    }

    /** The path of the longest known category word in the title, else in the brief; of equally long ones the last. */
    @Nullable
    List<String> ofText(String title, String brief) {
        List<String> path = longest(title);
        return path != null ? path : longest(brief);
    }

    private @Nullable List<String> longest(String raw) {
        String text = raw.toLowerCase(Locale.ROOT);
        String best = null;
        int at = -1;
        for (Map<String, List<String>> known : List.of(byName, words)) {
            for (String word : known.keySet()) {
                int found = word.length() < 2 ? -1 : text.lastIndexOf(word);
                if (found >= 0
                        && (best == null
                                || word.length() > best.length()
                                || word.length() == best.length() && found > at)) {
                    best = word;
                    at = found;
                }
            }
        }
        if (best == null) {
            return null;
        }
        List<String> own = byName.get(best);
        if (own != null) {
            return own;
        }
        List<String> path = words.getOrDefault(best, NONE);
        List<String> joined = byName.get(path.getLast().toLowerCase(Locale.ROOT));
        return joined != null ? joined : path;
    }
}
