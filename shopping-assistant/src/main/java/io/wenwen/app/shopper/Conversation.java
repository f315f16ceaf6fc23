package io.wenwen.app.shopper;

import io.wenwen.app.shopper.ConversationSnapshot.Held;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands between two turns.
 *
 * @param demands what is demanded so far, in reading order
 * @param words the current need in the shopper's own words; ranks, demands nothing
 * @param shown SKUs of the last cards in the page's order
 * @param focus SKUs last spoken about, the nearest first
 * @param seen SKUs of all cards of this need, the latest first
 * @param asked attributes already asked about for this need
 * @param basket pieces by SKU that a price was last told for
 * @param pending attribute of a question that waits for an answer
 */
record Conversation(
        List<Constraint> demands,
        String words,
        List<String> shown,
        List<String> focus,
        List<String> seen,
        List<String> asked,
        Map<String, Integer> basket,
        @Nullable String pending,
        @Nullable String lastKind,
        String locale,
        long turns) {

    /** Longest list kept; a page shows fewer. */
    static final int LONGEST = 40;

    Conversation {
        demands = bounded(demands);
        shown = bounded(shown);
        focus = bounded(focus);
        seen = bounded(seen);
        asked = bounded(asked);
        basket = basket.size() > LONGEST ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(basket));
        words = words.length() > 200 ? words.substring(words.length() - 200) : words;
    }

    Conversation() {
        this(List.of(), "", List.of(), List.of(), List.of(), List.of(), Map.of(), null, null, "zh-CN", 0);
    }

    private static <T> List<T> bounded(List<T> list) {
        return List.copyOf(list.subList(0, Math.min(LONGEST, list.size())));
    }

    static Conversation restored(ConversationSnapshot snapshot) {
        return new Conversation(
                snapshot.demands().stream()
                        .map(d -> new Constraint(d.attribute(), Operator.ofSign(d.op()), d.value(), d.unit(), null))
                        .toList(),
                snapshot.words(),
                snapshot.shown(),
                snapshot.focus(),
                snapshot.seen(),
                snapshot.asked(),
                snapshot.basket(),
                snapshot.pending(),
                snapshot.lastKind(),
                snapshot.locale(),
                snapshot.turns());
    }

    ConversationSnapshot snapshot() {
        return new ConversationSnapshot(
                ConversationSnapshot.FORMAT,
                demands.stream()
                        .map(d -> new Held(d.attribute(), d.operator().sign(), d.value(), d.unit()))
                        .toList(),
                words,
                shown,
                focus,
                seen,
                asked,
                basket,
                pending,
                lastKind,
                locale,
                turns);
    }
}
