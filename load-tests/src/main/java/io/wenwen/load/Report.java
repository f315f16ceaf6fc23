package io.wenwen.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Figures with their gates: what a measurement prints for people and, as the last line, for programs. */
public final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    private final Map<String, Gate> gates = new LinkedHashMap<>();

    /** A limit that a figure must keep. */
    public record Gate(String limit, @Nullable Object value, boolean ok) {}

    public Report(String name) {
        this.name = name;
    }

    /** A figure without a limit; {@code null} where it does not apply. */
    public Report figure(String key, @Nullable Object value) {
        figures.put(key, rounded(value));
        return this;
    }

    /** A figure that must reach {@code limit}; one that does not apply is printed and judges nothing. */
    public Report atLeast(String key, @Nullable Double value, double limit) {
        figure(key, value);
        if (value != null) {
            gates.put(key, new Gate(">= " + limit, rounded(value), value >= limit));
        }
        return this;
    }

    /** A figure that must not pass {@code limit}. */
    public Report atMost(String key, @Nullable Double value, double limit) {
        figure(key, value);
        if (value != null) {
            gates.put(key, new Gate("<= " + limit, rounded(value), value <= limit));
        }
        return this;
    }

    private static @Nullable Object rounded(@Nullable Object value) {
        return value instanceof Double d ? Double.valueOf(Math.round(d * 10_000) / 10_000.0) : value;
    }

    public boolean passed() {
        return gates.values().stream().allMatch(Gate::ok);
    }

    public Map<String, Gate> gates() {
        return gates;
    }

    /** One JSON object: every figure by its name, {@code gates} and {@code passed}. */
    public String json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("name", name);
        all.putAll(figures);
        all.put("gates", gates);
        all.put("passed", passed());
        return JSON.writeValueAsString(all);
    }

    /** A table for people. */
    public String table() {
        StringBuilder table = new StringBuilder(name).append('\n');
        figures.forEach((key, value) -> {
            Gate gate = gates.get(key);
            table.append(String.format(
                    "  %-38s %12s%s%n",
                    key,
                    value == null ? "-" : value,
                    gate == null ? "" : "   " + gate.limit() + (gate.ok() ? "  ok" : "  MISSED")));
        });
        return table.toString();
    }
}
