package io.wenwen.core.kernel.constrain;

import io.wenwen.core.kernel.constrain.Facets.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Proves that the branches of {@code oneOf} exclude each other, so that "exactly one" is the same as "any": by type, value, range,
 * pattern, or a property or item that both must have.
 */
final class Disjoint {

    private static final int DEPTH = 3;

    private final SchemaReader reader;

    private Disjoint(SchemaReader reader) {
        this.reader = reader;
    }

    /** @throws UnsupportedSchemaException where it cannot be proved */
    static void check(SchemaReader reader, Located schema) {
        Disjoint proof = new Disjoint(reader);
        int branches = schema.node().get("oneOf").size();
        for (int i = 0; i < branches; i++) {
            for (int j = i + 1; j < branches; j++) {
                if (!proof.apart(Set.of(schema.child("oneOf", i)), Set.of(schema.child("oneOf", j)), DEPTH)) {
                    throw schema.unsupported(
                            "oneOf whose branches " + i + " and " + j + " may hold together",
                            "Use anyOf, or make the branches exclude each other, e.g. by a required property with"
                                    + " another const in each.");
                }
            }
        }
    }

    private boolean apart(Set<Located> one, Set<Located> other, int depth) {
        if (depth == 0 || one.isEmpty() || other.isEmpty()) {
            return false;
        }
        List<Facets> others = reader.alternatives(other);
        return reader.alternatives(one).stream().allMatch(a -> others.stream().allMatch(b -> apart(a, b, depth)));
    }

    private boolean apart(Facets a, Facets b, int depth) {
        if (a.values != null) {
            Map<String, JsonNode> values = a.values;
            return values.entrySet().stream()
                    .allMatch(v -> Values.excluded(a, v.getKey(), v.getValue())
                            || Values.excluded(b, v.getKey(), v.getValue()));
        }
        if (b.values != null) {
            return apart(b, a, depth);
        }
        Set<Kind> common = EnumSet.copyOf(a.kinds);
        common.retainAll(b.kinds);
        if (common.contains(Kind.INTEGER) || common.contains(Kind.FRACTION)) {
            if (!rangesApart(a.least, b.most) && !rangesApart(b.least, a.most)) {
                return false;
            }
        }
        common.removeAll(EnumSet.of(Kind.INTEGER, Kind.FRACTION));
        return common.stream().allMatch(kind -> switch (kind) {
            case STRING -> stringsApart(a, b);
            case ARRAY -> arraysApart(a, b, depth);
            case OBJECT -> objectsApart(a, b, depth);
            default -> false;
        });
    }

    private static boolean rangesApart(NumberTexts.@Nullable Bound least, NumberTexts.@Nullable Bound most) {
        if (least == null || most == null) {
            return false;
        }
        int order = least.value().compareTo(most.value());
        return order > 0 || order == 0 && !(least.inclusive() && most.inclusive());
    }

    private static boolean stringsApart(Facets a, Facets b) {
        return strings(a).and(strings(b)).isEmpty();
    }

    private static CharDfa strings(Facets facets) {
        CharDfa contents = facets.contents();
        if (contents != null) {
            return contents;
        }
        return facets.leastLength == 0 && facets.mostLength < 0
                ? CharDfa.ANYTHING
                : CharDfa.ofLength(facets.leastLength, facets.mostLength);
    }

    private boolean arraysApart(Facets a, Facets b, int depth) {
        if (a.mostItems >= 0 && a.mostItems < b.leastItems || b.mostItems >= 0 && b.mostItems < a.leastItems) {
            return true;
        }
        int both = Math.max(a.leastItems, b.leastItems);
        for (int i = 0; i < Math.min(both, Math.max(a.prefix(), b.prefix()) + 1); i++) {
            if (apart(a.item(i), b.item(i), depth - 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean objectsApart(Facets a, Facets b, int depth) {
        for (String name : a.names()) {
            if (a.required.contains(name)
                    && b.required.contains(name)
                    && apart(a.property(name), b.property(name), depth - 1)) {
                return true;
            }
        }
        return a.required.stream().anyMatch(name -> forbidden(b, name))
                || b.required.stream().anyMatch(name -> forbidden(a, name));
    }

    private static boolean forbidden(Facets facets, String name) {
        return facets.property(name).stream()
                .anyMatch(rule -> rule.node().isBoolean() && !rule.node().booleanValue());
    }
}
