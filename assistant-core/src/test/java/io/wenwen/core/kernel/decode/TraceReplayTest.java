package io.wenwen.core.kernel.decode;

import static io.wenwen.core.kernel.decode.SimulatedEngine.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.ModelBusyException;
import io.wenwen.core.kernel.Service;
import io.wenwen.core.kernel.Service.Priority;
import io.wenwen.core.kernel.decode.SimulatedEngine.Fate;
import io.wenwen.core.kernel.model.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hours of real arrivals through the scheduler, in seconds. Lengths are those of the traces divided by 8, as fits a small model on
 * two cores. Every step is checked by {@link SimulatedEngine}; at the end all are accounted for.
 */
@Tag("data")
class TraceReplayTest {

    private static final int SCALE = 8;
    private static final int LONGEST_PROMPT = 4000;
    private static final int SYSTEM = 48;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int KV_TOKENS = 8192;
    private static final int QUEUED_TOKENS = 65_536;
    /** Reading all that may wait, a millisecond a token, and as much again for those who are served in between. */
    private static final long FULL_QUEUE = 2 * QUEUED_TOKENS * MS;

    /** @param blocks numbers of the prompt's blocks; prompts share what their leading blocks share */
    private record Arrival(long at, int prompt, int answer, int[] blocks) {}

    @Test
    void aBusyHourOfChatNearFullLoad() throws IOException {
        Replay replay = replay(azure("azure_llm_2023_conv.csv"), 0.7, KV_TOKENS);

        assertThat(replay.refused).as("refused").isLessThan(replay.arrivals / 20);
        assertThat(replay.longestWait(Priority.BULK)).as("no starvation").isLessThan(FULL_QUEUE);
    }

    @Test
    void twiceAsMuchAsCanBeDoneStillGetsAlmostAllThatCanBeDone() throws IOException {
        List<Arrival> hour = azure("azure_llm_2023_conv.csv");
        Replay full = replay(hour.subList(0, 6000), 1, KV_TOKENS);
        Replay twice = replay(hour.subList(0, 6000), 2.2, KV_TOKENS);

        assertThat(twice.refused).isGreaterThan(twice.arrivals / 4);
        assertThat(twice.goodput()).isGreaterThan(0.9 * full.goodput());
        assertThat(twice.longestWait(Priority.INTERACTIVE)).isLessThan(FULL_QUEUE);
        assertThat(twice.longestWait(Priority.BULK)).isLessThan(FULL_QUEUE);
    }

    @Test
    void burstsTwentySixTimesTheMean() throws IOException {
        Replay replay = replay(azure("azure_llm_2023_code.csv"), 0.5, KV_TOKENS);

        assertThat(replay.longestWait(Priority.BULK)).isLessThan(FULL_QUEUE);
    }

    @Test
    void conversationsThatShareBeginningsAreFoundInTheCache() throws IOException {
        Replay replay = replay(mooncake().subList(0, 4000), 0.2, 64 * KV_TOKENS);

        SchedulerCounts counts = replay.engine.scheduler.counts();
        assertThat((double) counts.reusedTokens / counts.promptTokens).isGreaterThan(0.15);
    }

    private static final class Replay {
        final SimulatedEngine engine;
        int arrivals;
        int refused;

        Replay(int kvTokens) {
            engine = new SimulatedEngine(
                    new EngineLimits(16, 64, 128, QUEUED_TOKENS, PATIENCE), kvTokens / PagePool.PAGE, 2 * 128 + 16, 1);
        }

        double goodput() {
            return engine.fates.entrySet().stream()
                            .filter(e -> e.getValue() == Fate.FINISHED)
                            .mapToInt(e -> e.getKey().answer)
                            .sum()
                    * 1e9
                    / engine.now;
        }

        long longestWait(Priority priority) {
            return engine.fates.keySet().stream()
                    .filter(job -> job.service.priority() == priority && job.joined > 0)
                    .mapToLong(job -> job.joined - job.arrival)
                    .max()
                    .orElse(0);
        }
    }

