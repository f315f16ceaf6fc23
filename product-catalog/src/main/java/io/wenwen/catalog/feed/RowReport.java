package io.wenwen.catalog.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row of a feed, so that a merchant can mend the file.
 *
 * @param file name of the file
 * @param row line number from 1; 0 for a remark about the whole file
 * @param id of the product or promotion, where the row has one
 * @param notes what was fixed, or why the row was refused and what to do
 */
public record RowReport(String file, long row, @Nullable String id, Outcome outcome, List<String> notes) {

    public RowReport {
        notes = List.copyOf(notes);
    }

    public enum Outcome {
        ACCEPTED,
        FIXED,
        REFUSED
    }

    /** One line for a terminal: {@code shop.jsonl:17 p1 FIXED: price in 元 taken as 12900 分}. */
    @Override
    public String toString() {
        return file + ":" + row + (id == null ? "" : " " + id) + " " + outcome
                + (notes.isEmpty() ? "" : ": " + String.join("; ", notes));
    }
}
