package io.wenwen.core.kernel.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An engine without a model: the clock is a number, a step takes what a formula says, an answer is a script. After every step it
 * checks what must hold whatever comes: a row is computed only behind rows whose pages hold just these tokens, rows, places and pages
 * stay within their limits, and no job is lost.
 */
final class SimulatedEngine {

    static final long MS = 1_000_000;

    final EngineLimits limits;
    final PagePool pool;
    final Scheduler<Scripted> scheduler;
    final int maxRows;
    /** What each row left in its page: a hash of all tokens up to its own. */
    private final long[][] memory;

    private final SplittableRandom random;
    long now;
    long readTokens;
    long answerTokens;
    int mostRunning;
    int steps;
    /** All that were taken on, with what became of them. */
    final Map<Scripted, Fate> fates = new LinkedHashMap<>();

    enum Fate {
        OPEN,
        FINISHED,
        EXPIRED
    }

    /** A job that says a given number of tokens. */
    final class Scripted extends Job {
        final int answer;
        final double guessing;
        boolean cancelled;
        long joined;
        long ended;
        final List<Long> tokenTimes = new ArrayList<>();
        private final long[] histories;
        private int known;

        Scripted(EncodedPrompt prompt, int budget, int answer, double guessing, Service service) {
            super(prompt, budget, service, now);
            this.answer = answer;
            this.guessing = guessing;
            histories = new long[tokens.length];
        }

        @Override
        boolean unwanted() {
            return cancelled;
        }

        int said() {
            return length - promptLength;
        }

        /** A hash of the tokens up to this one; only those that are certain are remembered. */
        long history(int last) {
            int from = Math.min(known, last + 1);
            long history = from == 0 ? 0 : histories[from - 1];
            for (int i = from; i <= last; i++) {
                long mixed = (history + tokens[i] + 1) * 0x9E3779B97F4A7C15L;
                history = mixed ^ mixed >>> 29;
                if (i < length) {
                    histories[i] = history;
                    known = i + 1;
                }
            }
            return history;
        }

        /** The script: what this job says next is decided by all it has said. */
        int next() {
            return (int) (history(length - 1) >>> 40) & 1023;
        }
    }

    SimulatedEngine(EngineLimits limits, int pages, int maxRows, long seed) {
        this.limits = limits;
        this.maxRows = maxRows;
        pool = new PagePool(pages);
        scheduler = new Scheduler<>(limits, pool, maxRows);
        memory = new long[pages][PagePool.PAGE];
        random = new SplittableRandom(seed);
    }

    Scripted submit(int[] prompt, int shared, int answer, Service service) {
        return submit(prompt, shared, answer, 0, service);
    }

    /** @param guessing how often its guesses are right; 0: it makes none */
    Scripted submit(int[] prompt, int shared, int answer, double guessing, Service service) {
        Scripted job = new Scripted(new EncodedPrompt(prompt, shared), answer + 7, answer, guessing, service);
        scheduler.submit(job);
        assertThat(scheduler.waiting()).isLessThanOrEqualTo(limits.queued() + limits.sequences());
        fates.put(job, Fate.OPEN);
        return job;
    }

    long cost(StepPlan<Scripted> plan) {
        return 18 * MS + plan.readRows() * MS + plan.answerRows() * 17 * MS / 10;
    }

    /** One step; false when there is nothing to do. */
    boolean step() {
        if (scheduler.idle()) {
            return false;
        }
        StepPlan<Scripted> plan = scheduler.plan(now);
        for (Scripted job : plan.expired()) {
            assertThat(fates.put(job, Fate.EXPIRED)).as("dropped once").isEqualTo(Fate.OPEN);
            assertThat(job.cancelled || now >= job.deadline).isTrue();
            job.ended = now;
        }
        plan.copies().forEach(copy -> memory[copy.to()] = memory[copy.from()].clone());
        check(plan);
        plan.parts().forEach(this::compute);
        long took = plan.parts().isEmpty() ? MS : cost(plan);
        now += took;
        steps++;
        if (!plan.parts().isEmpty()) {
            scheduler.took(plan, took);
        }
        plan.parts().forEach(this::advance);
        return true;
    }

