package io.wenwen.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.wenwen.app.shop.OpenShop;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code web-tests/} (Node, playwright-core, axe-core) against the real application in a real Chromium. */
@Tag("browser")
class BrowserTest {

    @Test
    void the_widget_and_the_storefront_work_in_a_browser(@TempDir Path home) throws Exception {
        Path tests = Path.of("..", "web-tests").toAbsolutePath().normalize();
        Path chromium = Stream.of(
                        Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")),
                        Path.of("/usr/bin/chromium-browser"),
                        Path.of("/usr/bin/google-chrome"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (chromium == null) {
            missing("No Chromium found; install Debian's chromium and fonts-noto-cjk, or set CHROMIUM.");
            return;
        }
        if (!onPath("npm") || !onPath("node")) {
            missing("No node and npm on the PATH; install Node.js 20 or later.");
            return;
        }
        if (!Files.isDirectory(tests.resolve("node_modules/playwright-core"))) {
            assertThat(run(tests, Map.of(), "npm", "ci", "--no-audit", "--no-fund"))
                    .as("npm ci")
                    .isZero();
        }
        try (RunningShop shop = RunningShop.start(home, null)) {
            assertThat(shop.bean(OpenShop.class).await(Duration.ofMinutes(5)))
                    .as("the shop opens")
                    .isTrue();
            Properties accounts = new Properties();
            try (Reader in = Files.newBufferedReader(home.resolve("secrets/demo-accounts.properties"))) {
                accounts.load(in);
            }
            Map<String, String> environment = Map.of(
                    "WENWEN_AGENT",
                    accounts.getProperty("agent.name"),
                    "WENWEN_AGENT_PASSWORD",
                    accounts.getProperty("agent.password"),
                    "WENWEN_URL",
                    shop.url(),
                    "CHROMIUM",
                    chromium.toString(),
                    "WENWEN_SCREENSHOTS",
                    Path.of("target", "screenshots").toAbsolutePath().toString());
            assertThat(run(tests, environment, "npm", "test"))
                    .as("npm test, see its output above")
                    .isZero();
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

    private static int run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        builder.environment().put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " did not end within 10 minutes.");
        }
        return process.exitValue();
    }
}
