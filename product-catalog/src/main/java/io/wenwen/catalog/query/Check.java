package io.wenwen.catalog.query;

import org.jspecify.annotations.Nullable;

/**
 * Whether a product meets a demand, with the catalogue's own value as proof.
 *
 * @param holds where the catalogue does not say: false, but true for {@code !=}
 * @param value what the catalogue says; {@code null} where it says nothing
 */
public record Check(
        Constraint constraint, boolean holds, @Nullable String value) {}
