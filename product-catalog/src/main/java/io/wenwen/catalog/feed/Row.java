package io.wenwen.catalog.feed;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One JSON row under the reader's hands: lenient access to its fields, and notes of what had to be mended. */
final class Row {

    private static final Pattern AMOUNT = Pattern.compile(
            "(?:[¥￥]|RMB|CNY)?\\s*(-?\\d{1,12}(?:,\\d{3}){0,4}(?:\\.\\d{1,6})?)\\s*(?:元|块|RMB|CNY)?",
            Pattern.CASE_INSENSITIVE);

    private final JsonNode json;
    private final List<String> notes;

    Row(JsonNode json) {
        this(json, new ArrayList<>());
    }

    private Row(JsonNode json, List<String> notes) {
        this.json = json;
        this.notes = notes;
    }

    /** A nested object, whose notes are this row's notes. */
    Row within(JsonNode nested) {
        return new Row(nested, notes);
    }

    void fixed(String what) {
        if (notes.size() < 50 && !notes.contains(what)) {
            notes.add(what);
        }
    }

    List<String> notes() {
        return notes;
    }

    /** The first of the names that is present and not null. */
    @Nullable
    JsonNode field(String... names) {
        for (String name : names) {
            JsonNode value = json.get(name);
            if (value != null && !value.isNull()) {
                return value;
            }
        }
        return null;
    }

    boolean has(String... names) {
        return field(names) != null;
    }

    JsonNode json() {
        return json;
    }

    /** A field as one line of text; numbers are taken as written. */
    @Nullable
    String text(int longest, String... names) {
        JsonNode value = field(names);
        if (value == null) {
            return null;
        }
        String text = scalar(value);
        return text == null ? null : PlainText.line(this, names[0], text, longest);
    }

    static @Nullable String scalar(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isNumber()) {
            BigDecimal number = bounded(value.decimalValue());
            return number == null ? null : number.toPlainString();
        }
        return value.isBoolean() ? (value.booleanValue() ? "是" : "否") : null;
    }

    /** A number, also from text such as {@code "¥1,299.00"}; {@code null} where there is none or it is absurd. */
    @Nullable
    BigDecimal number(String... names) {
        JsonNode value = field(names);
        if (value == null) {
            return null;
        }
        if (value.isNumber()) {
            return bounded(value.decimalValue());
        }
        if (value.isString() && value.stringValue().length() <= 40) {
            Matcher amount = AMOUNT.matcher(Normalizer.normalize(value.stringValue(), Normalizer.Form.NFKC)
                    .strip());
            if (amount.matches()) {
                fixed(names[0] + ": text '" + value.stringValue().strip() + "' read as a number");
                return new BigDecimal(amount.group(1).replace(",", ""));
            }
        }
        return null;
    }

    /** A whole number of at least 0; {@code missing} where absent, 0 (noted) where negative or unreadable. */
    long count(String name, long missing, String... aliases) {
        String[] names = new String[aliases.length + 1];
        names[0] = name;
        System.arraycopy(aliases, 0, names, 1, aliases.length);
        if (!has(names)) {
            return missing;
        }
        BigDecimal number = number(names);
        if (number == null || number.signum() < 0) {
            fixed(name + " is " + shown(field(names)) + ", not a whole number of at least 0; taken as 0");
            return 0;
        }
        return Math.min(number.longValue(), Integer.MAX_VALUE);
    }

    /** Numbers whose plain decimal form would be endless are no numbers of a catalogue. */
    private static @Nullable BigDecimal bounded(BigDecimal number) {
        return Math.abs(number.scale()) > 18 || number.precision() > 18 ? null : number;
    }

    static String shown(@Nullable JsonNode value) {
        String text = String.valueOf(value);
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
