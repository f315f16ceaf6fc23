package io.wenwen.load;

import io.wenwen.load.shopper.ShopClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shop started as its owner starts it, in a process of its own on a home of its own; ends with {@link #close}. */
public final class RunningShop implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CLI = "io.wenwen.app.operate.Cli";
    private static final Duration POLL = Duration.ofMillis(100);

    private final Path home;
    private final boolean ownHome;
    private final Process process;
    private final URI address;
    private final Duration pageAfter;
    private final Duration begun;

    private RunningShop(Path home, boolean ownHome, Process process, URI address, Duration pageAfter, Duration begun) {
        this.home = home;
        this.ownHome = ownHome;
        this.process = process;
        this.address = address;
        this.pageAfter = pageAfter;
        this.begun = begun;
    }

    /**
     * Starts the demo shop, or the shop of {@code catalog}, on a new home.
     *
     * @param catalog files to import first; empty for the demo shop
     * @param model a model's name or file, or {@code none}
     */
    public static RunningShop start(List<Path> catalog, @Nullable Path policies, String model, Consumer<String> log)
            throws IOException, InterruptedException {
        return start(catalog, policies, null, model, log);
    }

    /**
     * The same with price rules beside the catalogue's promotions.
     *
     * @param priceRules put into the new home; only together with a catalogue
     */
    public static RunningShop start(
            List<Path> catalog, @Nullable Path policies, @Nullable Path priceRules, String model, Consumer<String> log)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("wenwen-eval-");
        if (!catalog.isEmpty()) {
            List<String> arguments = new ArrayList<>(List.of("import"));
            catalog.forEach(file -> arguments.add(file.toAbsolutePath().toString()));
            if (policies != null && Files.exists(policies)) {
                arguments.addAll(List.of("--policies", policies.toAbsolutePath().toString()));
            }
            arguments.addAll(List.of("--yes", "--home", home.toString()));
            Process importing = java(home.resolve("../" + home.getFileName() + ".import.log"), arguments);
            if (!importing.waitFor(10, TimeUnit.MINUTES) || importing.exitValue() != 0) {
                importing.destroyForcibly();
                throw new IOException("The import of " + catalog + " failed; see " + home + ".import.log.");
            }
            if (priceRules != null) {
                Files.copy(priceRules, home.resolve("shop").resolve("price-rules.jsonl"));
            }
        }
        return on(home, true, model, log);
    }

    /** Starts the shop of an existing home. */
    public static RunningShop on(Path home, boolean ownHome, String model, Consumer<String> log)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Files.deleteIfExists(home.resolve("run.json"));
        Path output = home.resolveSibling(home.getFileName() + ".run.log");
        Process process = java(output, List.of("run", "--home", home.toString(), "--port", "0", "--model", model));
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        while (Instant.now().isBefore(end) && process.isAlive()) {
            String url = url(home);
            if (!url.isEmpty()) {
                Duration page = Duration.ofNanos(System.nanoTime() - begin);
                log.accept("the shop answers at " + url + " after " + page.toMillis() + " ms");
                return new RunningShop(home, ownHome, process, URI.create(url), page, Duration.ofNanos(begin));
            }
            Thread.sleep(POLL);
        }
        process.destroyForcibly();
        throw new IOException("The shop did not start; its output is in " + output + ".");
    }

    private static String url(Path home) throws IOException {
        Path file = home.resolve("run.json");
        return Files.exists(file)
                ? JSON.readTree(Files.readString(file)).path("url").asString("")
                : "";
    }

    private static Process java(Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same machine options as this process, so that a shop measured is a shop run.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.add(CLI);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // Not on the command line, which ONNX Runtime reads and which must stay short.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    /**
     * Waits until products, vectors and, unless it runs without, the model are ready.
     *
     * @return time since the start
     */
    public Duration awaitReady(boolean withModel, Duration atMost, Consumer<String> log)
            throws IOException, InterruptedException {
        ShopClient client = new ShopClient(address, Duration.ofSeconds(30));
        Instant end = Instant.now().plus(atMost);
        String before = "";
        while (Instant.now().isBefore(end) && process.isAlive()) {
            JsonNode status = client.get("/api/status");
            JsonNode model = status.path("model");
            JsonNode index = status.path("index");
            String state = "index " + index.path("state").asString("") + ", model "
                    + model.path("state").asString("");
            if (!state.equals(before)) {
                log.accept(state);
                before = state;
            }
            boolean products = index.path("state").asString("").equals("ready")
                    && index.path("vectors").asDouble(1) >= 1;
            if (products && (!withModel || model.path("state").asString("").equals("ready"))) {
                return Duration.ofNanos(System.nanoTime()).minus(begun);
            }
            if (withModel && model.path("state").asString("").equals("failed")) {
                throw new IOException(
                        "The model could not be had: " + model.path("why").asString(""));
            }
            Thread.sleep(POLL);
        }
        throw new IOException(
                "The shop was not ready within " + atMost + " (" + before + "); see " + home + ".run.log.");
    }

    public URI address() {
        return address;
    }

    public Path home() {
        return home;
    }

    /** From the start of the process until its page answered. */
    public Duration pageAfter() {
        return pageAfter;
    }

    /** Memory of the process that is resident now, in MB; -1 where the system does not tell. */
    public long residentMegabytes() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    /** Ends the process at once, as a power cut would ({@code kill -9}); keeps the home. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /**
     * Lets no file of the process grow beyond so many bytes, from now on: to the process a full disk. Linux only.
     *
     * @param bytes a number, or {@code unlimited}
     */
    public void limitFileSize(String bytes) throws IOException, InterruptedException {
        Process limit = new ProcessBuilder("prlimit", "--pid", String.valueOf(process.pid()), "--fsize=" + bytes + ":")
                .inheritIO()
                .start();
        if (!limit.waitFor(10, TimeUnit.SECONDS) || limit.exitValue() != 0) {
            throw new IOException("prlimit --fsize failed.");
        }
    }

    /** Ends the process, keeps the home. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (ownHome) {
            try (Stream<Path> tree = Files.walk(home)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
