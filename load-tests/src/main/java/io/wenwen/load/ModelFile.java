package io.wenwen.load;

import io.wenwen.core.model.ModelCatalogue;
import io.wenwen.core.model.ModelProgress;
import io.wenwen.core.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;

/** The default model's file, fetched like the product fetches it. */
public final class ModelFile {

    private ModelFile() {}

    public static Path ofDefault() throws IOException, InterruptedException {
        ModelStore store = new ModelStore(ModelStore.defaultFolder(), ModelCatalogue.shipped(), false);
        return store.obtain("default", ModelProgress.SILENT).path();
    }
}
