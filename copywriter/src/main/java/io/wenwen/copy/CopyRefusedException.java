package io.wenwen.copy;

/** A request for copy that cannot be met: what, and what to do about it. */
public final class CopyRefusedException extends RuntimeException {

    private final String code;
    private final int status;
    private final String advice;

    private CopyRefusedException(String code, int status, String what, String advice) {
        super(what);
        this.code = code;
        this.status = status;
        this.advice = advice;
    }

    static CopyRefusedException unknownProduct(String id) {
        return new CopyRefusedException(
                "no_such_product",
                404,
                "There is no product " + id + " in the catalogue.",
                "Take an id from /api/products, or import the product first.");
    }

    static CopyRefusedException badField(String field, String seen, String known) {
        return new CopyRefusedException(
                "invalid_field", 400, "The field " + field + " is " + seen + ".", "Send " + known + ".");
    }

    static CopyRefusedException tooLarge(long bytes, long limit) {
        return new CopyRefusedException(
                "body_too_large",
                413,
                "The body has " + bytes + " bytes; at most " + limit + " are read.",
                "Send only product, locale and tone.");
    }

    static CopyRefusedException busy(int limit) {
        return new CopyRefusedException(
                "copy_busy",
                503,
                "Copy of " + limit + " products is being written now, and no more are taken at once.",
                "Try again in a few seconds.");
    }

    /** Stable name of the problem. */
    public String code() {
        return code;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The next step. */
    public String advice() {
        return advice;
    }
}
