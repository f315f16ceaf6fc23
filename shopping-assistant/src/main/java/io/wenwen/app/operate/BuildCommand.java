package io.wenwen.app.operate;

import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code build}: the script has built the jars; this makes the AOT cache at once instead of after the first run. */
@Command(name = "build")
final class BuildCommand extends Verb {

    BuildCommand(Say say) {
        super(say);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        say.note("AOT cache …");
        boolean made = AotTraining.train(home());
        say.note(made ? "AOT cache made." : "AOT cache: there already, switched off, or not made (see above).");
        return 0;
    }
}
