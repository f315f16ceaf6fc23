package io.wenwen.app.shopper;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation must remember to go on after a restart; plain data that any JSON mapper writes and reads back.
 *
 * @param format 1; another format is not restored
 * @param demands what the shopper demands so far, in reading order
 * @param words what was said of the current need in the shopper's own words, for retrieval only
 * @param shown SKUs of the last cards, in the order of the page
 * @param focus SKUs the conversation last spoke about, the nearest first
 * @param seen SKUs of all cards of this need, the latest first
 * @param asked attributes already asked about for the current need
 * @param basket pieces by SKU that a price was last told for
 * @param pending the attribute of a question that still waits for an answer
 * @param lastKind kind of the turn before, {@code null} at the start
 * @param locale language tag of the shopper, e.g. {@code zh-CN}
 * @param turns turns answered so far
 */
public record ConversationSnapshot(
        int format,
        List<Held> demands,
        String words,
        List<String> shown,
        List<String> focus,
        List<String> seen,
        List<String> asked,
        @Nullable Map<String, Integer> basket,
        @Nullable String pending,
        @Nullable String lastKind,
        String locale,
        long turns) {

    /** The format this version writes. */
    public static final int FORMAT = 1;

    public ConversationSnapshot {
        demands = List.copyOf(demands);
        shown = List.copyOf(shown);
        focus = List.copyOf(focus);
        seen = List.copyOf(seen);
        asked = List.copyOf(asked);
        // Snapshots written before baskets were remembered have none.
        basket = basket == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(basket));
    }

    /** Pieces by SKU; empty where none was priced. */
    @Override
    public Map<String, Integer> basket() {
        return basket == null ? Map.of() : basket;
    }

    /** A demand without the place where it was read. */
    public record Held(
            String attribute,
            String op,
            String value,
            @Nullable String unit) {}
}
