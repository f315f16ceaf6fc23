package io.wenwen.core.kernel.decode;

import static io.wenwen.core.kernel.decode.SimulatedEngine.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.wenwen.core.kernel.ModelBusyException;
import io.wenwen.core.kernel.Service;
import io.wenwen.core.kernel.Service.Priority;
import io.wenwen.core.kernel.decode.SimulatedEngine.Fate;
import io.wenwen.core.kernel.decode.SimulatedEngine.Scripted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scheduler alone, on a clock of its own. */
class SchedulerTest {

    private static final Service BULK = Service.DEFAULT.with(Priority.BULK);

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void aRunningAnswerHardlyNoticesALongPrompt() {
        SimulatedEngine engine = engine(4, 512);
        Scripted answer = engine.submit(prompt(100), 0, 600, Service.DEFAULT);
        for (int i = 0; i < 60; i++) {
            engine.step();
        }
        Scripted newcomer = engine.submit(prompt(4000), 0, 4, Service.DEFAULT);
        engine.drain();

        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < answer.tokenTimes.size(); i++) {
            long gap = answer.tokenTimes.get(i) - answer.tokenTimes.get(i - 1);
            if (gap > 0) {
                gaps.add(gap);
            }
        }
        gaps.sort(null);
        // Of all gaps, most without the long prompt beside them.
        assertThat(gaps.getLast()).isLessThanOrEqualTo(3 * gaps.get(gaps.size() / 2));
        // And the prompt is not starved for it: 4,000 tokens at 1 ms each, in steps of which half is the answer's.
        assertThat(newcomer.tokenTimes.getFirst() - newcomer.arrival).isLessThan(12_000 * MS);
        engine.assertAtRest();
    }

    @Test
    void aHigherPriorityGoesFirstAndTakesThePlaceOfALower() {
        SimulatedEngine engine = engine(2, 64);
        Scripted first = engine.submit(prompt(40), 0, 100, BULK);
        Scripted second = engine.submit(prompt(40), 0, 100, BULK);
        engine.step();
        engine.step();
        Scripted third = engine.submit(prompt(40), 0, 100, BULK);
        Scripted person = engine.submit(prompt(40), 0, 10, Service.DEFAULT);
        engine.step();

        assertThat(engine.scheduler.running()).containsExactly(person, first);
        assertThat(second.state).isEqualTo(Job.State.WAITING);
        engine.drain();
        assertThat(second.preemptions).isEqualTo(1);
        assertThat(second.said()).isEqualTo(100);
        // The preempted one goes on before the one that came later.
        assertThat(second.ended).isLessThan(third.ended);
        // What it had computed was found again, but for its last page.
        assertThat(engine.scheduler.counts().recomputedTokens).isBetween(1L, 17L);
        engine.assertAtRest();
    }

    @Test
    void bulkWorkDoesNotStarveUnderAnEndlessStreamOfPeople() {
        SimulatedEngine engine = engine(2, 64);
        Scripted bulk = engine.submit(prompt(40), 0, 10, BULK.forTenant("copy"));
        int people = 0;
        while (engine.fates.get(bulk) == Fate.OPEN && people < 2000) {
            while (engine.scheduler.waiting() < 4) {
                engine.submit(prompt(40), 0, 20, Service.DEFAULT.forTenant("shop"));
                people++;
            }
            engine.step();
        }
        // Two priorities to rise, ten seconds each, and then it is its tenant's turn.
        assertThat(bulk.joined).isBetween(15_000 * MS, 25_000 * MS);
    }

    @Test
    void tenantsThatAskAtTheSameTimeGetEqualShares() {
        SimulatedEngine engine = engine(4, 256);
        List<Scripted> greedy = new ArrayList<>();
        List<Scripted> modest = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            greedy.add(engine.submit(prompt(60), 0, 40, Service.DEFAULT.forTenant("greedy")));
        }
        for (int i = 0; i < 12; i++) {
            modest.add(engine.submit(prompt(60), 0, 40, Service.DEFAULT.forTenant("modest")));
        }
        while (modest.stream().anyMatch(job -> engine.fates.get(job) == Fate.OPEN)) {
            engine.step();
        }
        long done = greedy.stream()
                .filter(job -> engine.fates.get(job) == Fate.FINISHED)
                .count();
        assertThat(done).as("what the greedy one got meanwhile").isBetween(9L, 16L);
        engine.drain();
        engine.assertAtRest();
    }

    @Test
    void aTenantThatWasAwayGetsNothingForItsAbsence() {
        SimulatedEngine engine = engine(1, 64);
        engine.submit(prompt(20), 0, 200, Service.DEFAULT.forTenant("busy"));
        engine.drain();
        for (int i = 0; i < 6; i++) {
            engine.submit(prompt(20), 0, 20, Service.DEFAULT.forTenant("busy"));
        }
        engine.step();
        List<Scripted> back = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            back.add(engine.submit(prompt(20), 0, 20, Service.DEFAULT.forTenant("back")));
        }
        engine.drain();
        List<Scripted> order = engine.fates.keySet().stream()
                .sorted((a, b) -> Long.compare(a.ended, b.ended))
                .toList();
        // Not all of the newcomer's first, as a plain count of what was served would have it.
        assertThat(order.subList(1, 8)).filteredOn(back::contains).hasSizeBetween(2, 5);
    }

    @Test
    void expiredWorkIsDroppedBeforeItIsReadAndBetweenItsTokens() {
        SimulatedEngine engine = engine(1, 64);
        Scripted speaking = engine.submit(prompt(20), 0, 900, Service.DEFAULT.within(Duration.ofMillis(500)));
        Scripted waiting = engine.submit(prompt(20), 0, 10, Service.DEFAULT.within(Duration.ofMillis(300)));
        Scripted patient = engine.submit(prompt(20), 0, 10, Service.DEFAULT);
        engine.drain();

        assertThat(engine.fates).containsEntry(speaking, Fate.EXPIRED).containsEntry(waiting, Fate.EXPIRED);
        assertThat(waiting.joined).as("never read").isZero();
        assertThat(waiting.ended).isBetween(300 * MS, 330 * MS);
        assertThat(speaking.said()).isBetween(15, 45);
        assertThat(speaking.ended).isBetween(500 * MS, 530 * MS);
        assertThat(patient.said()).isEqualTo(10);
        engine.assertAtRest();
    }

    @Test
    void aFullQueueRefusesByCountAndByTokensAndSaysWhenToComeBack() {
        SimulatedEngine engine =
                new SimulatedEngine(new EngineLimits(1, 3, 64, 1000, Duration.ofSeconds(10)), 256, 200, 1);
        engine.submit(prompt(20), 0, 100, Service.DEFAULT);
        engine.step();
        engine.submit(prompt(400), 0, 93, Service.DEFAULT);
        assertThatThrownBy(() -> engine.submit(prompt(500), 0, 13, Service.DEFAULT))
                .isInstanceOf(ModelBusyException.class)
                .hasMessageContaining("500 tokens wait")
                .hasMessageContaining("520")
                .hasMessageContaining("limit of 1000")
                .asInstanceOf(type(ModelBusyException.class))
                .satisfies(
                        busy -> assertThat(busy.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60)));
        engine.submit(prompt(20), 0, 3, Service.DEFAULT);
        engine.submit(prompt(20), 0, 3, Service.DEFAULT);
        assertThatThrownBy(() -> engine.submit(prompt(20), 0, 3, Service.DEFAULT))
                .isInstanceOf(ModelBusyException.class)
                .hasMessageContaining("3 generations wait");
        assertThatThrownBy(() -> engine.submit(prompt(4090), 0, 3, Service.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4100 tokens need 257 pages")
                .hasMessageContaining("there are 256");
        engine.drain();
        engine.assertAtRest();
        assertThat(engine.scheduler.counts().refused).isEqualTo(2);
    }

    @Test
    void answersThatOutgrowThePagesArePreemptedAndFinishAllTheSame() {
        // Each needs 13 pages in the end, all five together 65 of 30.
        SimulatedEngine engine = engine(5, 30);
        for (int i = 0; i < 5; i++) {
            engine.submit(prompt(30), 0, 170, Service.DEFAULT);
        }
        engine.drain();

        assertThat(engine.fates.values()).containsOnly(Fate.FINISHED);
        assertThat(engine.mostRunning).isGreaterThan(2);
        assertThat(engine.scheduler.counts().preempted).isPositive();
        engine.assertAtRest();
    }

    @Test
    void aBeginningIsComputedOnceForAllWhoShareItAndLaterTurnsFindEarlierOnes() {
        SimulatedEngine engine = engine(8, 128);
        int[] rules = prompt(320);
        List<Scripted> jobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            jobs.add(engine.submit(join(rules, prompt(24)), 320, 20, Service.DEFAULT));
        }
        engine.drain();
        // 6 * 344 tokens, of which 5 * 320 were there.
        assertThat(engine.readTokens).isEqualTo(320 + 6 * 24);

        // The next turn: all of the first turn's prompt and answer, and a new question.
        Scripted one = jobs.getFirst();
        long before = engine.readTokens;
        int[] turn = Arrays.copyOf(one.tokens, one.length);
        engine.submit(join(turn, prompt(20)), 320, 20, Service.DEFAULT);
        engine.drain();
        // 364 tokens were there, 363 of them computed: 22 full pages.
        assertThat(engine.readTokens - before).isEqualTo(384 - 22 * 16);
        engine.assertAtRest();
    }

    @Test
    void onlyTheSharedBeginningIsFoundByOtherTenants() {
        SimulatedEngine engine = engine(1, 128);
        int[] both = prompt(200);
        engine.submit(both, 96, 5, Service.DEFAULT.forTenant("a"));
        engine.drain();
        engine.submit(both, 96, 5, Service.DEFAULT.forTenant("b"));
        engine.drain();
        assertThat(engine.readTokens).isEqualTo(200 + 104);
        engine.submit(both, 96, 5, Service.DEFAULT.forTenant("a"));
        engine.drain();
        // The last token is computed for its logits, and with it what its page holds before.
        assertThat(engine.readTokens).isEqualTo(200 + 104 + 8);
    }

    @Test
    void rightGuessesShortenAnAnswerAndWrongOnesDoNotChangeIt() {
        List<Integer> steps = new ArrayList<>();
        for (double guessing : new double[] {0, 0.5, 1}) {
            SimulatedEngine engine = engine(1, 64);
            Scripted job = engine.submit(fixed(50), 0, 120, guessing, Service.DEFAULT);
            engine.drain();
            steps.add(engine.steps);
            assertThat(job.tokens[job.length - 1]).isEqualTo(lastOfPlain());
        }
        assertThat(steps.get(1)).isLessThan(steps.get(0));
        assertThat(steps.get(2)).isLessThan(steps.get(1));
    }

    private int lastOfPlain() {
        SimulatedEngine engine = engine(1, 64);
        Scripted job = engine.submit(fixed(50), 0, 120, Service.DEFAULT);
        engine.drain();
        return job.tokens[job.length - 1];
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whateverComesNothingIsLostAndEveryLimitHolds(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        EngineLimits limits = new EngineLimits(
                chance.nextInt(1, 12),
                chance.nextInt(1, 30),
                chance.nextInt(1, 80),
                chance.nextInt(500, 6000),
                Duration.ofSeconds(2));
        SimulatedEngine engine =
                new SimulatedEngine(limits, chance.nextInt(20, 90), limits.sequences() + chance.nextInt(0, 120), seed);
        List<int[]> beginnings = List.of(prompt(64), prompt(100), prompt(17));
        List<Scripted> open = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            for (int arrivals = chance.nextInt(4) == 0 ? chance.nextInt(6) : 0; arrivals > 0; arrivals--) {
                int[] beginning = beginnings.get(chance.nextInt(3));
                int[] prompt = chance.nextInt(6) == 0 && !open.isEmpty()
                        ? open.getLast().tokens.clone()
                        : join(beginning, prompt(chance.nextInt(1, 60)));
                Service service = new Service(
                        Priority.values()[chance.nextInt(3)],
                        "t" + chance.nextInt(3),
                        chance.nextInt(5) == 0 ? Duration.ofMillis(chance.nextInt(1, 4000)) : null);
                try {
                    open.add(engine.submit(
                            prompt,
                            chance.nextInt(2) * Math.min(beginning.length, prompt.length),
                            chance.nextInt(1, 60),
                            chance.nextInt(2) * 0.6,
                            service));
                } catch (ModelBusyException e) {
                    refused++;
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageContaining("pages");
                }
            }
            if (!open.isEmpty() && chance.nextInt(20) == 0) {
                open.get(chance.nextInt(open.size())).cancelled = true;
            }
            engine.step();
        }
        engine.drain();
        engine.assertAtRest();
        assertThat(engine.scheduler.counts().refused).isEqualTo(refused);
        assertThat(engine.fates.keySet())
                .filteredOn(job -> engine.fates.get(job) == Fate.FINISHED)
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.said()).isEqualTo(job.answer));
    }

    private SimulatedEngine engine(int sequences, int pages) {
        return new SimulatedEngine(new EngineLimits(sequences, 200, 128), pages, 256 + sequences, 1);
    }

    private int[] prompt(int length) {
        return random.ints(length, 0, 1000).toArray();
    }

    private static int[] fixed(int length) {
        return new SplittableRandom(3).ints(length, 0, 1000).toArray();
    }

    private static int[] join(int[] one, int[] other) {
        int[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
