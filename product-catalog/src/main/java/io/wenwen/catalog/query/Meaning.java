package io.wenwen.catalog.query;

/** What a phrase of a message may mean in this shop; a phrase may have several meanings. */
sealed interface Meaning {

    /** How directly the phrase says it: the catalogue's own word, a form derived from it, an everyday word for it. */
    enum Strength {
        EVERYDAY,
        DERIVED,
        EXACT
    }

    record Category(String name, Strength strength) implements Meaning {}

    record Brand(String name) implements Meaning {}

    /** A value of an attribute or option, in the catalogue's words. */
    record Value(String attribute, String value, Strength strength) implements Meaning {}

    /** The name of an attribute, or a short form of it (续航 for 续航时间). */
    record Name(String attribute, Strength strength) implements Meaning {}
}
