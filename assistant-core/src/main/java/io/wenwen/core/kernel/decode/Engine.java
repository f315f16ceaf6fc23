package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Completion.Ending;
import io.wenwen.core.kernel.ContextOverflowException;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.ModelBusyException;
import io.wenwen.core.kernel.ModelCard;
import io.wenwen.core.kernel.text.Tokenizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes many generations together on one thread: the {@link Scheduler} plans each step, the runner computes it, each sequence draws
 * from its logits. A sequence's tokens do not depend on its company, on preemptions, on what is kept from others or on drafts.
 */
public final class Engine implements LanguageModel {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final float[][] NO_LOGITS = {};

    private final ModelCard card;
    private final Tokenizer tokenizer;
    private final PromptEncoder prompts;
    private final ModelRunner runner;
    private final BitSet permitted;
    private final BitSet constrained;
    private final EngineMetrics metrics = new EngineMetrics();
    private final Thread thread;

    /** Guarded by itself, as are the three below. */
    private final Scheduler<Sequence> scheduler;

    private final PagePool pool;
    private final List<Sequence> fresh = new ArrayList<>();
    private boolean closed;

    private volatile Lookahead lookahead = Lookahead.DRAFTS;

    // The rest belongs to the engine's thread.
    private final Drafter drafter = new Drafter();
    private final Deque<float[]> spareLogits = new ArrayDeque<>();
    private final AtomicReference<EngineStats> stats;
    private long sampled;
    private long drafted;
    private long forced;
    private long guesses;
    private long rightGuesses;
    private long steps;
    private long failed;
    private long stepEnd;

