package io.wenwen.core.kernel.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What running a model takes, in bytes, known before anything is allocated.
 *
 * @param weights packed by ONNX Runtime, outside the heap
 * @param keysAndValues on the heap
 * @param work buffers, and what a first conversion needs at its height
 */
record MemoryPlan(long weights, long keysAndValues, long work) {

    private static final long RUNTIME = 200L << 20;
    /** Tokens of a common prompt with its answer. */
    private static final int SEQUENCE = 512;

    /** Below this a shopper's turn does not fit. */
    private static final int FEWEST_TOKENS = 2048;

    static MemoryPlan of(QwenShape shape, EngineOptions options) {
        boolean bytes = options.format() == NumberFormat.W8A8;
        long weights = shape.productWeights() * (bytes ? 1 : Float.BYTES);
        long layer = (shape.productWeights() - (long) shape.hidden() * shape.vocabulary()) / shape.layers();
        long conversion = bytes ? Math.max(9 * layer, (long) shape.hidden() * shape.vocabulary()) : 0;
        return new MemoryPlan(weights, options.kvTokens() * shape.kvBytesPerToken(), RUNTIME + conversion);
    }

    /**
     * The options with no more tokens kept than half of the heap holds, for the rest of the program lives there too; but not fewer than
     * {@value #FEWEST_TOKENS}. Qwen3 keeps nine times as much for a token as Qwen2.5 of its size.
     */
    static EngineOptions fitting(QwenShape shape, EngineOptions wished, long heap) {
        long affordable = heap / 2 / shape.kvBytesPerToken() / KvPages.PAGE * KvPages.PAGE;
        if (affordable >= wished.kvTokens() || wished.kvTokens() <= FEWEST_TOKENS) {
            return wished;
        }
        return new EngineOptions(
                wished.format(), wished.maxSequences(), (int) Math.max(affordable, FEWEST_TOKENS), wished.maxQueued());
    }

    /** For the log at the start: what it takes, and how many answers fit. */
    String lines(QwenShape shape, EngineOptions options) {
        long sequence = SEQUENCE * shape.kvBytesPerToken();
        return String.format(
                Locale.ROOT,
                "weights %s, keys and values %s (%d tokens at %.0f KB), work space %s; an answer of %d tokens with its prompt takes "
                        + "%.1f MB, so %d such fit at once (limit %d), %d requests may wait",
                size(weights),
                size(keysAndValues),
                options.kvTokens(),
                shape.kvBytesPerToken() / 1e3,
                size(work),
                SEQUENCE,
                sequence / 1e6,
                Math.min(options.maxSequences(), options.kvTokens() / SEQUENCE),
                options.maxSequences(),
                options.maxQueued());
    }

    long all() {
        return weights + keysAndValues + work;
    }

    /** @throws ModelTooLargeException if memory or heap is too small */
    void check(String model, OptionalLong available, long heap) throws ModelTooLargeException {
        if (available.isPresent() && all() > available.getAsLong()) {
            throw new ModelTooLargeException(String.format(
                    Locale.ROOT,
                    "%s needs about %s of memory (weights %s, keys and values %s, work space %s), but %s is available. "
                            + "Choose a smaller model (./wenwen model list), lower kvTokens, or free memory.",
                    model,
                    size(all()),
                    size(weights),
                    size(keysAndValues),
                    size(work),
                    size(available.getAsLong())));
        }
        if (keysAndValues > heap) {
            throw new ModelTooLargeException(String.format(
                    Locale.ROOT,
                    "Keys and values of %s need %s of Java heap, but %s is left. Start Java with a larger -Xmx or lower "
                            + "kvTokens.",
                    model,
                    size(keysAndValues),
                    size(heap)));
        }
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** Java heap that could still be used. */
    static long heap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    /** Memory that Linux would give, the control group's limit included; empty elsewhere. */
    static OptionalLong available() {
        OptionalLong machine = number(Path.of("/proc/meminfo"), "MemAvailable:", 1024);
        OptionalLong limit = number(Path.of("/sys/fs/cgroup/memory.max"), "", 1);
        OptionalLong used = number(Path.of("/sys/fs/cgroup/memory.current"), "", 1);
        if (machine.isPresent() && limit.isPresent() && used.isPresent()) {
            return OptionalLong.of(Math.min(machine.getAsLong(), limit.getAsLong() - used.getAsLong()));
        }
        return machine;
    }

    private static OptionalLong number(Path file, String label, long unit) {
        try {
            if (!Files.isReadable(file)) {
                return OptionalLong.empty();
            }
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(label))
                    .map(line -> line.substring(label.length()).strip().split("\\s+")[0])
                    .filter(word -> word.matches("\\d{1,18}"))
                    .mapToLong(word -> Long.parseLong(word) * unit)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
