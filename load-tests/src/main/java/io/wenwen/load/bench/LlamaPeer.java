package io.wenwen.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * llama.cpp on the same weights, as the other runner of a pair: {@code llama-bench} reads 512 tokens, {@code llama-batched-bench}
 * writes {@value KernelStreams#WRITTEN} tokens after {@value KernelStreams#PROMPT} in 1, 8 and 16 streams, flash attention on.
 */
final class LlamaPeer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long MINUTES = 10;

    /** Figures of one model file. */
    record Row(String model, Map<String, Double> figures) {

        /** False for formats that cost more than 3 % of perplexity: they are printed, not compared with. */
        boolean compared() {
            return !model.toLowerCase(Locale.ROOT).matches(".*(q4_0|q4_1|q3_k|q2_k|iq\\d).*");
        }
    }

    private final Path bench;
    private final Path batched;
    private final List<Path> models;
    private final int threads;

    /** @throws IOException if the folder lacks the programs or model files; says what it must hold */
    LlamaPeer(Path folder, int threads) throws IOException {
        this.threads = threads;
        bench = folder.resolve("llama-bench");
        batched = folder.resolve("llama-batched-bench");
        try (Stream<Path> files = Files.list(folder)) {
            models = files.filter(file -> file.toString().endsWith(".gguf"))
                    .sorted()
                    .toList();
        }
        if (!Files.isExecutable(bench) || !Files.isExecutable(batched) || models.isEmpty()) {
            throw new IOException("--peer " + folder + " must hold the programs llama-bench and llama-batched-bench "
                    + "and at least one .gguf file; build them from llama.cpp with -DGGML_NATIVE=ON.");
        }
    }

    /** One round over all model files. */
    List<Row> round() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (Path model : models) {
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("prefill_tps_512", prefill(model));
            decode(model, figures);
            rows.add(new Row(String.valueOf(model.getFileName()).replaceFirst("\\.gguf$", ""), figures));
        }
        return rows;
    }

    private double prefill(Path model) throws IOException, InterruptedException {
        List<String> lines = run(List.of(
                bench.toString(),
                "-m",
                model.toString(),
                "-t",
                Integer.toString(threads),
                "-p",
                "512",
                "-n",
                "0",
                "-r",
                "1",
                "-fa",
                "on",
                "-ngl",
                "0",
                "-o",
                "jsonl"));
        for (String line : lines) {
            if (line.startsWith("{")) {
                return JSON.readTree(line).path("avg_ts").doubleValue();
            }
        }
        throw new IOException("llama-bench printed no figure: " + last(lines));
    }

    private void decode(Path model, Map<String, Double> figures) throws IOException, InterruptedException {
        List<String> lines = run(List.of(
                batched.toString(),
                "-m",
                model.toString(),
                "-t",
                Integer.toString(threads),
                "-c",
                "4096",
                "-npp",
                Integer.toString(KernelStreams.PROMPT),
                "-ntg",
                Integer.toString(KernelStreams.WRITTEN),
                "-npl",
                "1,8,16",
                "-pps",
                "-fa",
                "on",
                "-ngl",
                "0",
                "--output-format",
                "jsonl"));
        for (String line : lines) {
            if (line.startsWith("{")) {
                JsonNode one = JSON.readTree(line);
                figures.put(
                        "decode_tps_" + one.path("pl").intValue(),
                        one.path("speed_tg").doubleValue());
            }
        }
        if (figures.size() != 4) {
            throw new IOException(
                    "llama-batched-bench printed not the three figures that were asked for: " + last(lines));
        }
    }

    private static String last(List<String> lines) {
        return lines.isEmpty() ? "nothing" : lines.getLast();
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            List<String> lines = process.inputReader().lines().toList();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(command.getFirst() + " failed or took more than " + MINUTES + " minutes.");
            }
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
