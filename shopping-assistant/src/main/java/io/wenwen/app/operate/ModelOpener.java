package io.wenwen.app.operate;

import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.model.ModelFile;
import io.wenwen.core.model.ModelHost;
import io.wenwen.core.model.ModelUnavailableException;
import java.io.IOException;
import java.nio.file.Path;

/** Opens a model file with the engine of this machine; converted weights are kept for the next start. */
record ModelOpener(Path converted) implements ModelHost.Opener {

    @Override
    public LanguageModel open(ModelFile file, ModelHost.Steps steps) throws IOException, InterruptedException {
        throw new ModelUnavailableException(
                "This build has no engine for " + file.path() + ".", "Update this checkout (git pull).", true, null);
    }
}
