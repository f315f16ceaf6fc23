package io.wenwen.app.operate;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The Java side of {@code ./wenwen}: one class a verb. */
@Command(
        name = "wenwen",
        subcommands = {
            RunCommand.class,
            StopCommand.class,
            ResetCommand.class,
            DoctorCommand.class,
            ModelCommand.class,
            ChatCommand.class,
            ImportCommand.class,
            BuildCommand.class,
            WarmUpCommand.class
        })
public final class Cli implements Runnable {

    /** Verbs whose answer for a machine is one JSON line say so themselves; this is for trouble on the way. */
    public static void main(String[] arguments) {
        // A terminal under a C locale would turn Chinese into question marks.
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        int code = run(Say.here(), arguments);
        if (code != KEEP_RUNNING) {
            System.exit(code);
        }
    }

    /** The verb has started threads that go on; the process ends with them. */
    static final int KEEP_RUNNING = -1;

    static int run(Say say, String... arguments) {
        CommandLine line = new CommandLine(new Cli(), new VerbFactory(say));
        line.setExecutionExceptionHandler((exception, _, _) -> {
            if (exception instanceof OperateException e) {
                say.trouble(e);
                return e.exitCode();
            }
            throw exception;
        });
        line.setParameterExceptionHandler((exception, rest) -> {
            say.note("✗ " + exception.getMessage());
            say.note("  → ./wenwen help");
            return 2;
        });
        return line.execute(arguments);
    }

    /** Verbs that the shell script knows by name; the script's help lists them all. */
    static List<String> verbs() {
        return List.copyOf(new CommandLine(new Cli()).getSubcommands().keySet());
    }

    @Override
    public void run() {
        throw OperateException.usage("No verb given.", "./wenwen help");
    }

    private record VerbFactory(Say say) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (Verb.class.isAssignableFrom(type)) {
                return type.getDeclaredConstructor(Say.class).newInstance(say);
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
