package io.wenwen.core.kernel.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.model.Recordings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is ended in the middle of an answer ends as it was told, whatever native code runs at that moment. */
@Tag("model")
class EndOfProcessTest {

    /** The exit codes that a shell shows: what {@code System.exit} was given, and 128 + 15 for SIGTERM. */
    @ParameterizedTest
    @CsvSource({"exit, 3", "wait, 143"})
    void endsCleanly(String way, int code) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/stdout",
                Answering.class.getName(),
                Recordings.model().toString(),
                QwenModelTest.CONVERTED.toAbsolutePath().toString(),
                way);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.equals(Answering.SPEAKING) && way.equals("wait")) {
                    // Process.destroy would also close what it still has to say.
                    process.toHandle().destroy();
                }
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(said).contains(Answering.SPEAKING).doesNotContain("SIGSEGV", "fatal error");
        assertThat(process.exitValue()).isEqualTo(code);
    }

    /** The other process: answers at length, and says so once it has begun. */
    static final class Answering {
        static final String SPEAKING = "speaking";

        private Answering() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            CountDownLatch begun = new CountDownLatch(4);
            Engine engine =
                    QwenModel.open(Path.of(arguments[0]), Path.of(arguments[1]), EngineOptions.DEFAULT, Progress.NONE);
            for (int i = 0; i < 4; i++) {
                engine.start(new GenerationRequest(
                        Prompt.of(Message.user("从一数到一千。")),
                        new Sampling(1, 0, 1, 1, i),
                        2000,
                        List.of(),
                        null,
                        piece -> begun.countDown()));
            }
            begun.await();
            System.out.println(SPEAKING);
            if (arguments[2].equals("exit")) {
                System.exit(3);
            }
            Thread.currentThread().join(Duration.ofMinutes(2));
        }
    }
}
