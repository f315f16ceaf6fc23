package io.wenwen.core.kernel.model;

import java.io.IOException;
import java.io.Serial;

/**
 * Thrown so that a bad model file is refused before a wrong number is computed from it. The message names the file, what was
 * found and where (tensor or key, byte offset), and what to do.
 */
public final class ModelFileException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ModelFileException(String message) {
        super(message);
    }
}
