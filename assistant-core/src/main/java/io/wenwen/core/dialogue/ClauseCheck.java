package io.wenwen.core.dialogue;

import io.wenwen.core.dialogue.Clause.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the model's wording of a clause is fit to be shown. Facts need no check, the constraint holds them; this judges that
 * the model led the sentence: it entered a slot of its own accord and came to an end by itself. Weights that know no language do
 * neither.
 */
final class ClauseCheck {

    private static final int GRAM = 8;

    private ClauseCheck() {}

    /** Why the wording is refused; empty if it is fit. */
    static Optional<String> refusal(SlotConstraint written, String text) {
        if (!written.whole()) {
            return Optional.of("unfinished");
        }
        if (written.cut()) {
            return Optional.of("too long");
        }
        if (written.chosen() == 0) {
            return Optional.of("no slot");
        }
        if (borrows(written.parts())) {
            return Optional.of("piece of a slot");
        }
        if (repeats(text)) {
            return Optional.of("repeats itself");
        }
        return Optional.empty();
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

    /** Higher is better: slots that the model chose, then a tail of its own that is neither bare nor long-winded. */
    static double score(SlotConstraint written) {
        double length = written.freeLength();
        return written.chosen() * 10 + Math.min(length, 14) / 14 - Math.max(0, length - 22) / 10;
    }
}
