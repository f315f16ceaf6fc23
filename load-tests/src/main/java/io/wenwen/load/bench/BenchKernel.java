package io.wenwen.load.bench;

import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.decode.Lookahead;
import io.wenwen.load.Report;
import io.wenwen.load.kernel.JsonCost;
import io.wenwen.load.kernel.KernelModel;
import io.wenwen.load.kernel.TimedTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench kernel}: tokens a second of the engine as the product runs it, sampler and scheduler included. With {@code --peer} the
 * peer runs in turn with it (A B A B), so that both see the same minutes of a machine whose speed changes; a ratio is the median of the
 * pairs' ratios, each against the peer's best row in its pair.
 */
@Command(name = "kernel")
public final class BenchKernel implements Callable<Integer> {

    private static final int SEQUENCES = 16;
    private static final int KV_TOKENS = 8192;
    private static final int PREFILL = 512;

    @Option(names = "--model", description = "a .gguf file; the default model without it")
    @Nullable
    Path model;

    @Option(names = "--threads")
    int threads = 2;

    @Option(names = "--peer", description = "folder with llama-bench, llama-batched-bench and .gguf files")
    @Nullable
    Path peer;

    @Option(names = "--pairs", description = "rounds of this engine, and of the peer if there is one")
    int pairs = 5;

    @Option(names = "--json")
    boolean json;

