package io.wenwen.catalog.retrieval;

/**
 * Whether the shop carries a thing.
 *
 * @param found products whose category, title, brief or attributes name it or one of its synonyms
 * @param complete true: every product was looked at, so {@code found == 0} proves absence
 */
public record Presence(long found, boolean complete) {
    public boolean absent() {
        return found == 0 && complete;
    }
}
