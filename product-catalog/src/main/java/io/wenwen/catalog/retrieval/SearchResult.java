package io.wenwen.catalog.retrieval;

import java.util.List;

/**
 * What a search found.
 *
 * @param hits best first; all exact, or, where nothing meets every demand, the nearest, giving up {@code relaxed}
 * @param total products that meet every demand, shown or not
 * @param relaxed attributes given up so that something can be shown; the fewest possible; empty where {@code total > 0}
 * @param hybrid true when meaning (vectors) took part besides words
 */
public record SearchResult(List<Hit> hits, long total, List<String> relaxed, boolean hybrid) {

    public SearchResult {
        hits = List.copyOf(hits);
        relaxed = List.copyOf(relaxed);
    }
}
