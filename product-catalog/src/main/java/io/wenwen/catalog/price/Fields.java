package io.wenwen.catalog.price;

import io.wenwen.catalog.price.PricingException.Code;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One JSON object read with its types checked; what is missing or wrong is said with its place. */
final class Fields {

    /** Larger amounts are refused, so that no sum leaves 64 bits. */
    static final long LARGEST = 1_000_000_000_000L;

    private static final int MOST_ENTRIES = 10_000;

    private final JsonNode node;
    private final String where;
    private final Code code;

    /** @param code what a missing or out-of-range field is called; a wrong type is always a {@link Code#BAD_BASKET} */
    Fields(@Nullable JsonNode node, String where, Code code) {
        if (node == null || !node.isObject()) {
            throw new PricingException(Code.BAD_BASKET, where + " must be a JSON object.");
        }
        this.node = node;
        this.where = where;
        this.code = code;
    }

    String where() {
        return where;
    }

    @Nullable
    JsonNode get(String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String field) {
        return get(field) != null;
    }

    String text(String field) {
        String value = optionalText(field);
        if (value == null || value.isEmpty()) {
            throw missing(field);
        }
        return value;
    }

    @Nullable
    String optionalText(String field) {
        JsonNode value = get(field);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw wrongType(field, "a text");
        }
        String text = value.stringValue();
        if (text.length() > 200) {
            throw new PricingException(
                    code, where + "." + field + " has " + text.length() + " characters; at most 200.");
        }
        return text;
    }

    boolean flag(String field) {
        JsonNode value = get(field);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrongType(field, "true or false");
        }
        return value.booleanValue();
    }

    /** An amount of 分 of at least {@code least}; beyond 10^12 it is an overflow. */
    long fen(String field, long least) {
        Long value = optionalFen(field, least);
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    @Nullable
    Long optionalFen(String field, long least) {
        JsonNode value = get(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            throw wrongType(field, "a whole number of 分");
        }
        if (!value.canConvertToLong() || Math.abs(value.longValue()) > LARGEST) {
            throw new PricingException(
                    Code.OVERFLOW, where + "." + field + " is beyond 10^12 分; no price is that large.");
        }
        long fen = value.longValue();
        if (fen < least) {
            throw new PricingException(
                    code, where + "." + field + " is " + fen + "; it must be at least " + least + ".");
        }
        return fen;
    }

    int count(String field, int least, int most) {
        Integer value = optionalCount(field, least, most);
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    @Nullable
    Integer optionalCount(String field, int least, int most) {
        JsonNode value = get(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            throw wrongType(field, "a whole number");
        }
        if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
            throw new PricingException(
                    code, where + "." + field + " is " + value + "; it must be " + least + " to " + most + ".");
        }
        return value.intValue();
    }

    @Nullable
    Instant moment(String field) {
        String text = optionalText(field);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new PricingException(
                    Code.BAD_BASKET,
                    where + "." + field + " is '" + text + "'; write it like 2026-11-11T00:30:00+08:00.");
        }
    }

    Set<String> texts(String field) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode entry : list(field)) {
            if (!entry.isString()) {
                throw wrongType(field, "a list of texts");
            }
            texts.add(entry.stringValue());
        }
        return texts;
    }

    Iterable<JsonNode> list(String field) {
        JsonNode value = get(field);
        if (value == null) {
            return java.util.List.of();
        }
        if (!value.isArray()) {
            throw wrongType(field, "a list");
        }
        if (value.size() > MOST_ENTRIES) {
            throw new PricingException(
                    Code.TOO_LARGE,
                    where + "." + field + " has " + value.size() + " entries; at most " + MOST_ENTRIES + ".");
        }
        return value;
    }

    Map<String, Integer> counts(String field) {
        JsonNode value = get(field);
        Map<String, Integer> counts = new TreeMap<>();
        if (value == null) {
            return counts;
        }
        Fields inside = new Fields(value, where + "." + field, Code.BAD_BASKET);
        for (String name : value.propertyNames()) {
            Integer count = inside.optionalCount(name, 0, Integer.MAX_VALUE);
            if (count != null) {
                counts.put(name, count);
            }
        }
        return counts;
    }

    PricingException missing(String field) {
        return new PricingException(code, where + " needs " + field + ".");
    }

    PricingException wrong(String what) {
        return new PricingException(code, where + " " + what);
    }

    private PricingException wrongType(String field, String expected) {
        return new PricingException(Code.BAD_BASKET, where + "." + field + " must be " + expected + ".");
    }
}
