package io.wenwen.core.dialogue;

import io.wenwen.core.dialogue.Clause.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a clause character by character, whoever wrote it, and says of what it is made: whole slots in places where a fact
 * may stand, and listed words that spell nothing forbidden. A text that can be read in no such way is not shown. Knows no tokens and
 * nothing of {@link SlotConstraint}, so it also finds what a fault there would let through.
 */
final class ClauseReading {

    private static final int MOST_COMMAS = 4;
    private static final int TAIL = 32;
    /** A word that was begun within the length may be finished. */
    private static final int LAST_WORD = 12;
    /** A text has few readings; where there are more, it is no sentence of ours. */
    private static final int MOST_STEPS = 20_000;

    private final FreeText free;
    private final List<Slot> slots;
    private final int required;
    private final String text;

    /** How far one reading is; the previous ones lead back to the beginning. */
    private record Place(
            int at,
            int state,
            BitSet said,
            int commas,
            int freeLength,
            String tail,
            boolean afterComma,
            boolean afterFact,
            int slot,
            @Nullable Place before) {}

    private ClauseReading(FreeText free, List<Slot> slots, int required, String text) {
        this.free = free;
        this.slots = slots;
        this.required = required;
        this.text = text;
    }

    /**
     * The parts of a sentence behind its opening; empty if it has no reading.
     *
     * @param slots what may be said, each once
     * @param required how many of the first ones must be said
     */
    static Optional<List<Part>> of(FreeText free, List<Slot> slots, int required, String text) {
        return new ClauseReading(free, slots, required, text).read();
    }

    private Optional<List<Part>> read() {
        if (!text.endsWith(free.periodText())) {
            return Optional.empty();
        }
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(0, free.start(), new BitSet(), 0, 0, "", true, false, -1, null));
        for (int steps = 0; !open.isEmpty() && steps < MOST_STEPS; steps++) {
            Place place = open.pop();
            if (place.at() == text.length() - free.periodText().length()) {
                if (mayEnd(place)) {
                    return Optional.of(parts(place));
                }
            } else {
                word(place, open);
                comma(place, open);
                // Tried first: a slot is longer than the words that it is made of.
                for (int slot = slots.size() - 1; slot >= 0; slot--) {
                    slot(place, slot, open);
                }
            }
        }
        return Optional.empty();
    }

    private boolean mayEnd(Place place) {
        return !missing(place)
                && !place.afterComma()
                && free.atBoundary(place.state())
                && place.freeLength() >= free.lengths().least()
                && place.freeLength() <= free.lengths().most() + LAST_WORD
                && free.mayEndOn(place.tail());
    }

    private boolean missing(Place place) {
        return place.said().nextClearBit(0) < required;
    }

    private void word(Place place, Deque<Place> open) {
        if (place.afterFact()) {
            return;
        }
        String character = text.substring(place.at(), place.at() + 1);
        int state = free.after(place.state(), character);
        if (state == FreeText.REFUSED) {
            return;
        }
        String tail = place.tail() + character;
        open.push(new Place(
                place.at() + 1,
                state,
                place.said(),
                place.commas(),
                place.freeLength() + 1,
                tail.length() > TAIL ? tail.substring(tail.length() - TAIL) : tail,
                false,
                false,
                -1,
                place));
    }

    private void comma(Place place, Deque<Place> open) {
        if (text.startsWith(free.commaText(), place.at())
                && !place.afterComma()
                && place.commas() < MOST_COMMAS
                && free.atBoundary(place.state())) {
            open.push(new Place(
                    place.at() + free.commaText().length(),
                    free.afterComma(place.state()),
                    place.said(),
                    place.commas() + 1,
                    place.freeLength(),
                    "",
                    true,
                    false,
                    -1,
                    place));
        }
    }

    private void slot(Place place, int index, Deque<Place> open) {
        Slot slot = slots.get(index);
        String written = free.joined(slot.text());
        boolean name = slot.kind() == Slot.Kind.NAME;
        if (place.said().get(index)
                || place.afterFact()
                || !text.startsWith(written, place.at())
                || !free.atBoundary(place.state())
                || !name && !(nameSaid(place) && free.admitsFact(place.tail()))) {
            return;
        }
        int state = free.afterSlot(place.state(), slot.text());
        if (state == FreeText.REFUSED) {
            return;
        }
        BitSet said = (BitSet) place.said().clone();
        said.set(index);
        open.push(new Place(
                place.at() + written.length(),
                state,
                said,
                place.commas(),
                place.freeLength(),
                "",
                false,
                !name,
                index,
                place));
    }

    private boolean nameSaid(Place place) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).kind() == Slot.Kind.NAME && !place.said().get(i)) {
                return false;
            }
        }
        return true;
    }

    private List<Part> parts(Place end) {
        Deque<Place> way = new ArrayDeque<>();
        for (Place place = end; place != null; place = place.before()) {
            if (place.slot() >= 0) {
                way.push(place);
            }
        }
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (Place place : way) {
            Slot slot = slots.get(place.slot());
            int begin = place.at() - slot.text().length();
            if (begin > from) {
                parts.add(new Part.Words(text.substring(from, begin)));
            }
            parts.add(new Part.Fact(slot));
            from = place.at();
        }
        parts.add(new Part.Words(text.substring(from)));
        return List.copyOf(parts);
    }
}
