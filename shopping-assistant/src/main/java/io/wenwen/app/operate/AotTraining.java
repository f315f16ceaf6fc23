package io.wenwen.app.operate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JDK's AOT cache (JEP 483, 514, 515) of this build: a second process starts the shop on a throw-away home,
 * answers once and ends; what it loaded and compiled is kept beside the jars, so that the next start takes a third of the
 * processor time. Runs at low priority. A cache belongs to exactly one build and one JDK; a new build drops it.
 */
final class AotTraining {

    private static final Logger LOG = LoggerFactory.getLogger(AotTraining.class);
    private static final int LONGEST_MINUTES = 10;

    private AotTraining() {}

    /** Where the start script wants the cache; empty where the JVM was not started by it or {@code WENWEN_AOT=off}. */
    private static Optional<Path> wanted() {
        String file = System.getProperty("wenwen.aot", "");
        boolean off = "off".equals(System.getenv("WENWEN_AOT"));
        return file.isEmpty() || off ? Optional.empty() : Optional.of(Path.of(file));
    }

    /** Begins once {@code ready} returns, where the cache is missing. */
    static void later(Home home, ReadyGate ready) {
        Optional<Path> target = wanted().filter(Files::notExists);
        if (target.isEmpty()) {
            return;
        }
        Thread.ofPlatform().daemon().name("aot-training").start(() -> {
            try {
                ready.await();
                train(home, target.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                LOG.warn("No AOT cache was made; starts stay slower: {}", e.toString());
            }
        });
    }

    /** Returns when the shop is quiet enough. */
    @FunctionalInterface
    interface ReadyGate {
        void await() throws InterruptedException;
    }

    /** Makes the cache now; false where it is there already or another process makes it. */
    static boolean train(Home home) throws IOException, InterruptedException {
        Optional<Path> target = wanted().filter(Files::notExists);
        return target.isPresent() && train(home, target.get());
    }

    private static boolean train(Home home, Path target) throws IOException, InterruptedException {
        Path lockFile = target.resolveSibling("aot.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null || Files.exists(target)) {
                return false;
            }
            Path scratch = Files.createTempDirectory("wenwen-aot");
            Path fresh = target.resolveSibling(target.getFileName() + ".new");
            try {
                copyIndex(home, scratch);
                if (run(command(fresh, scratch), scratch) && Files.exists(fresh)) {
                    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
                    LOG.info("AOT cache made: {} MB in {}", Files.size(target) >> 20, target);
                    return true;
                }
                return false;
            } finally {
                Files.deleteIfExists(fresh);
                Home.delete(scratch);
            }
        }
    }

    /** With the index at hand the training starts as a second start does. */
    private static void copyIndex(Home home, Path scratch) throws IOException {
        Home copy = new Home(scratch.resolve("home")).open();
        for (Path part : List.of(home.index(), home.shop())) {
            if (!Files.isDirectory(part)) {
                continue;
            }
            try (var tree = Files.walk(part)) {
                for (Path from : tree.filter(Files::isRegularFile).toList()) {
                    Path to =
                            copy.folder().resolve(home.folder().relativize(from).toString());
                    Files.createDirectories(to.getParent());
                    if (!from.endsWith("write.lock")) {
                        Files.copy(from, to);
                    }
                }
            }
        }
    }

    private static List<String> command(Path fresh, Path scratch) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "19"));
        }
        command.addAll(SelfCommand.with(
                option -> !option.startsWith("-XX:AOT") && !option.startsWith("-Dwenwen.aot"),
                "-XX:AOTCacheOutput=" + fresh));
        command.addAll(List.of("warm-up", "--home", scratch.resolve("home").toString()));
        return command;
    }

    private static boolean run(List<String> command, Path scratch) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("log").toFile())
                .start();
        Thread stop = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                LOG.warn("AOT training took more than {} minutes and was ended.", LONGEST_MINUTES);
                return false;
            }
            if (process.exitValue() != 0) {
                LOG.warn("AOT training ended with {}: {}", process.exitValue(), tail(scratch.resolve("log")));
            }
            return process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
            try {
                Runtime.getRuntime().removeShutdownHook(stop);
            } catch (IllegalStateException e) {
                LOG.debug("Shutting down already.");
            }
        }
    }

    private static String tail(Path log) throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 500));
    }
}
