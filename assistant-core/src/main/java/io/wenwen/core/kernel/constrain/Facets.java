package io.wenwen.core.kernel.constrain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that several schemas which hold together say about one value, with no choice left between branches. Filled by {@link
 * FacetReader}.
 */
final class Facets {

    /** Kinds of values; {@code number} is both of the numbers. */
    enum Kind {
        NULL,
        BOOLEAN,
        INTEGER,
        FRACTION,
        STRING,
        ARRAY,
        OBJECT
    }

    Set<Kind> kinds = EnumSet.allOf(Kind.class);
    /** The values that may come, by their sorted text; {@code null} for no such list. */
    @Nullable
    Map<String, JsonNode> values;

    int leastLength;
    int mostLength = -1;
    final List<CharDfa> patterns = new ArrayList<>();

    NumberTexts.@Nullable Bound least;
    NumberTexts.@Nullable Bound most;
    final List<BigDecimal> multiples = new ArrayList<>();

    int leastItems;
    int mostItems = -1;
    final List<ItemRule> items = new ArrayList<>();

    int leastProperties;
    int mostProperties = -1;
    final Set<String> required = new LinkedHashSet<>();
    final List<PropertyRule> properties = new ArrayList<>();

    /** What one schema says of an array's items. */
    record ItemRule(List<Located> first, @Nullable Located rest) {}

    /** What one schema says of an object's properties. */
    record PropertyRule(
            Map<String, Located> named, @Nullable Located others) {}

    boolean numbers() {
        return kinds.contains(Kind.INTEGER);
    }

    boolean onlyIntegers() {
        return !kinds.contains(Kind.FRACTION);
    }

    void least(BigDecimal value, boolean inclusive) {
        int order = least == null ? 1 : value.compareTo(least.value());
        if (order > 0 || order == 0 && !inclusive) {
            least = new NumberTexts.Bound(value, inclusive);
        }
    }

    void most(BigDecimal value, boolean inclusive) {
        int order = most == null ? -1 : value.compareTo(most.value());
        if (order < 0 || order == 0 && !inclusive) {
            most = new NumberTexts.Bound(value, inclusive);
        }
    }

    static int lower(int limit, int other) {
        return limit < 0 ? other : other < 0 ? limit : Math.min(limit, other);
    }

    /** Only these values, of those that were possible. */
    void values(Map<String, JsonNode> more) {
        if (values == null) {
            values = new LinkedHashMap<>(more);
        } else {
            values.keySet().retainAll(more.keySet());
        }
    }

    /** The contents that a string may have; {@code null} where only its length matters. */
    @Nullable
    CharDfa contents() {
        if (patterns.isEmpty()) {
            return null;
        }
        CharDfa all = patterns.getFirst();
        for (CharDfa pattern : patterns.subList(1, patterns.size())) {
            all = all.and(pattern);
        }
        return leastLength > 0 || mostLength >= 0 ? all.and(CharDfa.ofLength(leastLength, mostLength)) : all;
    }

    /** What holds for the item at a place; empty for no condition. */
    Set<Located> item(int index) {
        Set<Located> rules = new LinkedHashSet<>();
        for (ItemRule rule : items) {
            if (index < rule.first().size()) {
                rules.add(rule.first().get(index));
            } else if (rule.rest() != null) {
                rules.add(rule.rest());
            }
        }
        return rules;
    }

    /** From this place on all items follow the same rules. */
    int prefix() {
        return items.stream().mapToInt(rule -> rule.first().size()).max().orElse(0);
    }

    /** What holds for a property; {@code null} asks for one that no schema names. */
    Set<Located> property(@Nullable String name) {
        Set<Located> rules = new LinkedHashSet<>();
        for (PropertyRule rule : properties) {
            Located named = name == null ? null : rule.named().get(name);
            if (named != null) {
                rules.add(named);
            } else if (rule.others() != null) {
                rules.add(rule.others());
            }
        }
        return rules;
    }

    /** The names that some schema names, in the order in which they are written. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        properties.forEach(rule -> names.addAll(rule.named().keySet()));
        names.addAll(required);
        return names;
    }
}
