package io.wenwen.catalog.feed;

import io.wenwen.catalog.product.Attribute;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a product's attributes: the own form, a plain object, or free text with alternatives in one value. */
final class AttributeFields {

    private static final int MOST = 100;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_VALUE = 200;

    /** GB/T 22844 and the like: and 24/6: here the stroke belongs to a name. */
    private static final Pattern STANDARD = Pattern.compile("[A-Z]{1,4}\\s?/\\s?[A-Z0-9]|\\d\\s?/\\s?\\d");

    private static final Pattern REMARK = Pattern.compile("\\*?.{0,4}(?:提示|提醒|备注|注意事项)");

    private final Row row;
    private final StringBuilder remarks = new StringBuilder();
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();

    AttributeFields(Row row) {
        this.row = row;
    }

    List<Attribute> read() {
        JsonNode field = row.field("attributes", "attrs", "properties", "params", "属性");
        if (field == null) {
            return List.of();
        }
        if (field.isArray()) {
            for (JsonNode item : field) {
                one(item);
            }
        } else if (field.isObject()) {
            row.fixed("attributes: an object read as name and value");
            field.properties().forEach(e -> put(e.getKey(), values(e.getValue()), null, null));
        } else {
            row.fixed("attributes is no array and no object; left out");
        }
        return List.copyOf(attributes.values());
    }

    /** Long texts that merchants put among the attributes (温馨提示 …); they belong to the description. */
    String remarks() {
        return remarks.toString();
    }

    private void one(JsonNode item) {
        Row inner = row.within(item);
        JsonNode name = item.isObject() ? inner.field("name", "attribute", "attr_name", "key", "名称") : null;
        JsonNode value = item.isObject() ? inner.field("values", "value", "attr_value", "值") : null;
        String named = name == null ? null : Row.scalar(name);
        if (named == null || value == null) {
            row.fixed("attribute without name or value left out: " + Row.shown(item));
            return;
        }
        JsonNode number = inner.field("number");
        put(
                named,
                values(value),
                number != null && number.isNumber() ? inner.number("number") : null,
                inner.text(20, "unit"));
    }

    private List<String> values(JsonNode value) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value.values() : List.of(value)) {
            String text = Row.scalar(one);
            if (text != null && !text.isBlank()) {
                texts.add(PlainText.of(row, "attribute", text, 4000));
            }
        }
        return texts;
    }

    private void put(String rawName, List<String> texts, @Nullable BigDecimal number, @Nullable String unit) {
        String name = PlainText.line(row, "attribute name", rawName, LONGEST_NAME);
        List<String> values = texts.stream().filter(t -> !t.isBlank()).toList();
        if (name.isBlank() || values.isEmpty()) {
            row.fixed("attribute '" + name + "' has no value; left out");
            return;
        }
        if (attributes.size() >= MOST) {
            row.fixed("attributes beyond the first " + MOST + " left out");
            return;
        }
        if (REMARK.matcher(name).matches() || values.stream().anyMatch(v -> v.length() > LONGEST_VALUE)) {
            row.fixed("attribute '" + name + "' is running text; moved to the description");
            remarks.append(name.replace("*", ""))
                    .append("：")
                    .append(String.join("\n", values))
                    .append('\n');
            return;
        }
        if (number != null && values.size() == 1) {
            merge(new Attribute(name, values, number, unit));
            return;
        }
        List<String> split = values.size() == 1 ? alternatives(values.getFirst()) : values;
        if (split.size() > 1 && values.size() == 1) {
            row.fixed("attribute '" + name + "': " + split.size() + " values in one text");
        }
        Attribute quantity = split.size() == 1 ? Quantities.of(name, split.getFirst()) : null;
        merge(quantity != null ? quantity : new Attribute(name, split, null, null));
    }

    private void merge(Attribute added) {
        Attribute before = attributes.get(added.name());
        if (before == null) {
            attributes.put(added.name(), added);
            return;
        }
        row.fixed("attribute '" + added.name() + "' occurs twice; values joined");
        Set<String> values = new LinkedHashSet<>(before.values());
        values.addAll(added.values());
        if (values.size() > before.values().size()) {
            attributes.put(added.name(), new Attribute(added.name(), List.copyOf(values), null, null));
        }
    }

    /** {@code 2000g/2300g} is two values; {@code GB/T 22844-2009} and {@code 升/分} are one. */
    private static List<String> alternatives(String text) {
        if (text.contains("\n")) {
            return Arrays.stream(text.split("\n"))
                    .map(String::strip)
                    .filter(v -> !v.isEmpty())
                    .distinct()
                    .toList();
        }
        if (STANDARD.matcher(text).find()
                || text.contains("：")
                || text.contains(":")
                || text.contains("（")
                || text.contains("(")
                || Quantities.of("值", text) != null) {
            return List.of(text);
        }
        List<String> parts =
                Arrays.stream(text.split("[/、]")).map(String::strip).distinct().toList();
        boolean plain = parts.stream().allMatch(part -> !part.isEmpty() && part.length() <= 20);
        return plain && !parts.isEmpty() ? parts : List.of(text);
    }
}
