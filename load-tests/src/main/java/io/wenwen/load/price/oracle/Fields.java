package io.wenwen.load.price.oracle;

import static io.wenwen.load.price.oracle.Refused.Code.BAD_BASKET;
import static io.wenwen.load.price.oracle.Refused.Code.OVERFLOW;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One JSON object read by type: a field of the wrong type is a {@code bad_basket} wherever it stands. */
final class Fields {
    static final long MOST_FEN = 1_000_000_000_000L;

    private final JsonNode node;
    private final String where;

    private Fields(JsonNode node, String where) {
        this.node = node;
        this.where = where;
    }

    static Fields of(JsonNode node, String where) {
        if (!node.isObject()) {
            throw new Refused(BAD_BASKET, where + " is no object");
        }
        return new Fields(node, where);
    }

    boolean has(String name) {
        return node.has(name);
    }

    @Nullable
    String text(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw wrongType(name);
        }
        return value.stringValue();
    }

    String text(String name, String absent) {
        String value = text(name);
        return value == null ? absent : value;
    }

    String text(String name, Refused.Code whenMissing) {
        String value = text(name);
        if (value == null) {
            throw new Refused(whenMissing, where + "." + name + " is missing");
        }
        return value;
    }

    @Nullable
    Long whole(String name) {
        JsonNode value = node.get(name);
        return value == null ? null : whole(name, value);
    }

    private long whole(String name, JsonNode value) {
        if (!value.isIntegralNumber()) {
            throw wrongType(name);
        }
        if (!value.canConvertToLong()) {
            throw new Refused(OVERFLOW, where + "." + name + " does not fit 64 bits");
        }
        return value.longValue();
    }

    /** An amount in 分, at most {@link #MOST_FEN}. */
    @Nullable
    Long fen(String name) {
        Long value = whole(name);
        if (value != null && value > MOST_FEN) {
            throw new Refused(OVERFLOW, where + "." + name + " is above " + MOST_FEN);
        }
        return value;
    }

    boolean flag(String name) {
        JsonNode value = node.get(name);
        if (value != null && !value.isBoolean()) {
            throw wrongType(name);
        }
        return value != null && value.booleanValue();
    }

    @Nullable
    Instant moment(String name, Refused.Code whenUnreadable) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Refused(whenUnreadable, where + "." + name + " is no ISO 8601 moment with offset");
        }
    }

    @Nullable
    Fields object(String name) {
        JsonNode value = node.get(name);
        return value == null ? null : of(value, where + "." + name);
    }

    /** The strings of a list; empty if absent. */
    List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (JsonNode entry : list(name)) {
            if (!entry.isString()) {
                throw wrongType(name);
            }
            words.add(entry.stringValue());
        }
        return words;
    }

    /** The objects of a list; empty if absent. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode entry : list(name)) {
            objects.add(of(entry, where + "." + name + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /** An object from id to a count of 0 or more; empty if absent. */
    Map<String, Long> counts(String name) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Fields object = object(name);
        if (object != null) {
            for (Map.Entry<String, JsonNode> entry : object.node.properties()) {
                long count = object.whole(entry.getKey(), entry.getValue());
                if (count < 0) {
                    throw new Refused(BAD_BASKET, object.where + " has a negative count");
                }
                counts.put(entry.getKey(), count);
            }
        }
        return counts;
    }

    private Iterable<JsonNode> list(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrongType(name);
        }
        return value;
    }

    private Refused wrongType(String name) {
        return new Refused(BAD_BASKET, where + "." + name + " has the wrong type");
    }
}
