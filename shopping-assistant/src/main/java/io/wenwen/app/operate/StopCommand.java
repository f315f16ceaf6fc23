package io.wenwen.app.operate;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** {@code stop}: asks the home's server to end, and ends it where it does not. */
@Command(name = "stop")
final class StopCommand extends Verb {

    private static final int GRACE_SECONDS = 15;

    StopCommand(Say say) {
        super(say);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Home home = home();
        Optional<RunningServer> server = RunningServer.of(home);
        if (server.isEmpty()) {
            say.note("没有在运行 (nothing runs on " + home.folder() + ").");
            return done(false);
        }
        Optional<ProcessHandle> process = ProcessHandle.of(server.get().pid());
        if (process.isEmpty()) {
            throw OperateException.failed(
                    "The home is taken by a process that has not yet said its number.", "Try again in a moment.");
        }
        say.note("正在停止 (stopping): " + server.get().where());
        process.get().destroy();
        try {
            process.get().onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            say.note("No end within " + GRACE_SECONDS + " s: ending it by force. What was acknowledged is on disk.");
            process.get().destroyForcibly();
            process.get().onExit().join();
        }
        return done(true);
    }

    private int done(boolean stopped) {
        if (json) {
            say.json(Map.of("stopped", stopped));
        }
        return 0;
    }
}
