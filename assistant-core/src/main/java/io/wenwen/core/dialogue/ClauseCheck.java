package io.wenwen.core.dialogue;

import io.wenwen.core.dialogue.Clause.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a model's wording of a clause is fit to be shown. Every text passes here, whether it was written under the slot constraint or
 * by a model elsewhere: it must read as whole slots and listed words ({@link ClauseReading}), borrow nothing of a slot and not repeat
 * itself. Of the model that runs here it is also asked that it led the sentence: it entered a slot of its own accord and came to an
 * end by itself. Weights that know no language do neither.
 */
final class ClauseCheck {

    private static final int GRAM = 8;

    private ClauseCheck() {}

    /** What the check says of a text. */
    sealed interface Verdict {
        /** It may be shown; these are its parts. */
        record Fit(List<Part> parts) implements Verdict {}

        record Refused(String why) implements Verdict {}
    }

    /**
     * Judges a sentence behind its opening.
     *
     * @param slots what may be said, each once
     * @param required how many of the first ones must be said
     */
    static Verdict judge(FreeText free, List<Slot> slots, int required, String text) {
        Optional<List<Part>> parts = ClauseReading.of(free, slots, required, text);
        if (parts.isEmpty()) {
            return new Verdict.Refused("other words");
        }
        if (borrows(parts.get())) {
            return new Verdict.Refused("piece of a slot");
        }
        if (repeats(text)) {
            return new Verdict.Refused("repeats itself");
        }
        return new Verdict.Fit(parts.get());
    }

    /** Why a sentence written under the constraint was not of the model's making; empty if it was. */
    static Optional<String> notLed(SlotConstraint written) {
        if (!written.whole()) {
            return Optional.of("unfinished");
        }
        if (written.cut()) {
            return Optional.of("too long");
        }
        return written.chosen() == 0 ? Optional.of("no slot") : Optional.empty();
    }

    /**
     * True if free words repeat two characters of a name: half a name is another name. English names are made of words that the
     * list of free words does not hold.
     */
    private static boolean borrows(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Fact(Slot slot) && slot.kind() == Slot.Kind.NAME) {
                for (int i = 0; i + 2 <= slot.text().length(); i++) {
                    String pair = slot.text().substring(i, i + 2);
                    if (pair.codePoints().allMatch(Character::isIdeographic)
                            && parts.stream()
                                    .anyMatch(p -> p instanceof Part.Words(String words) && words.contains(pair))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** True if eight characters in a row come twice. */
    static boolean repeats(String text) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i + GRAM <= text.length(); i++) {
            if (!seen.add(text.substring(i, i + GRAM))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Higher is better: slots that the model chose, then a tail of its own that is neither bare nor long-winded.
     *
     * @param length characters of free words
     */
    static double score(int chosen, int length) {
        return chosen * 10 + Math.min(length, 14) / 14.0 - Math.max(0, length - 22) / 10.0;
    }
}
