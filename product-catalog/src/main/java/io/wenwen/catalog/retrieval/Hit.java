package io.wenwen.catalog.retrieval;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Check;
import java.util.List;

/**
 * A product found.
 *
 * @param offer the SKU to show: of those that meet most demands the cheapest in stock
 * @param score comparable within one result only; larger is better
 * @param checks one for each demand, in the request's order
 * @param why how the score came about, for operators
 */
public record Hit(Offer offer, double score, List<Check> checks, String why) {

    public Hit {
        checks = List.copyOf(checks);
    }

    /** True where every demand holds. */
    public boolean exact() {
        return checks.stream().allMatch(Check::holds);
    }
}
