package io.wenwen.core.kernel.constrain;

import io.wenwen.core.kernel.constrain.Shape.Node;
import java.util.BitSet;
import java.util.List;

/** Something that is still to be written, or the rest of it. Immutable. */
sealed interface Part {

    /** A text of a regular language, read up to a state. */
    record Text(ByteDfa dfa, int state) implements Part {}

    /**
     * The inside of a free string and its closing quote.
     *
     * @param at state of {@link StringBytes#inside()}; 0 between two characters
     * @param least characters that must still come
     * @param most characters that may still come; -1 for no bound
     */
    record Inside(int at, int least, int most) implements Part {}

    /**
     * The inside of the name of a property that the schema does not name, and its closing quote.
     *
     * @param at as in {@link Inside}
     * @param most characters that may still come
     * @param written the bytes so far, each as one character
     * @param object where the property belongs
     */
    record Name(int at, int most, String written, Fields object) implements Part {

        /** True where a property of this name is there already, or has rules of its own. */
        boolean taken(String name) {
            return object.shape.escaped().contains(name) || object.others.contains(name);
        }
    }

    /** A whole value. */
    record Value(Node node, int depth) implements Part {}

    /**
     * The rest of an array behind so many items.
     *
     * @param depth levels that items may have
     */
    record Rest(Shape.Items shape, int depth, int index) implements Part {}

    /**
     * The rest of an object.
     *
     * @param depth levels that values may have
     * @param done named properties that are written or passed over
     * @param count properties written, where their number matters; else 0
     * @param first true where no comma is due
     * @param others the unnamed properties written, in the order of their names' bytes
     */
    record Fields(Shape.Members shape, int depth, BitSet done, int count, boolean first, List<String> others)
            implements Part {}
}
