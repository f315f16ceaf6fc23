package io.wenwen.core.kernel.onnx;

import java.io.IOException;

/** A model that this machine's memory cannot hold; the message has the figures and what to do. Nothing was allocated. */
public final class ModelTooLargeException extends IOException {
    ModelTooLargeException(String message) {
        super(message);
    }
}
