package io.wenwen.core.kernel.constrain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The one text that stands for a JSON value here: no white space, only the escapes that JSON demands, numbers without needless
 * digits. What is written under a constraint has this form.
 */
final class JsonText {

    private static final int MOST_PLAIN_DIGITS = 40;

    private JsonText() {}

    /** @param sorted true to order objects by key, so that equal values have equal texts; else in the order given */
    static String of(JsonNode value, boolean sorted) {
        StringBuilder text = new StringBuilder();
        write(value, sorted, text);
        return text.toString();
    }

    private static void write(JsonNode value, boolean sorted, StringBuilder into) {
        if (value.isObject()) {
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(value.properties());
            if (sorted) {
                TreeMap<String, JsonNode> order = new TreeMap<>();
                members.forEach(member -> order.put(member.getKey(), member.getValue()));
                members = new ArrayList<>(order.entrySet());
            }
            String separator = "{";
            for (Map.Entry<String, JsonNode> member : members) {
                into.append(separator).append(quoted(member.getKey())).append(':');
                write(member.getValue(), sorted, into);
                separator = ",";
            }
            into.append(members.isEmpty() ? "{}" : "}");
        } else if (value.isArray()) {
            String separator = "[";
            for (JsonNode item : value) {
                into.append(separator);
                write(item, sorted, into);
                separator = ",";
            }
            into.append(value.isEmpty() ? "[]" : "]");
        } else if (value.isString()) {
            into.append(quoted(value.asString()));
        } else if (value.isNumber()) {
            into.append(number(value.decimalValue()));
        } else {
            into.append(value);
        }
    }

    static String number(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale();
        return Math.abs(exponent) > MOST_PLAIN_DIGITS ? stripped.toString() : stripped.toPlainString();
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> escape(c, quoted));
        return quoted.append('"').toString();
    }

    /** The way one character is written inside a string. */
    static void escape(int c, StringBuilder into) {
        switch (c) {
            case '"' -> into.append("\\\"");
            case '\\' -> into.append("\\\\");
            case '\b' -> into.append("\\b");
            case '\f' -> into.append("\\f");
            case '\n' -> into.append("\\n");
            case '\r' -> into.append("\\r");
            case '\t' -> into.append("\\t");
            default -> {
                if (c < ' ') {
                    into.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    into.appendCodePoint(c);
                }
            }
        }
    }
}
