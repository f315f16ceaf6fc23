package io.wenwen.core.model;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A model could not be had; says why (one line per source tried) and what to do. */
public final class ModelUnavailableException extends IOException {

    private static final long serialVersionUID = 1;

    private final String advice;
    private final boolean lasting;

    /** @param lasting true where trying again cannot help, e.g. a wrong name */
    public ModelUnavailableException(String why, String advice, boolean lasting, @Nullable Throwable cause) {
        super(why, cause);
        this.advice = advice;
        this.lasting = lasting;
    }

    ModelUnavailableException(String why, String advice, boolean lasting) {
        this(why, advice, lasting, null);
    }

    /** What the user can do about it. */
    public String advice() {
        return advice;
    }

    /** True where trying again cannot help. */
    public boolean lasting() {
        return lasting;
    }
}
