package io.wenwen.load;

import io.wenwen.load.bench.BenchKernel;
import io.wenwen.load.bench.BenchOpen;
import io.wenwen.load.bench.BenchTurn;
import io.wenwen.load.kernel.EvalKernel;
import io.wenwen.load.price.BenchPrice;
import io.wenwen.load.shopper.EvalShopper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The front door of measurement: {@code eval NAME} for quality, {@code bench NAME} for speed. */
@Command(
        name = "wenwen",
        subcommands = {LoadTests.Eval.class, LoadTests.Bench.class})
public final class LoadTests implements Runnable {

    /** Quality. */
    @Command(
            name = "eval",
            subcommands = {EvalShopper.class, EvalKernel.class})
    static final class Eval implements Runnable {
        @Override
        public void run() {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "Which evaluation? Known: shopper, kernel.");
        }
    }

    /** Speed. */
    @Command(
            name = "bench",
            subcommands = {BenchTurn.class, BenchOpen.class, BenchKernel.class, BenchPrice.class})
    static final class Bench implements Runnable {
        @Override
        public void run() {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "Which benchmark? Known: turn, open, kernel, price.");
        }
    }

    public static void main(String[] arguments) {
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new LoadTests());
        line.setParameterExceptionHandler((wrong, rest) -> {
            System.err.println("✗ " + wrong.getMessage());
            return 2;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            System.err.println("✗ " + (failure.getMessage() == null ? failure : failure.getMessage()));
            return 1;
        });
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(new CommandLine(this), "Give eval or bench and a name.");
    }
}
