package io.wenwen.app.operate;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what this machine has, what it lacks and what to do about it. Uses the JDK alone, so that it runs from its source
 * ({@code java Doctor.java HOME MODELS}) before anything is built.
 */
public final class Doctor {

    private static final long GIB = 1L << 30;
    private static final int DEFAULT_PORT = 8080;

    private enum Grade {
        GOOD("✓"),
        /** Only tests or speed suffer. */
        HINT("·"),
        BAD("✗");

        final String mark;

        Grade(String mark) {
            this.mark = mark;
        }
    }

    private record Finding(Grade grade, String name, String seen, String advice) {}

    private final Path home;
    private final Path models;
    private final List<Finding> findings = new ArrayList<>();

    Doctor(Path home, Path models) {
        this.home = home;
        this.models = models;
    }

    /** {@code HOME MODELS [--json]}. */
    public static void main(String[] arguments) {
        boolean json = List.of(arguments).contains("--json");
        System.exit(new Doctor(Path.of(arguments[0]), Path.of(arguments[1])).report(json));
    }

    /** 0 where the shop can run here, else 1. */
    int report(boolean json) {
        examine();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (Finding f : findings) {
            out.println(f.grade().mark + " " + f.name() + ": " + f.seen());
            if (!f.advice().isEmpty()) {
                out.println("    → " + f.advice());
            }
        }
        boolean well = findings.stream().noneMatch(f -> f.grade() == Grade.BAD);
        out.println(well ? "可以运行 (ready to run)." : "有缺失，见上 (something is missing, see above).");
        if (json) {
            out.println(findings.stream()
                    .map(f -> "{\"name\":" + quoted(f.name()) + ",\"grade\":"
                            + quoted(f.grade().name().toLowerCase(Locale.ROOT)) + ",\"seen\":" + quoted(f.seen())
                            + ",\"advice\":" + quoted(f.advice()) + "}")
                    .collect(Collectors.joining(",", "{\"ready\":" + well + ",\"findings\":[", "]}")));
        }
        return well ? 0 : 1;
    }

    private void examine() {
        java();
        processor();
        memory();
        folder("home", home, GIB / 2);
        folder("models", models, GIB);
        modelFiles();
        port();
        tool("maven", "the wrapper ./mvnw fetches it", "mvn", "--version");
        tool("pip (last source of models)", "Debian: apt-get install python3-pip", "python3", "-m", "pip", "--version");
        tool("node (tests of the page)", "Debian: apt-get install nodejs npm", "node", "--version");
        browser();
    }

    private void java() {
        int feature = Runtime.version().feature();
        add(
                feature >= 25 ? Grade.GOOD : Grade.BAD,
                "JDK",
                Runtime.version() + " in " + System.getProperty("java.home"),
                feature >= 25 ? "" : "Install a JDK 25 or newer, e.g. Eclipse Temurin, and set JAVA_HOME to it.");
        boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        add(
                vector ? Grade.GOOD : Grade.HINT,
                "vector module",
                vector ? "jdk.incubator.vector is on" : "off: search takes about twice as long",
                vector ? "" : "Start with ./wenwen, which sets --add-modules jdk.incubator.vector.");
    }

    private void processor() {
        String flags = "";
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            try (Stream<String> lines = Files.lines(info)) {
                flags = lines.filter(l -> l.startsWith("flags") || l.startsWith("Features"))
                        .findFirst()
                        .orElse("");
            } catch (IOException e) {
                flags = "";
            }
        }
        List<String> words = List.of(flags.split("\\s+"));
        String fast = Stream.of("avx2", "avx_vnni", "avx512f", "avx512_vnni", "amx_int8", "asimddp", "i8mm")
                .filter(words::contains)
                .collect(Collectors.joining(" "));
        int cores = Runtime.getRuntime().availableProcessors();
        add(
                cores >= 2 ? Grade.GOOD : Grade.HINT,
                "processor",
                cores + " cores, " + System.getProperty("os.arch") + (fast.isEmpty() ? "" : ", " + fast),
                cores >= 2 ? "" : "Two cores or more make the model answer while the page stays quick.");
    }

    private void memory() {
        long total =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : 0;
        boolean enough = total >= 4 * GIB;
        add(
                enough ? Grade.GOOD : Grade.BAD,
                "memory",
                String.format(Locale.ROOT, "%.1f GiB", total / (double) GIB),
                enough ? "" : "The default model and the shop need 4 GiB; with less start with --model none.");
    }

    private void folder(String name, Path folder, long needed) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isWritable(existing)) {
            add(Grade.BAD, name, folder + ": no write access to " + existing, "Name another folder, or ask its owner.");
            return;
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            boolean enough = free >= needed;
            add(
                    enough ? Grade.GOOD : Grade.BAD,
                    name,
                    folder + ", " + String.format(Locale.ROOT, "%.1f GiB free", free / (double) GIB),
                    enough ? "" : "At least " + (needed >> 20) + " MB are needed there.");
        } catch (IOException e) {
            add(Grade.BAD, name, folder + ": " + e.getMessage(), "Check the disk.");
        }
    }

    private void modelFiles() {
        List<String> files = List.of();
        if (Files.isDirectory(models)) {
            try (Stream<Path> entries = Files.list(models)) {
                files = entries.map(p -> String.valueOf(p.getFileName()))
                        .filter(n -> n.endsWith(".gguf"))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                add(Grade.BAD, "model files", models + ": " + e.getMessage(), "Check the folder.");
                return;
            }
        }
        add(
                files.isEmpty() ? Grade.HINT : Grade.GOOD,
                "model files",
                files.isEmpty() ? "none yet" : String.join(", ", files),
                files.isEmpty() ? "./wenwen run downloads one; or now: ./wenwen model pull" : "");
    }

    private void port() {
        try (ServerSocket _ = new ServerSocket(DEFAULT_PORT, 1, InetAddress.getLoopbackAddress())) {
            add(Grade.GOOD, "port", DEFAULT_PORT + " is free", "");
        } catch (IOException e) {
            add(
                    Grade.HINT,
                    "port",
                    DEFAULT_PORT + " is in use (by a running shop?)",
                    "./wenwen run --port 0 takes any free one.");
        }
    }

    private void browser() {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String name : List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")) {
            for (String folder : path.split(java.io.File.pathSeparator)) {
                if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                    add(
                            Grade.GOOD,
                            "browser (tests of the page)",
                            Path.of(folder, name).toString(),
                            "");
                    return;
                }
            }
        }
        add(
                Grade.HINT,
                "browser (tests of the page)",
                "no Chromium on PATH",
                "Debian: apt-get install chromium fonts-noto-cjk");
    }

    private void tool(String name, String advice, String... command) {
        try {
            Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
            String first;
            try (var reader = p.inputReader(StandardCharsets.UTF_8)) {
                first = String.valueOf(reader.readLine());
            }
            if (p.waitFor(20, TimeUnit.SECONDS) && p.exitValue() == 0) {
                add(Grade.GOOD, name, first.replaceAll("\u001b\\[[0-9;]*m", ""), "");
                return;
            }
            p.destroyForcibly();
        } catch (IOException e) {
            // Said below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        add(Grade.HINT, name, "not found", advice);
    }

    private void add(Grade grade, String name, String seen, String advice) {
        findings.add(new Finding(grade, name, seen, advice));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