    private final Consumer<String> log = System.err::println;
    private final ConcurrentLinkedQueue<Double> masks = new ConcurrentLinkedQueue<>();
    private final Map<String, List<Double>> own = new LinkedHashMap<>();
    private final Map<String, List<Double>> theirs = new LinkedHashMap<>();
    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (threads < 1 || threads > 256 || pairs < 1 || pairs > 50) {
            log.accept("--threads is " + threads + " (1 to 256) and --pairs " + pairs + " (1 to 50).");
            return 2;
        }
        LlamaPeer llama = peer == null ? null : new LlamaPeer(peer, threads);
        KernelModel.threads(threads);
        KernelModel opened = KernelModel.of(model);
        Report report = new Report("kernel");
        long begin = System.nanoTime();
        try (Engine engine = opened.engine(SEQUENCES, KV_TOKENS)) {
            double load = (System.nanoTime() - begin) / 1e9;
            report.figure("model", engine.card().name())
                    .figure("format", engine.card().format())
                    .figure("threads", threads)
                    .figure("pairs", pairs);
            KernelStreams streams = new KernelStreams(engine);
            BitSet all = TimedTokens.alphabet(engine.tokenizer(), token -> true);
            BitSet chinese = TimedTokens.chinese(engine.tokenizer());
            GroundedTurns grounded = new GroundedTurns();
            round(engine, streams, grounded, all, chinese);
            masks.clear();
            for (int pair = 1; pair <= pairs; pair++) {
                Map<String, Double> figures = round(engine, streams, grounded, all, chinese);
                figures.forEach((key, value) -> add(own, key, value));
                log.accept("pair " + pair + " " + figures);
                if (llama != null) {
                    compare(figures, llama.round());
                }
            }
            own.forEach((key, values) -> report.figure(key, median(values)));
            report.atLeast("grounded_to_plain", inPairs("decode_tps_1_grounded", "decode_tps_1"), 1.3);
            report.figure("mask_us_p50", TimedMasks.percentile(List.copyOf(masks), 50));
            report.figure("mask_us_p99", TimedMasks.percentile(List.copyOf(masks), 99));
            latency(report, streams, all);
            JsonCost schema = JsonCost.measure(engine, 3);
            report.atMost("json_cost_ratio", schema.ratio(), 1.03)
                    .figure("json_token_ratio", schema.tokenRatio())
                    .figure("json_mask_us_p50", schema.maskP50())
                    .figure("json_mask_us_p99", schema.maskP99());
            report.figure("load_s", load);
        }
        report.atMost("schedule_us_128", ScheduleCost.microseconds(), 100);
        report.figure("rss_mb", residentMegabytes());
        theirs.forEach((key, values) -> report.figure(key, median(values)));
        gates(report);
        log.accept(report.table());
        System.out.println(json ? report.json() : report.passed() ? "passed" : "gates missed");
        return report.passed() ? 0 : 1;
    }

    private Map<String, Double> round(
            Engine engine, KernelStreams streams, GroundedTurns grounded, BitSet all, BitSet chinese)
            throws IOException, InterruptedException {
        Map<String, Double> figures = new LinkedHashMap<>();
        // Plain figures are plain: repeated words would be drafted too. Drafts are for the grounded answers.
        engine.lookahead(Lookahead.FORCED);
        figures.put("decode_tps_1", streams.decode(1, all));
        figures.put("decode_tps_1_zh", streams.decode(1, chinese));
        engine.lookahead(Lookahead.DRAFTS);
        figures.put("decode_tps_1_grounded", grounded.decode(engine, masks));
        engine.lookahead(Lookahead.FORCED);
        figures.put("decode_tps_8", streams.decode(8, all));
        figures.put("decode_tps_16", streams.decode(16, all));
        figures.put("prefill_tps_512", streams.prefill(PREFILL));
        return figures;
    }

    private static void latency(Report report, KernelStreams streams, BitSet all)
            throws IOException, InterruptedException {
        KernelLatency latency = new KernelLatency(streams);
        List<Double> cold = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        List<Double> gaps = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            KernelLatency.FirstToken first = latency.firstToken();
            cold.add(first.cold().toNanos() / 1e6);
            warm.add(first.warm().toNanos() / 1e6);
        }
        gaps.add(latency.longestGapRatio(all));
        report.figure("ttft_prefix_cold_ms", median(cold));
        report.figure("ttft_prefix_warm_ms", median(warm));
        report.atMost("ttft_prefix_warm_to_cold", median(warm) / median(cold), 0.2);
        report.atMost("longest_gap_ratio", median(gaps), 3);
    }

    private void compare(Map<String, Double> figures, List<LlamaPeer.Row> rows) {
        for (LlamaPeer.Row row : rows) {
            row.figures().forEach((key, value) -> add(theirs, "peer_" + key + "_" + row.model(), value));
            log.accept("     peer " + row);
        }
        figures.forEach((key, value) -> rows.stream()
                .filter(LlamaPeer.Row::compared)
                .mapToDouble(row -> row.figures().getOrDefault(key.replaceFirst("_(zh|grounded)$", ""), 0.0))
                .max()
                .ifPresent(best -> add(ratios, key, value / best)));
    }

    private void gates(Report report) {
        gate(report, "prefill_tps_512", 1.4);
        gate(report, "decode_tps_8", 1.6);
        gate(report, "decode_tps_16", 1.6);
        gate(report, "decode_tps_1", 0.95);
        gate(report, "decode_tps_1_zh", 1.05);
        List<Double> grounded = ratios.get("decode_tps_1_grounded");
        if (grounded != null) {
            report.figure("decode_tps_1_grounded_to_peer", median(grounded));
        }
    }

    private void gate(Report report, String key, double limit) {
        List<Double> pairs = ratios.get(key);
        if (pairs != null) {
            report.atLeast(key + "_to_peer", median(pairs), limit);
        }
    }

    /** Median of the ratios of two own figures, each pair from the same round. */
    private double inPairs(String above, String below) {
        List<Double> upper = own.getOrDefault(above, List.of());
        List<Double> lower = own.getOrDefault(below, List.of());
        return median(IntStream.range(0, Math.min(upper.size(), lower.size()))
                .mapToObj(i -> upper.get(i) / lower.get(i))
                .toList());
    }

    private static void add(Map<String, List<Double>> figures, String key, double value) {
        figures.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Memory of this process at its height; {@code null} where the system does not say. */
    private static @Nullable Object residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return null;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(null);
    }
}
