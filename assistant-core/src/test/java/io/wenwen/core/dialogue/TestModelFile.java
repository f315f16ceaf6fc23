package io.wenwen.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the default model's file; without it a test is skipped, on the build server it fails. */
final class TestModelFile {

    private TestModelFile() {}

    static Path path() {
        Path file = Path.of(
                System.getProperty("user.home"), ".cache/wenwen/models/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf");
        if ("true".equals(System.getenv("CI"))) {
            assertThat(file).as("the default model's file").exists();
        }
        assumeThat(Files.exists(file))
                .as("needs " + file + "; get it with ./wenwen model pull")
                .isTrue();
        return file;
    }
}