    /** @param speed 1 replays as it was; 2 in half the time */
    private static Replay replay(List<Arrival> hour, double speed, int kvTokens) {
        Replay replay = new Replay(kvTokens);
        SimulatedEngine engine = replay.engine;
        SplittableRandom random = new SplittableRandom(5);
        int next = 0;
        while (next < hour.size()) {
            while (next < hour.size() && hour.get(next).at() / speed <= engine.now) {
                Arrival arrival = hour.get(next);
                replay.arrivals++;
                try {
                    engine.submit(
                            prompt(arrival, random),
                            SYSTEM,
                            Math.max(1, arrival.answer() / SCALE),
                            service(next, arrival));
                } catch (ModelBusyException e) {
                    replay.refused++;
                    assertThat(engine.scheduler.waiting() >= 64 || engine.scheduler.waitingTokens() > 55_000)
                            .as("refused only when full")
                            .isTrue();
                }
                next++;
            }
            if (!engine.step() && next < hour.size()) {
                engine.now = Math.max(engine.now, (long) (hour.get(next).at() / speed) + 1);
            }
        }
        engine.drain();
        engine.assertAtRest();
        assertThat(engine.fates).hasSize(replay.arrivals - replay.refused);
        report(replay, speed);
        return replay;
    }

    /** Half are people, one of five tenants asks as often as all others, every fourth request has a deadline; a conversation is one tenant's. */
    private static Service service(int number, Arrival arrival) {
        Priority priority =
                number % 2 == 0 ? Priority.INTERACTIVE : number % 4 == 1 ? Priority.STANDARD : Priority.BULK;
        String tenant = number % 3 == 0 ? "crowd" : "tenant " + number % 5;
        if (arrival.blocks().length > 1) {
            tenant = "tenant " + arrival.blocks()[1] % 5;
        }
        return new Service(priority, tenant, number % 4 == 2 ? Duration.ofSeconds(8) : null);
    }

    private static int[] prompt(Arrival arrival, SplittableRandom random) {
        int[] tokens = random.ints(Math.clamp(arrival.prompt() / SCALE, SYSTEM + 1, LONGEST_PROMPT), 0, 1000)
                .toArray();
        Arrays.fill(tokens, 0, SYSTEM, 1);
        int width = 512 / SCALE;
        for (int i = 0; i < arrival.blocks().length && (i + 1) * width < tokens.length; i++) {
            int[] block = new SplittableRandom(arrival.blocks()[i])
                    .ints(width, 0, 1000)
                    .toArray();
            System.arraycopy(block, 0, tokens, i * width, width);
        }
        return tokens;
    }

    private static List<Arrival> azure(String file) throws IOException {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSS", Locale.ROOT);
        List<Arrival> arrivals = new ArrayList<>();
        LocalDateTime begin = null;
        for (String line : Files.readAllLines(Recordings.dataset("llm-traces/" + file))) {
            if (line.startsWith("TIMESTAMP")) {
                continue;
            }
            String[] fields = line.strip().split(",");
            LocalDateTime time = LocalDateTime.parse(fields[0], format);
            begin = begin == null ? time : begin;
            long at = Duration.between(begin, time).toNanos();
            arrivals.add(new Arrival(at, Integer.parseInt(fields[1]), Integer.parseInt(fields[2]), new int[0]));
        }
        return arrivals;
    }

    /** Its clock ticks every three seconds; what comes with a tick is spread over them. */
    private static List<Arrival> mooncake() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        List<Arrival> arrivals = new ArrayList<>();
        for (String line : Files.readAllLines(Recordings.dataset("llm-traces/mooncake_fast25_conversation.jsonl"))) {
            JsonNode row = JsonMapper.shared().readTree(line);
            int[] blocks = row.path("hash_ids")
                    .valueStream()
                    .mapToInt(JsonNode::intValue)
                    .toArray();
            arrivals.add(new Arrival(
                    (row.path("timestamp").longValue() + random.nextInt(3000)) * MS,
                    row.path("input_length").intValue(),
                    row.path("output_length").intValue(),
                    blocks));
        }
        arrivals.sort((a, b) -> Long.compare(a.at(), b.at()));
        return arrivals;
    }

    private static void report(Replay replay, double speed) {
        SimulatedEngine engine = replay.engine;
        SchedulerCounts counts = engine.scheduler.counts();
        long[] waits = engine.fates.keySet().stream()
                .filter(job -> job.joined > 0)
                .mapToLong(job -> job.joined - job.arrival)
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "x%.1f: %d arrivals in %d s, %d refused, %d expired, %d preemptions, %.0f tokens/s, hits %.3f, "
                        + "wait p50 %d ms p99 %d ms, %d steps%n",
                speed,
                replay.arrivals,
                engine.now / 1_000_000_000,
                replay.refused,
                counts.expired,
                counts.preempted,
                replay.goodput(),
                (double) counts.reusedTokens / counts.promptTokens,
                waits[waits.length / 2] / MS,
                waits[waits.length * 99 / 100] / MS,
                engine.steps);
    }
}
