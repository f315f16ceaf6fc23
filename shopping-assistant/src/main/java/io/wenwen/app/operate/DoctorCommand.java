package io.wenwen.app.operate;

import io.wenwen.core.model.ModelStore;
import picocli.CommandLine.Command;

/** {@code doctor}, once the project is built; before that the script starts {@link Doctor} from its source. */
@Command(name = "doctor")
final class DoctorCommand extends Verb {

    DoctorCommand(Say say) {
        super(say);
    }

    @Override
    public Integer call() {
        return new Doctor(home().folder(), ModelStore.defaultFolder()).report(json);
    }
}