    /** @param runner closed with this engine */
    public Engine(ModelCard card, Tokenizer tokenizer, PromptEncoder prompts, ModelRunner runner, EngineLimits limits) {
        this.card = card;
        this.tokenizer = tokenizer;
        this.prompts = prompts;
        this.runner = runner;
        permitted = new BitSet(tokenizer.size());
        for (int i = 0; i < Math.min(tokenizer.size(), runner.vocabularySize()); i++) {
            permitted.set(i, !tokenizer.isControl(i));
        }
        permitted.set(tokenizer.endOfTurn());
        constrained = (BitSet) permitted.clone();
        for (int i = 0; i < Math.min(tokenizer.size(), runner.vocabularySize()); i++) {
            constrained.set(i, permitted.get(i) || tokenizer.isMarker(i));
        }
        pool = new PagePool(runner.pages());
        scheduler = new Scheduler<>(limits, pool, runner.maxRows());
        stats = new AtomicReference<>(snapshot());
        thread = Thread.ofPlatform().daemon().name("engine").start(this::loop);
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Counts as of the last step. */
    public EngineStats stats() {
        return stats.get();
    }

    /** Times, live. */
    public EngineMetrics metrics() {
        return metrics;
    }

    /** Sets how many tokens of one answer a pass may compute, from the next step on. */
    public void lookahead(Lookahead most) {
        lookahead = most;
    }

    /**
     * {@inheritDoc}
     *
     * @throws RejectedExecutionException if the engine is closed
     */
    @Override
    public Generation start(GenerationRequest request) {
        EncodedPrompt prompt = prompts.encode(request.prompt());
        long all = (long) prompt.tokens().length + request.maxTokens();
        if (all > runner.contextLength()) {
            throw new ContextOverflowException(prompt.tokens().length, request.maxTokens(), runner.contextLength());
        }
        synchronized (scheduler) {
            if (closed) {
                throw new RejectedExecutionException("The model " + card.name() + " is closed.");
            }
            Sequence sequence = new Sequence(
                    prompt,
                    request,
                    tokenizer,
                    request.constraint() == null ? permitted : constrained,
                    metrics.maskTime(),
                    drafter.newRate());
            try {
                scheduler.submit(sequence);
            } catch (ModelBusyException e) {
                stats.set(snapshot());
                throw e;
            }
            fresh.add(sequence);
            scheduler.notifyAll();
            return sequence;
        }
    }

    private void loop() {
        try {
            while (awaitWork()) {
                try {
                    prime();
                    step();
                } catch (RuntimeException | Error e) {
                    LOG.error("A step failed", e);
                    failAll();
                }
                stats.set(snapshot());
            }
            endAll();
        } finally {
            runner.close();
        }
    }

    /** Waits until there is something to do; false when the engine closes. */
    private boolean awaitWork() {
        synchronized (scheduler) {
            while (!closed && scheduler.idle()) {
                stepEnd = 0;
                try {
                    scheduler.wait();
                } catch (InterruptedException e) {
                    closed = true;
                }
            }
            return !closed;
        }
    }

    /** Lets newcomers begin with what is forced, so that it is read together with their prompt. */
    private void prime() {
        List<Sequence> newcomers;
        synchronized (scheduler) {
            newcomers = List.copyOf(fresh);
            fresh.clear();
        }
        for (Sequence sequence : newcomers) {
            try {
                if (lookahead != Lookahead.NONE) {
                    sequence.prime();
                }
            } catch (RuntimeException | Error e) {
                log(sequence, e);
                sequence.end(Ending.FAILED);
            }
        }
    }

    private void step() {
        StepPlan<Sequence> plan;
        synchronized (scheduler) {
            plan = scheduler.plan(System.nanoTime());
        }
        plan.expired().forEach(sequence -> finish(sequence, null));
        plan.copies().forEach(copy -> runner.copyPage(copy.from(), copy.to()));
        if (plan.parts().isEmpty()) {
            return;
        }
        List<Slice> slices = new ArrayList<>(plan.parts().size());
        for (StepPlan.Part<Sequence> part : plan.parts()) {
            Sequence sequence = part.job();
            slices.add(new Slice(
                    sequence.tokens,
                    part.from(),
                    part.count(),
                    sequence.pages,
                    logits(part.logits()),
                    // Behind a guess other tokens may come than here.
                    part.logits() == 1 ? sequence.drawable() : null));
        }
        long from = System.nanoTime();
        runner.forward(slices);
        long to = System.nanoTime();
        note(plan, from, to);
        boolean alone = lookahead == Lookahead.NONE;
        for (int i = 0; i < slices.size(); i++) {
            advance(plan.parts().get(i), slices.get(i).logits(), alone, from, to);
        }
        guess();
    }

    private void note(StepPlan<Sequence> plan, long from, long to) {
        steps++;
        metrics.stepTime().record(to - from);
        metrics.batchSize().record(plan.parts().size());
        if (stepEnd != 0) {
            metrics.scheduleTime().record(from - stepEnd);
        }
        stepEnd = to;
        int proposed = 0;
        for (StepPlan.Part<Sequence> part : plan.parts()) {
            proposed += Math.max(0, part.logits() - 1);
        }
        guesses += proposed;
        if (plan.readRows() == 0) {
            drafter.took(plan.parts().size(), plan.answerRows(), proposed, to - from);
        }
        synchronized (scheduler) {
            scheduler.took(plan, to - from);
        }
    }

    private void advance(StepPlan.Part<Sequence> part, float[][] logits, boolean alone, long from, long now) {
        Sequence sequence = part.job();
        if (part.from() < sequence.promptLength && sequence.firstPass()) {
            metrics.queueTime().record(from - sequence.arrival);
        }
        int proposed = Math.max(0, logits.length - 1);
        int upTo = part.from() + part.count() - proposed;
        Throwable failure = null;
        try {
            if (logits.length > 0) {
                int before = sequence.generated();
                long last = sequence.lastToken();
                int right = sequence.accept(logits, alone);
                upTo += right;
                if (proposed > 0) {
                    drafter.saw(sequence.draftRate, proposed, right);
                    rightGuesses += right;
                }
                time(sequence, last, sequence.generated() - before, now);
                count(sequence);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        for (float[] row : logits) {
            spareLogits.push(row);
        }
        synchronized (scheduler) {
            scheduler.computed(sequence, upTo);
            if (failure != null || sequence.unwanted()) {
                scheduler.leave(sequence);
            }
        }
        if (failure != null) {
            log(sequence, failure);
            finish(sequence, Ending.FAILED);
        } else if (sequence.unwanted()) {
            finish(sequence, null);
        }
    }

    private void count(Sequence sequence) {
        Completion.Tokens before = sequence.counted;
        Completion.Tokens now = sequence.tokensByKind();
        sampled += now.sampled() - before.sampled();
        drafted += now.drafted() - before.drafted();
        forced += now.forced() - before.forced();
        sequence.counted = now;
    }

    private void time(Sequence sequence, long last, int tokens, long now) {
        if (last == 0) {
            metrics.timeToFirstToken().record(sequence.firstToken() - sequence.arrival);
        }
        for (int i = 0; last != 0 && i < tokens; i++) {
            metrics.timePerToken().record((now - last) / tokens);
        }
    }

    /** Lets those that answer guess how they go on. */
    private void guess() {
        if (lookahead != Lookahead.DRAFTS) {
            return;
        }
        List<Sequence> running;
        synchronized (scheduler) {
            running = scheduler.running();
        }
        int left = running.size() > Drafter.MOST_SEQUENCES ? 0 : Drafter.MOST_GUESSES;
        for (Sequence sequence : running) {
            if (left > 0 && !sequence.reading()) {
                sequence.drafts = drafter.guess(sequence, sequence.draftRate, running.size(), left);
                left -= sequence.drafts;
            }
        }
    }

    /** The cause is logged without its message, which may hold text. */
    private static void log(Sequence sequence, Throwable cause) {
        IllegalStateException wordless =
                new IllegalStateException(cause.getClass().getName());
        wordless.setStackTrace(cause.getStackTrace());
        LOG.error("A generation failed after {} tokens", sequence.generated(), wordless);
    }

    private void finish(Sequence sequence, @Nullable Ending failure) {
        Ending ending = failure;
        try {
            ending = sequence.finish(failure);
        } catch (RuntimeException | Error e) {
            LOG.error("The hearer of a generation failed: {}", e.getClass().getName());
            ending = Ending.FAILED;
        }
        count(sequence);
        failed += ending == Ending.FAILED ? 1 : 0;
        stats.set(snapshot());
        sequence.complete(ending);
    }

    private float[][] logits(int count) {
        if (count == 0) {
            return NO_LOGITS;
        }
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            float[] spare = spareLogits.poll();
            rows[i] = spare == null ? new float[runner.vocabularySize()] : spare;
        }
        return rows;
    }

    private EngineStats snapshot() {
        synchronized (scheduler) {
            SchedulerCounts counts = scheduler.counts();
            return new EngineStats(
                    scheduler.running().size(),
                    scheduler.waiting(),
                    scheduler.waitingTokens(),
                    pool.pages(),
                    pool.free(),
                    pool.kept(),
                    pool.evicted(),
                    counts.promptTokens,
                    counts.reusedTokens,
                    counts.recomputedTokens,
                    sampled,
                    drafted,
                    forced,
                    guesses,
                    rightGuesses,
                    steps,
                    counts.refused,
                    counts.expired,
                    counts.preempted,
                    failed);
        }
    }

    private void failAll() {
        List<Sequence> running;
        synchronized (scheduler) {
            running = scheduler.running();
            running.forEach(scheduler::leave);
        }
        running.forEach(sequence -> finish(sequence, Ending.FAILED));
    }

    private void endAll() {
        List<Sequence> all;
        synchronized (scheduler) {
            all = scheduler.all();
        }
        for (Sequence sequence : all) {
            sequence.cancel();
            finish(sequence, null);
        }
    }

    /** Ends all generations with {@code CANCELLED} and frees the model. */
    @Override
    public void close() {
        synchronized (scheduler) {
            closed = true;
            scheduler.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
