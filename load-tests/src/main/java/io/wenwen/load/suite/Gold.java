package io.wenwen.load.suite;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A demand as a label states it; two are the same when attribute, operator, value (figures as figures) and unit agree. */
public record Gold(
        String attribute, String op, String value, @Nullable String unit) {

    public Gold {
        unit = unit == null || unit.isBlank() ? null : unit;
        // 42码 in one piece is the same demand as 42 and 码.
        Quantity whole = unit == null ? Quantity.of(value) : null;
        if (whole != null) {
            value = whole.number().toPlainString();
            unit = whole.unit();
        }
        value = canonical(value);
    }

    /** The figure of a quantity, or nothing for words. */
    public @Nullable BigDecimal number() {
        return unit == null ? null : figure(value);
    }

    static @Nullable BigDecimal figure(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException notAFigure) {
            return null;
        }
    }

    private static String canonical(String value) {
        BigDecimal figure = figure(value);
        return figure == null ? value.strip() : figure.stripTrailingZeros().toPlainString();
    }
}
