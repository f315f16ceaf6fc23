package io.wenwen.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.model.ModelHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code client-tests/}: OpenAI's own Python and Node clients against the real application with the real model. */
@Tag("model")
@Tag("clients")
class OpenAiClientsTest {

    private static final Path TESTS =
            Path.of("..", "client-tests").toAbsolutePath().normalize();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static RunningShop shop;

    private static Map<String, String> environment = Map.of();

    @BeforeAll
    static void start() throws Exception {
        requireModel();
        shop = RunningShop.start(home, null, "--wenwen.model.name=default", "--wenwen.model.offline=true");
        LanguageModel loaded =
                shop.bean(ModelHost.class).await(Duration.ofMinutes(5)).orElseThrow();
        environment = Map.of(
                "WENWEN_URL", shop.url(),
                "WENWEN_KEY", modelKey(home),
                "WENWEN_MODEL", loaded.card().name());
    }

    @AfterAll
    static void stop() {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void the_python_client_works_unchanged() throws Exception {
        Path python = TESTS.resolve(".venv/bin/python");
        Path requirements = TESTS.resolve("requirements.txt");
        Path installed = TESTS.resolve(".venv/installed.txt");
        if (!Files.exists(installed) || Files.mismatch(installed, requirements) >= 0) {
            if (run("python3", "-m", "venv", "--clear", ".venv") != 0) {
                missing("python3 with venv and pip is missing; install Debian's python3-venv.");
            }
            assertThat(run(python.toString(), "-m", "pip", "install", "--quiet", "-r", requirements.toString()))
                    .as("pip install")
                    .isZero();
            Files.copy(requirements, installed);
        }
        assertThat(run(python.toString(), "test_openai.py"))
                .as("test_openai.py, see its output above")
                .isZero();
    }

    @Test
    void the_node_client_works_unchanged() throws Exception {
        if (!onPath("npm") || !onPath("node")) {
            missing("No node and npm on the PATH; install Node.js 20 or later.");
        }
        if (!Files.isDirectory(TESTS.resolve("node_modules/openai"))) {
            assertThat(run("npm", "ci", "--no-audit", "--no-fund")).as("npm ci").isZero();
        }
        assertThat(run("npm", "test")).as("npm test, see its output above").isZero();
    }

    /** The demo key of the shop on this home. */
    static String modelKey(Path home) throws IOException {
        Properties accounts = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("secrets/demo-accounts.properties"))) {
            accounts.load(in);
        }
        return accounts.getProperty("model.key");
    }

    /** Skips where the default model's file is missing; on the build server that is a failure. */
    static void requireModel() {
        Path file = Path.of(
                System.getProperty("user.home"), ".cache/wenwen/models/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf");
        if (!Files.exists(file)) {
            missing("The test needs " + file + "; get it with ./wenwen model pull");
        }
    }

    private static void missing(String why) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(why);
        }
        abort(why);
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(TESTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return -1;
        }
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " did not end within 10 minutes.");
        }
        return process.exitValue();
    }
}
