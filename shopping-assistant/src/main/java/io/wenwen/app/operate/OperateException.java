package io.wenwen.app.operate;

/** Something the person at the terminal can act on: printed as two lines, without a stack trace. */
public final class OperateException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String advice;
    private final int exitCode;

    private OperateException(String what, String advice, int exitCode) {
        super(what);
        this.advice = advice;
        this.exitCode = exitCode;
    }

    /** Wrong usage or missing input: exit code 2. */
    public static OperateException usage(String what, String advice) {
        return new OperateException(what, advice, 2);
    }

    /** It was asked rightly and did not work: exit code 1. */
    public static OperateException failed(String what, String advice) {
        return new OperateException(what, advice, 1);
    }

    /** The next step. */
    public String advice() {
        return advice;
    }

    public int exitCode() {
        return exitCode;
    }
}
