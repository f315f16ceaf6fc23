package io.wenwen.catalog.product;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One structured property of a product, as the catalogue states it.
 *
 * @param name as shoppers say it, e.g. {@code 材质}, {@code 续航时间}
 * @param values what the catalogue says, at least one, e.g. {@code [防水, 防风]} or {@code [30小时]}; shown word for word
 * @param number the amount where the value is a single quantity, e.g. 30
 * @param unit the unit of {@code number}, e.g. {@code 小时}
 */
public record Attribute(
        String name,
        List<String> values,
        @Nullable BigDecimal number,
        @Nullable String unit) {

    public Attribute {
        values = List.copyOf(values);
        if (name.isBlank() || values.isEmpty()) {
            throw new IllegalArgumentException(
                    "An attribute needs a name and a value; got name '" + name + "' and " + values + ".");
        }
    }

    public static Attribute text(String name, String... values) {
        return new Attribute(name, List.of(values), null, null);
    }

    public static Attribute quantity(String name, BigDecimal number, String unit) {
        return new Attribute(name, List.of(number.toPlainString() + unit), number, unit);
    }

    /** The values as one phrase, joined by 、. */
    public String phrase() {
        return String.join("、", values);
    }
}
