package io.wenwen.core.kernel.model;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests of the model file stand on: recordings of independent programs, the default model, the data sets. */
public final class Recordings {

    private static final String MODEL = "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf";

    private Recordings() {}

    /** A recording under {@code src/test/recordings}. */
    public static JsonNode recording(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(name)))) {
            return JsonMapper.shared().readTree(in);
        }
    }

    /** A tiny model with random weights, e.g. {@code qwen3-tied.gguf}. */
    public static Path tinyModel(String name) {
        return file("families").resolve(name);
    }

    private static Path file(String name) {
        Path module = Files.isDirectory(Path.of("src/test/recordings")) ? Path.of("") : Path.of("assistant-core");
        return module.resolve("src/test/recordings").resolve(name);
    }

    /** The default model's file; without it the test is skipped, on a build server it fails. */
    public static Path model() {
        String home = System.getenv("WENWEN_HOME");
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "wenwen", "models", MODEL);
        Path own = home == null ? cache : Path.of(home, "models", MODEL);
        return there(Files.isRegularFile(own) ? own : cache, "the default model; get it with ./wenwen model pull");
    }

    /** A file of the data sets; without it the test is skipped, on a build server it fails. */
    public static Path dataset(String name) {
        String given = System.getenv("WENWEN_DATASETS");
        Path found = given == null ? null : Path.of(given, name);
        for (Path at = Path.of("").toAbsolutePath(); found == null && at != null; at = at.getParent()) {
            Path shared = at.resolve("shared").resolve("datasets");
            found = Files.isDirectory(shared) ? shared.resolve(name) : null;
        }
        return there(found, "the data set " + name + "; set WENWEN_DATASETS to the folder of the data sets");
    }

    private static Path there(@Nullable Path file, String what) {
        if (file != null && Files.isRegularFile(file)) {
            return file;
        }
        return "true".equals(System.getenv("CI")) ? fail("Missing: " + what) : abort("Missing: " + what);
    }
}
