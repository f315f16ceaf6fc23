package io.wenwen.core.kernel.constrain;

/**
 * How JSON is written under a constraint. Every valid value can be written, in one form: no needless escapes, no white space but
 * that of the separators.
 *
 * @param anyOrder true to let properties come in any order; else they come in the order in which the schema declares them, unnamed
 *     ones last, which leaves fewer choices and longer forced runs
 * @param comma between items and properties
 * @param colon between a property's name and its value
 * @param depth levels that a recursive value may have
 * @param otherProperties how many properties an object may have that its schema does not name
 */
public record JsonForm(boolean anyOrder, String comma, String colon, int depth, int otherProperties) {

    public static final JsonForm COMPACT = new JsonForm(false, ",", ":", 8, 16);

    public JsonForm {
        if (!comma.strip().equals(",") || !colon.strip().equals(":")) {
            throw new IllegalArgumentException(
                    "Separators must be a comma and a colon with white space around them, not \"" + comma + "\" and \""
                            + colon + "\".");
        }
        if (depth < 1 || depth > 64 || otherProperties < 0 || otherProperties > 256) {
            throw new IllegalArgumentException(
                    "depth is " + depth + " (1 to 64) and otherProperties is " + otherProperties + " (0 to 256).");
        }
    }

    /** The same in which properties may come in any order. */
    public JsonForm inAnyOrder() {
        return new JsonForm(true, comma, colon, depth, otherProperties);
    }
}
