package io.wenwen.catalog.retrieval;

import java.util.List;

/**
 * The values of one attribute among the products that meet a set of demands; for clarifying questions.
 *
 * @param attribute {@code category}, {@code brand}, {@code price} or a name of the catalogue
 * @param values most frequent first
 * @param covered products that state the attribute
 */
public record Facet(String attribute, List<Value> values, long covered) {

    public Facet {
        values = List.copyOf(values);
    }

    /**
     * One value.
     *
     * @param constraint what choosing it would demand
     * @param count products that would remain
     */
    public record Value(String label, io.wenwen.catalog.query.Constraint constraint, long count) {}
}
