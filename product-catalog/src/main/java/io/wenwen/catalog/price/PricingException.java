package io.wenwen.catalog.price;

/** A basket that cannot be priced, with the code of {@code docs/promotions.md} section 15. */
public final class PricingException extends RuntimeException {

    /** What is wrong; {@link #code()} is its name in JSON. */
    public enum Code {
        BAD_BASKET,
        BAD_LINE,
        BAD_RULE,
        DUPLICATE_ID,
        UNKNOWN_REFERENCE,
        CIRCULAR,
        CONTRADICTORY,
        OVERFLOW,
        TOO_LARGE,
        PRESALE_CLOSED,
        INVALID_PLAN;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Code code;

    public PricingException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
