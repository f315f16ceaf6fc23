package io.wenwen.core.kernel.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's one ONNX Runtime environment, made with a thread pool that all large graphs share. ONNX Runtime allows one
 * environment a process and fixes its pool when it is made, so every user of ONNX Runtime here asks this class.
 *
 * <p>Workers do not spin while idle: they would take the processor from the attention that runs between two graphs.
 */
public final class OnnxThreads {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxThreads.class);

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
        OrtEnvironment environment =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "wenwen", options);
        holdUntilTheEnd();
        return environment;
    }

    /**
     * Takes a second reference to the native environment, never given back. ONNX Runtime's Java side frees its own in a shutdown hook,
     * beside products that still run; without this one, ending the process in the middle of an answer crashes it.
     *
     * <p>{@code OrtGetApiBase()->GetApi(1)->CreateEnv(level, name, &env)}: the fourth entry of a table whose order is fixed
     * (onnxruntime_c_api.h); a second call counts up the one environment.
     */
    @SuppressWarnings("restricted")
    private static void holdUntilTheEnd() {
        Linker linker = Linker.nativeLinker();
        MemorySegment entry = SymbolLookup.loaderLookup().find("OrtGetApiBase").orElse(MemorySegment.NULL);
        if (entry.equals(MemorySegment.NULL)) {
            LOG.warn(
                    "ONNX Runtime's library exports no OrtGetApiBase; ending the process while it answers may crash it.");
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment base = table((MemorySegment)
                    linker.downcallHandle(entry, FunctionDescriptor.of(ADDRESS)).invokeExact());
            MemorySegment api = table((MemorySegment)
                    linker.downcallHandle(base.get(ADDRESS, 0), FunctionDescriptor.of(ADDRESS, JAVA_INT))
                            .invokeExact(1));
            MemorySegment status = (MemorySegment) linker.downcallHandle(
                            api.getAtIndex(ADDRESS, 3), FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, ADDRESS))
                    .invokeExact(3, arena.allocateFrom("wenwen"), arena.allocate(ADDRESS));
            if (!status.equals(MemorySegment.NULL)) {
                LOG.warn("ONNX Runtime gave no second reference; ending the process while it answers may crash it.");
            }
        } catch (Throwable e) {
            throw new IllegalStateException("Calling ONNX Runtime's C interface failed: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("restricted")
    private static MemorySegment table(MemorySegment pointer) {
        return pointer.reinterpret(4 * ADDRESS.byteSize());
    }
}
