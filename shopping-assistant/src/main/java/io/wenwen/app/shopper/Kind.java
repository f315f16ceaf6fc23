package io.wenwen.app.shopper;

import java.util.Locale;

/** What sort of answer a message got; told in {@code done.kind}. */
enum Kind {
    /** Products that meet the demands. */
    CARDS,
    /** Nothing meets all; the nearest, and what was given up. */
    NONE_EXACT,
    /** A property of a product. */
    ATTRIBUTE,
    /** A property that the catalogue does not state. */
    UNKNOWN_ATTRIBUTE,
    COMPARISON,
    /** A fact about all products that meet the demands. */
    AGGREGATE,
    /** The shop does not carry it, and the catalogue proves so. */
    ABSENT,
    POLICY,
    SMALL_TALK,
    /** An invented discount or an order smuggled into the message is not followed. */
    REFUSAL,
    /** Which promotions apply to a product. */
    OFFER;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
