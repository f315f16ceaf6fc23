package io.wenwen.core.kernel.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The process's one ONNX Runtime environment, made with a thread pool that all large graphs share. ONNX Runtime allows one
 * environment a process and fixes its pool when it is made, so every user of ONNX Runtime here asks this class.
 *
 * <p>Workers do not spin while idle: they would take the processor from the attention that runs between two graphs.
 */
public final class OnnxThreads {

    private static final int THREADS = Integer.getInteger(
            "wenwen.onnx.threads", Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 16));

    /** Bytes of address space; only what is used takes memory. */
    private static final long DEEP_STACK = 512L << 20;

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

        /**
         * Made on a thread with a deep stack: ONNX Runtime 1.29 reads the process's command line with a recursive regular
         * expression, and a class path of a few thousand letters overflows an ordinary stack and kills the process.
         */
        private static OrtEnvironment make() {
            FutureTask<OrtEnvironment> task = new FutureTask<>(OnnxThreads::create);
            new Thread(null, task, "onnx-start", DEEP_STACK).start();
            try {
                return task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while ONNX Runtime started", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        "ONNX Runtime did not start: " + e.getMessage()
                                + ". Its native library must match this machine (Linux, macOS or Windows; x64 or arm64).",
                        e);
            }
        }
    }

    private static OrtEnvironment create() throws OrtException {
        OrtEnvironment.ThreadingOptions options = new OrtEnvironment.ThreadingOptions();
        options.setGlobalIntraOpNumThreads(THREADS);
        options.setGlobalInterOpNumThreads(1);
        options.setGlobalSpinControl(false);
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "wenwen", options);
    }
}
