package io.wenwen.catalog.query;

import org.jspecify.annotations.Nullable;

/**
 * A property that the message asks about rather than demands: 防水吗, 能机洗吗, 续航多久.
 *
 * @param attribute the catalogue's attribute name
 * @param value the value that is asked about, in the catalogue's words; {@code null} where the value itself is the question
 */
public record Asked(String attribute, @Nullable String value, Constraint.Span span) {}
