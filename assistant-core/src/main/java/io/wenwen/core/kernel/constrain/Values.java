package io.wenwen.core.kernel.constrain;

import io.wenwen.core.kernel.constrain.Facets.Kind;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Judges the values of {@code enum} and {@code const} by the keywords that stand beside them. */
final class Values {

    private Values() {}

    /** True where the facets do not allow the value. Of arrays and objects only the type is judged. */
    static boolean excluded(Facets facets, String sortedText, JsonNode value) {
        if (facets.values != null && !facets.values.containsKey(sortedText)) {
            return true;
        }
        Kind kind = kind(value);
        if (!facets.kinds.contains(kind)) {
            return true;
        }
        return switch (kind) {
            case INTEGER, FRACTION -> outside(facets, value.decimalValue());
            case STRING -> !fits(facets, value.asString());
            default -> false;
        };
    }

    static Kind kind(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().scale() <= 0 ? Kind.INTEGER : Kind.FRACTION;
        }
        return value.isString()
                ? Kind.STRING
                : value.isBoolean()
                        ? Kind.BOOLEAN
                        : value.isNull() ? Kind.NULL : value.isArray() ? Kind.ARRAY : Kind.OBJECT;
    }

    private static boolean outside(Facets facets, BigDecimal value) {
        if (facets.least != null) {
            int order = value.compareTo(facets.least.value());
            if (order < 0 || order == 0 && !facets.least.inclusive()) {
                return true;
            }
        }
        if (facets.most != null) {
            int order = value.compareTo(facets.most.value());
            if (order > 0 || order == 0 && !facets.most.inclusive()) {
                return true;
            }
        }
        return facets.multiples.stream().anyMatch(m -> value.remainder(m).signum() != 0);
    }

    private static boolean fits(Facets facets, String text) {
        int length = text.codePointCount(0, text.length());
        return length >= facets.leastLength
                && (facets.mostLength < 0 || length <= facets.mostLength)
                && facets.patterns.stream().allMatch(pattern -> pattern.accepts(text));
    }
}
