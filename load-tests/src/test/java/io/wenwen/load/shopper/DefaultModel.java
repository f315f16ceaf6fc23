package io.wenwen.load.shopper;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wenwen.core.model.ModelCatalogue;
import io.wenwen.core.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;

/** Lets a test that needs the default model go on only where its file is; on a build server its absence is a failure. */
public final class DefaultModel {

    private DefaultModel() {}

    public static void require() throws IOException {
        ModelStore store = new ModelStore(ModelStore.defaultFolder(), ModelCatalogue.shipped(), true);
        boolean there =
                store.known("default").map(store::pathOf).filter(Files::exists).isPresent();
        String missing = "The default model is not here; get it with ./wenwen model pull.";
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(there, missing);
        }
        assumeTrue(there, missing);
    }
}
