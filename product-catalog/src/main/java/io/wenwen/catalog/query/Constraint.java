package io.wenwen.catalog.query;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the shopper demands, checkable on every product.
 *
 * @param attribute {@code category}, {@code brand}, {@code price}, or an attribute or option name of the catalogue ({@code 颜色})
 * @param value in the catalogue's words; a plain decimal number where {@code unit} is set
 * @param unit {@code 元} for prices, else the catalogue's unit of that attribute; {@code null} for words
 * @param span where in the message it was read; {@code null} when carried over from an earlier turn
 */
public record Constraint(
        String attribute,
        Operator operator,
        String value,
        @Nullable String unit,
        @Nullable Span span) {

    public static final String CATEGORY = "category";
    public static final String BRAND = "brand";
    public static final String PRICE = "price";

    /** Characters of the message, end exclusive. */
    public record Span(int start, int end) {}

    /** The same demand, wherever it was read. */
    public boolean sameAs(Constraint other) {
        return attribute.equals(other.attribute)
                && operator == other.operator
                && value.equals(other.value)
                && java.util.Objects.equals(unit, other.unit);
    }
}
