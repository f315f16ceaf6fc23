package io.wenwen.catalog.retrieval;

import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Sort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A need to be met.
 *
 * @param constraints each is checked on every hit
 * @param text words that rank but demand nothing; may be empty
 * @param sort {@code null}: by relevance
 * @param limit hits wanted, 1 to 1000
 */
public record SearchRequest(
        List<Constraint> constraints, String text, @Nullable Sort sort, int limit) {

    public SearchRequest {
        constraints = List.copyOf(constraints);
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("A search returns 1 to 1000 hits; " + limit + " were asked for.");
        }
    }

    public static SearchRequest of(List<Constraint> constraints, String text) {
        return new SearchRequest(constraints, text, null, 10);
    }
}
