package io.wenwen.core.dialogue;

import java.util.HashSet;
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
        if (repeats(text)) {
            return Optional.of("repeats itself");
        }
        return Optional.empty();
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
