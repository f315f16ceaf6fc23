package io.wenwen.catalog.feed;

/** Why a row cannot become part of the catalogue, and what to do about it. */
final class RefusedRowException extends Exception {
    RefusedRowException(String why) {
        super(why, null, false, false);
    }
}
