package io.wenwen.core.kernel.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;

/**
 * The process's one ONNX Runtime environment, made with a thread pool that all large graphs share. ONNX Runtime allows one
 * environment a process and fixes its pool when it is made, so every user of ONNX Runtime here asks this class.
 *
 * <p>Workers do not spin while idle: they would take the processor from the attention that runs between two graphs.
 */
public final class OnnxThreads {

    private static final int THREADS = Integer.getInteger(
            "wenwen.onnx.threads", Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 16));

    private OnnxThreads() {}

    /** Threads that work on one large graph, the caller among them. System property {@code wenwen.onnx.threads}. */
    public static int count() {
        return THREADS;
    }

    /** The environment, made on first use. */
    public static OrtEnvironment environment() {
        return Holder.ENVIRONMENT;
    }

    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT = make();

        private static OrtEnvironment make() {
            try {
                OrtEnvironment.ThreadingOptions options = new OrtEnvironment.ThreadingOptions();
                options.setGlobalIntraOpNumThreads(THREADS);
                options.setGlobalInterOpNumThreads(1);
                options.setGlobalSpinControl(false);
                return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "wenwen", options);
            } catch (OrtException e) {
                throw new IllegalStateException(
                        "ONNX Runtime did not start: " + e.getMessage()
                                + ". Its native library must match this machine (Linux or macOS or Windows, x64 or arm64).",
                        e);
            }
        }
    }
}
