package io.wenwen.load.price.oracle;

import java.util.Locale;

/** Input that is not priced, with the code that section 15 gives it. */
final class Refused extends RuntimeException {

    /** The codes of section 15. */
    enum Code {
        BAD_BASKET,
        BAD_LINE,
        BAD_RULE,
        DUPLICATE_ID,
        UNKNOWN_REFERENCE,
        CIRCULAR,
        CONTRADICTORY,
        OVERFLOW,
        TOO_LARGE,
        PRESALE_CLOSED
    }

    final Code code;

    Refused(Code code, String why) {
        super(why, null, false, false);
        this.code = code;
    }

    String wireCode() {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
