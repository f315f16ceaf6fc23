package io.wenwen.app.operate;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How this very JVM was started, so that another one can be started alike. */
final class SelfCommand {

    private SelfCommand() {}

    /** Java, its options that pass the test, class path (unless the environment holds it) and main class. */
    static List<String> with(Predicate<String> keep, String... more) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(keep)
                .forEach(command::add);
        command.addAll(List.of(more));
        if (System.getenv("CLASSPATH") == null) {
            command.add("-cp");
            command.add(System.getProperty("java.class.path", ""));
        }
        command.add(Cli.class.getName());
        return command;
    }
}