    private void check(StepPlan<Scripted> plan) {
        assertThat(plan.readRows() + plan.answerRows()).isLessThanOrEqualTo(maxRows);
        List<Scripted> running = scheduler.running();
        mostRunning = Math.max(mostRunning, running.size());
        assertThat(running).hasSizeLessThanOrEqualTo(limits.sequences());
        Set<Scripted> parts = new HashSet<>();
        for (StepPlan.Part<Scripted> part : plan.parts()) {
            Scripted job = part.job();
            assertThat(parts.add(job)).as("one part a job").isTrue();
            assertThat(running).contains(job);
            assertThat(part.from()).isEqualTo(job.computed);
            assertThat(part.count()).isPositive();
            assertThat(job.pageCount * PagePool.PAGE).isGreaterThanOrEqualTo(part.from() + part.count());
            if (job.joined == 0) {
                job.joined = now;
            }
        }
        for (Scripted job : running) {
            assertThat(job.reading() || parts.contains(job))
                    .as("every answer goes on")
                    .isTrue();
            for (int i = 0; i < job.pageCount; i++) {
                assertThat(pool.holders(job.pages[i])).isPositive();
            }
        }
    }

    private void compute(StepPlan.Part<Scripted> part) {
        Scripted job = part.job();
        for (int i = 0; i < part.from() + part.count(); i++) {
            int page = job.pages[i / PagePool.PAGE];
            long history = job.history(i);
            if (i >= part.from()) {
                if (pool.holders(page) != 1) {
                    assertThat(pool.holders(page))
                            .as("nobody else reads a page that is written")
                            .isEqualTo(1);
                }
                memory[page][i % PagePool.PAGE] = history;
            } else if (memory[page][i % PagePool.PAGE] != history) {
                assertThat(part).as("row %d holds other tokens", i).isNull();
            }
        }
    }

    private void advance(StepPlan.Part<Scripted> part) {
        Scripted job = part.job();
        int guesses = Math.max(0, part.logits() - 1);
        int upTo = part.from() + part.count() - guesses;
        if (part.reading()) {
            readTokens += part.count();
        }
        if (part.logits() > 0) {
            int[] guessed = Arrays.copyOfRange(job.tokens, job.length, job.length + guesses);
            int right = 0;
            boolean goesOn = true;
            while (goesOn && job.said() < job.answer) {
                say(job);
                goesOn = right < guesses && guessed[right] == job.tokens[job.length - 1];
                right += goesOn ? 1 : 0;
            }
            // Now and then a run is forced.
            for (int i = random.nextInt(12) == 0 ? 6 : 0; i > 0 && job.said() < job.answer; i--) {
                say(job);
            }
            upTo += right;
        }
        scheduler.computed(job, upTo);
        if (job.said() >= job.answer) {
            scheduler.leave(job);
            fates.put(job, Fate.FINISHED);
            job.ended = now;
        } else if (job.guessing > 0 && !job.reading()) {
            guess(job);
        }
    }

    private void say(Scripted job) {
        job.tokens[job.length] = job.next();
        job.length++;
        job.tokenTimes.add(now);
        answerTokens++;
    }

    private void guess(Scripted job) {
        int count = Math.max(0, Math.min(3, job.tokens.length - job.length - 1));
        for (int i = 0; i < count; i++) {
            int next = (int) (job.history(job.length + i - 1) >>> 40) & 1023;
            job.tokens[job.length + i] = random.nextDouble() < job.guessing ? next : next + 1;
        }
        job.drafts = count;
    }

    /** Runs until nothing is left to do. */
    void drain() {
        while (step()) {
            assertThat(steps).as("an end").isLessThan(5_000_000);
        }
    }

    /** When all is done: nothing is lost, nothing is held. */
    void assertAtRest() {
        assertThat(fates.values()).doesNotContain(Fate.OPEN);
        assertThat(scheduler.waiting()).isZero();
        assertThat(scheduler.waitingTokens()).isZero();
        assertThat(pool.available()).isEqualTo(pool.pages());
        for (int page = 0; page < pool.pages(); page++) {
            assertThat(pool.holders(page)).isZero();
        }
    }
}
