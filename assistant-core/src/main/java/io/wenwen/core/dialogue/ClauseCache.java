package io.wenwen.core.dialogue;

import io.wenwen.core.dialogue.Clause.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wordings by the model, by what they say: an equal clause under the same model and lexicon needs no second generation, and is
 * as true as a fresh one because its facts are the key. The least recently used goes first. Thread-safe.
 */
final class ClauseCache {

    /** The clause holds move, language, name, facts with their values and sources, and need. */
    record Key(Clause.Worded clause, String opening, String model, String lexicon) {}

    private final int capacity;
    private final Map<Key, List<Part>> wordings = new LinkedHashMap<>(64, 0.75f, true);

    ClauseCache(int capacity) {
        this.capacity = capacity;
    }

    synchronized Optional<List<Part>> get(Key key) {
        return Optional.ofNullable(wordings.get(key));
    }

    synchronized void put(Key key, List<Part> parts) {
        wordings.put(key, List.copyOf(parts));
        if (wordings.size() > capacity) {
            wordings.remove(wordings.keySet().iterator().next());
        }
    }
}
