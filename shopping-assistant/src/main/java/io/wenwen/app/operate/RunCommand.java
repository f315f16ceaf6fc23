package io.wenwen.app.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: starts the shop in the foreground and tells how the model comes up. */
@Command(name = "run")
final class RunCommand extends Verb {

    @Option(names = "--port")
    @Nullable
    Integer port;

    @Option(names = "--model")
    @Nullable
    String model;

    @Option(names = "--offline")
    boolean offline;

    @Option(names = "--detach")
    boolean detach;

    RunCommand(Say say) {
        super(say);
    }

    @Override
    public Integer call() {
        if (port != null && (port < 0 || port > 65_535)) {
            throw OperateException.usage(
                    "--port " + port + " is no port.", "Give 1 to 65535, or 0 for any that is free.");
        }
        Home home = home().open();
        if (detach) {
            return new Detached(home, say).start(properties());
        }
        RunningServer.Claim claim = claim(home);
        new Shop(home, say).start(claim, properties());
        return Cli.KEEP_RUNNING;
    }

    private RunningServer.Claim claim(Home home) {
        try {
            return RunningServer.claim(home).orElseThrow(() -> running(home));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + home.lockFile(), e);
        }
    }

    private static OperateException running(Home home) {
        Optional<RunningServer> server = RunningServer.of(home);
        return OperateException.failed(
                "已经在运行 (already running): " + server.map(RunningServer::where).orElse("") + "; home " + home.folder(),
                "Open it, end it with ./wenwen stop, or start a second shop with --home OTHER --port 0.");
    }

    /** What was asked on the command line, as properties that come before {@code wenwen.yml}. */
    private List<String> properties() {
        List<String> properties = new ArrayList<>();
        if (port != null) {
            properties.add("server.port=" + port);
        }
        if (model != null) {
            properties.add("wenwen.model.name=" + model);
        }
        if (offline) {
            properties.add("wenwen.model.offline=true");
        }
        return properties;
    }
}
