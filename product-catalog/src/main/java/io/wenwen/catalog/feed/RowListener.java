package io.wenwen.catalog.feed;

/** Hears of each row once its fate is known; rows without a category are decided last. */
@FunctionalInterface
public interface RowListener {
    void onRow(RowReport row);
}
