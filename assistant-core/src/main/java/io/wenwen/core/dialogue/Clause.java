package io.wenwen.core.dialogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sentence of an answer, planned by code: what is said and by which facts; only its wording may be the model's. */
public sealed interface Clause {

    /** A piece of a sentence: words without facts, or a fact. */
    sealed interface Part {
        String text();

        /** Words that state no fact about a product. */
        record Words(String text) implements Part {}

        /** A fact, whole. */
        record Fact(Slot slot) implements Part {
            @Override
            public String text() {
                return slot.text();
            }
        }
    }

    /** A sentence written by code, e.g. 「没有完全符合的，」 or a question; shown as it is. */
    record Fixed(List<Part> parts) implements Clause {
        public Fixed {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("A fixed clause needs at least one part.");
            }
        }
    }

    /**
     * A sentence about one product that the model words.
     *
     * @param name the product's name; always said
     * @param facts what bears on the need, weightiest first; the first is always said, the second may be, others are not used
     * @param need what the shopper asked for; echoed in the opening words, never as a property
     */
    record Worded(
            Move move,
            Language language,
            Slot name,
            List<Slot> facts,
            @Nullable Slot need) implements Clause {
        public Worded {
            facts = List.copyOf(facts.size() > 2 ? facts.subList(0, 2) : facts);
            if (name.kind() != Slot.Kind.NAME || (need != null && need.kind() != Slot.Kind.NEED)) {
                throw new IllegalArgumentException("The name must be a NAME slot and the need a NEED slot; got "
                        + name.kind() + " and " + (need == null ? "none" : need.kind()) + ".");
            }
        }
    }

    /**
     * A fixed clause from a pattern with {@code {}} for each slot: {@code Clause.fixed("共找到{}。", count)}.
     *
     * @throws IllegalArgumentException if marks and slots differ in number
     */
    static Fixed fixed(String pattern, Slot... slots) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        int used = 0;
        for (int at = pattern.indexOf("{}"); at >= 0; at = pattern.indexOf("{}", from)) {
            if (at > from) {
                parts.add(new Part.Words(pattern.substring(from, at)));
            }
            if (used == slots.length) {
                throw new IllegalArgumentException("More {} than the " + slots.length + " slots given.");
            }
            parts.add(new Part.Fact(slots[used++]));
            from = at + 2;
        }
        if (used != slots.length) {
            throw new IllegalArgumentException(
                    "The pattern takes " + used + " slots but " + slots.length + " were given.");
        }
        if (from < pattern.length()) {
            parts.add(new Part.Words(pattern.substring(from)));
        }
        return new Fixed(parts);
    }
}
