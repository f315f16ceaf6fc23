package io.wenwen.app.operate;

import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.remote.RemoteModel;
import io.wenwen.core.kernel.remote.RemoteOptions;
import io.wenwen.core.model.ModelHost;
import io.wenwen.core.model.ModelUnavailableException;
import java.io.IOException;
import java.util.Optional;

/** Takes a remote model into use once its server has said that it is there. */
record RemoteConnection(RemoteOptions options) implements ModelHost.Connection {

    @Override
    public LanguageModel connect() throws IOException, InterruptedException {
        RemoteModel model = new RemoteModel(options);
        Optional<String> refusal;
        try {
            refusal = model.check();
        } catch (IOException | InterruptedException | RuntimeException e) {
            model.close();
            if (e instanceof IOException) {
                throw new ModelUnavailableException(
                        "The remote model " + options.model() + " is not available: " + e.getMessage(),
                        "Is the server of wenwen.model.remote.url running? It is tried again.",
                        false,
                        e);
            }
            throw e;
        }
        if (refusal.isPresent()) {
            model.close();
            throw new ModelUnavailableException(
                    "The remote model " + options.model() + " cannot be used: " + refusal.get() + ".",
                    "Correct wenwen.model.remote (url, model, key) in wenwen.yml; it is tried again.",
                    false,
                    null);
        }
        return model;
    }
}
