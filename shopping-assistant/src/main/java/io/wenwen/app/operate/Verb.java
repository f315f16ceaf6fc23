package io.wenwen.app.operate;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all verbs share: {@code --home}, {@code --json}, and a voice. */
abstract class Verb implements Callable<Integer> {

    final Say say;

    @Option(names = "--home")
    @Nullable
    Path homeFolder;

    @Option(names = "--json")
    boolean json;

    Verb(Say say) {
        this.say = say;
    }

    Home home() {
        return Home.find(homeFolder);
    }
}
