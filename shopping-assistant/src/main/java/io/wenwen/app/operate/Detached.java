package io.wenwen.app.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code run --detach}: the same server as a process of its own; returns when its page answers. */
final class Detached {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final Home home;
    private final Say say;

    Detached(Home home, Say say) {
        this.home = home;
        this.say = say;
    }

    int start(List<String> properties) {
        Path log = home.logs().resolve("terminal.log");
        List<String> command = new ArrayList<>(SelfCommand.with(_ -> true));
        command.addAll(List.of("run", "--home", home.folder().toString()));
        for (String property : properties) {
            command.addAll(options(property));
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            long end = System.nanoTime() + LONGEST_START.toNanos();
            while (System.nanoTime() < end) {
                Optional<RunningServer> server = RunningServer.of(home).filter(s -> s.pid() == process.pid());
                if (server.isPresent() && !server.get().url().isEmpty()) {
                    say.result(server.get().url());
                    return 0;
                }
                if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    say.note(Files.readString(log).strip());
                    return process.exitValue() == 0 ? 1 : process.exitValue();
                }
            }
            process.destroy();
            throw OperateException.failed(
                    "No page after " + LONGEST_START.toMinutes() + " minutes.", "See " + log + ".");
        } catch (IOException e) {
            throw OperateException.failed("Cannot start in the background: " + e.getMessage(), "See " + log + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static List<String> options(String property) {
        String[] parts = property.split("=", 2);
        Map<String, String> names = Map.of("server.port", "--port", "wenwen.model.name", "--model");
        String option = names.get(parts[0]);
        return option == null ? List.of("--offline") : List.of(option, parts[1]);
    }
}
