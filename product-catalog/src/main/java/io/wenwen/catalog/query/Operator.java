package io.wenwen.catalog.query;

/** How a constraint compares, with the sign that the HTTP interface and the evaluation files use. */
public enum Operator {
    IS("="),
    NOT("!="),
    /** 以内、以下、不到、不超过. */
    AT_MOST("<="),
    /** 以上、起、至少. */
    AT_LEAST(">="),
    /** 左右、大概: within 10 % either way. */
    ABOUT("~");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    public static Operator ofSign(String sign) {
        for (Operator operator : values()) {
            if (operator.sign.equals(sign)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("Unknown operator '" + sign + "'; known are =, !=, <=, >= and ~.");
    }
}
