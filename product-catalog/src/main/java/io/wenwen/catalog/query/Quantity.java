package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with its unit, as catalogue values state it: {@code 500ml}, {@code 30小时}. */
public record Quantity(BigDecimal number, String unit) {

    private static final Pattern WHOLE = Pattern.compile("(-?\\d{1,9}(?:\\.\\d{1,4})?)([^\\d\\s.,*x×/+~-]{1,6})");

    /** Reads a value that is one quantity and nothing else; the unit keeps the catalogue's spelling. */
    public static Optional<Quantity> parse(String value) {
        String compact = value.strip();
        if (compact.length() > 24) {
            return Optional.empty();
        }
        Matcher m = WHOLE.matcher(compact.replace(" ", ""));
        if (!m.matches()) {
            return Optional.empty();
        }
        String unit = m.group(2);
        return Units.known(Folding.key(unit))
                ? Optional.of(new Quantity(Units.plain(new BigDecimal(m.group(1))), unit))
                : Optional.empty();
    }
}
