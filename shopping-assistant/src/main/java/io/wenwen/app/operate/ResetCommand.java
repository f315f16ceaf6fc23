package io.wenwen.app.operate;

import io.wenwen.core.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reset}: back to the first start. Downloaded models stay unless {@code --all}. */
@Command(name = "reset")
final class ResetCommand extends Verb {

    @Option(names = "--yes")
    boolean yes;

    @Option(names = "--all")
    boolean all;

    ResetCommand(Say say) {
        super(say);
    }

    @Override
    public Integer call() {
        Home home = home();
        if (!home.exists()) {
            say.note("No shop in " + home.folder() + "; nothing to remove.");
            return done(false);
        }
        String what = "conversations, accounts, imported shop, index and logs in " + home.folder()
                + (all ? ", and the downloaded models in " + ModelStore.defaultFolder() + " (used by all homes)" : "");
        if (!yes && !Say.confirmed(say, "删除 (remove) " + what + "? [y/N] ")) {
            say.note("Nothing was removed.");
            return done(false);
        }
        try (RunningServer.Claim _ = RunningServer.claim(home)
                .orElseThrow(() -> OperateException.failed(
                        "The shop is running: "
                                + RunningServer.of(home)
                                        .map(RunningServer::where)
                                        .orElse(""),
                        "./wenwen stop first."))) {
            home.clear();
            if (all) {
                Home.delete(ModelStore.defaultFolder());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove everything in " + home.folder(), e);
        }
        say.note("Removed: " + what + ". Settings stay in " + home.settings() + ".");
        return done(true);
    }

    private int done(boolean removed) {
        if (json) {
            say.json(Map.of("removed", removed));
        }
        return 0;
    }
}
