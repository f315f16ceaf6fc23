package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.Completion.Ending;
import io.wenwen.core.kernel.ContextOverflowException;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.ModelBusyException;
import io.wenwen.core.kernel.ModelCard;
import io.wenwen.core.kernel.text.Tokenizer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes many generations together on one thread: sequences join and leave between two steps (continuous batching, Yu et al. 2022,
 * Orca), prompts are read in chunks beside those that already answer, and a sequence's tokens do not depend on its company.
 */
public final class Engine implements LanguageModel {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final float[][] NO_LOGITS = {};

    private final ModelCard card;
    private final Tokenizer tokenizer;
    private final PromptEncoder prompts;
    private final ModelRunner runner;
    private final EngineLimits limits;
    private final BitSet permitted;
    private final BitSet constrained;
    private final Thread thread;

    /** Requests that wait; guarded by itself. */
    private final Deque<Sequence> queue = new ArrayDeque<>();

    private volatile boolean closed;

    // The rest belongs to the engine's thread.
    private final List<Sequence> running = new ArrayList<>();
    private final PagePool pool;
    private final PrefixCache cache;
    private final Deque<float[]> spareLogits = new ArrayDeque<>();
    private final AtomicReference<EngineStats> stats;
    private long promptTokens;
    private long reusedTokens;
    private long generatedTokens;
    private long forcedTokens;
    private long steps;
    private long failed;

    /** @param runner closed with this engine */
    public Engine(ModelCard card, Tokenizer tokenizer, PromptEncoder prompts, ModelRunner runner, EngineLimits limits) {
        this.card = card;
        this.tokenizer = tokenizer;
        this.prompts = prompts;
        this.runner = runner;
        this.limits = limits;
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
        cache = new PrefixCache(pool);
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

    /** Figures as of the last step. */
    public EngineStats stats() {
        return stats.get();
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
        Sequence sequence =
                new Sequence(prompt, request, tokenizer, request.constraint() == null ? permitted : constrained);
        synchronized (queue) {
            if (closed) {
                throw new RejectedExecutionException("The model " + card.name() + " is closed.");
            }
            if (queue.size() >= limits.queued()) {
                throw new ModelBusyException(
                        queue.size() + " generations wait already, which is the limit. Try again later.",
                        Duration.ofSeconds(1));
            }
            queue.add(sequence);
            queue.notifyAll();
        }
        return sequence;
    }

    private void loop() {
        try {
            while (awaitWork()) {
                try {
                    sweep();
                    admit();
                    step();
                } catch (RuntimeException | Error e) {
                    LOG.error("A step of {} generations failed", running.size(), e);
                    for (Sequence sequence : List.copyOf(running)) {
                        leave(sequence, Ending.FAILED);
                    }
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
        synchronized (queue) {
            while (!closed && queue.isEmpty() && running.isEmpty()) {
                try {
                    queue.wait();
                } catch (InterruptedException e) {
                    closed = true;
                }
            }
            return !closed;
        }
    }

    /** Lets go of generations that someone has ended. */
    private void sweep() {
        for (Sequence sequence : List.copyOf(running)) {
            if (sequence.aborted()) {
                leave(sequence, null);
            }
        }
        List<Sequence> ended = new ArrayList<>();
        synchronized (queue) {
            for (Iterator<Sequence> i = queue.iterator(); i.hasNext(); ) {
                Sequence sequence = i.next();
                if (sequence.aborted()) {
                    i.remove();
                    ended.add(sequence);
                }
            }
        }
        ended.forEach(sequence -> finish(sequence, null));
    }

    /** Lets in who fits, in order of arrival; who waits for a beginning that another is just computing is passed over. */
    private void admit() {
        List<Sequence> waiting;
        synchronized (queue) {
            waiting = List.copyOf(queue);
        }
        for (Sequence sequence : waiting) {
            if (running.size() >= limits.sequences()) {
                return;
            }
            int reusable = Math.min(sequence.shared, sequence.promptLength - 1);
            List<PrefixCache.Node> kept = cache.find(sequence.tokens, reusable);
            Twin twin = twin(sequence, kept.size() * ModelRunner.PAGE);
            if (twin != null && !twin.ready() && twin.tokens() >= (kept.size() + 1) * ModelRunner.PAGE) {
                continue;
            }
            kept.forEach(cache::hold);
            if (!cache.makeRoom(sequence.pagesNeeded() - kept.size())) {
                kept.forEach(cache::release);
                return;
            }
            synchronized (queue) {
                queue.remove(sequence);
            }
            join(sequence, kept, twin);
        }
    }

    /** A running sequence whose prompt begins with the same tokens as another's. */
    private record Twin(Sequence sequence, int tokens) {

        /** True when it has computed all that both have in common. */
        boolean ready() {
            return sequence.computed >= tokens;
        }
    }

    /** Who has most in common with a sequence beyond what is kept; its last prompt token is left to itself, for its logits. */
    private @Nullable Twin twin(Sequence sequence, int kept) {
        Twin best = null;
        for (Sequence other : running) {
            int limit = Math.min(sequence.promptLength - 1, other.promptLength);
            int difference = Arrays.mismatch(sequence.tokens, 0, limit, other.tokens, 0, limit);
            Twin twin = new Twin(other, difference < 0 ? limit : difference);
            boolean longer = twin.tokens() > (best == null ? kept : best.tokens());
            if (longer || best != null && twin.tokens() == best.tokens() && !best.ready()) {
                best = twin;
            }
        }
        return best;
    }

    private void join(Sequence sequence, List<PrefixCache.Node> kept, @Nullable Twin twin) {
        sequence.prefix.addAll(kept);
        sequence.pages = new int[sequence.pagesNeeded()];
        for (int i = 0; i < sequence.pages.length; i++) {
            sequence.pages[i] = i < kept.size() ? kept.get(i).page() : pool.take();
        }
        sequence.computed = kept.size() * ModelRunner.PAGE;
        if (twin != null && twin.ready()) {
            for (int i = kept.size(); i * ModelRunner.PAGE < twin.tokens(); i++) {
                runner.copyPage(twin.sequence().pages[i], sequence.pages[i]);
            }
            sequence.computed = twin.tokens();
        }
        promptTokens += sequence.promptLength;
        reusedTokens += sequence.computed;
        running.add(sequence);
        try {
            sequence.appendForced();
        } catch (RuntimeException | Error e) {
            fail(sequence, e);
            return;
        }
        if (sequence.ended()) {
            leave(sequence, null);
        }
    }

    private void step() {
        if (running.isEmpty()) {
            return;
        }
        List<Sequence> members = new ArrayList<>();
        List<Slice> slices = new ArrayList<>();
        int rows = runner.maxRows();
        boolean answering = false;
        for (Sequence sequence : running) {
            if (!sequence.reading()) {
                int count = Math.min(sequence.pending(), rows);
                if (count > 0) {
                    answering = true;
                    rows -= add(sequence, count, members, slices);
                }
            }
        }
        int chunk = Math.min(rows, answering ? limits.chunk() : 2 * limits.chunk());
        for (Sequence sequence : running) {
            if (sequence.reading() && chunk > 0) {
                chunk -= add(sequence, Math.min(sequence.pending(), chunk), members, slices);
            }
        }
        runner.forward(slices);
        steps++;
        for (int i = 0; i < members.size(); i++) {
            advance(members.get(i), slices.get(i));
        }
    }

    private int add(Sequence sequence, int count, List<Sequence> members, List<Slice> slices) {
        boolean last = count == sequence.pending();
        members.add(sequence);
        slices.add(new Slice(
                sequence.tokens,
                sequence.computed,
                count,
                sequence.pages,
                last ? new float[][] {logits()} : NO_LOGITS));
        return count;
    }

    private void advance(Sequence sequence, Slice slice) {
        sequence.computed += slice.count();
        publish(sequence);
        if (slice.logits().length == 0) {
            return;
        }
        float[] logits = slice.logits()[0];
        try {
            if (!sequence.aborted()) {
                sequence.append(sequence.draw(logits));
            }
            if (sequence.ended() || sequence.aborted()) {
                leave(sequence, null);
            }
        } catch (RuntimeException | Error e) {
            fail(sequence, e);
        } finally {
            spareLogits.push(logits);
        }
    }

    /** Hands full pages of the shared beginning to the cache. */
    private void publish(Sequence sequence) {
        int full = Math.min(sequence.computed, sequence.shared) / ModelRunner.PAGE;
        while (sequence.publishing && sequence.prefix.size() < full) {
            int index = sequence.prefix.size();
            PrefixCache.Node parent = index == 0 ? null : sequence.prefix.get(index - 1);
            PrefixCache.Node node = cache.add(parent, sequence.tokens, index * ModelRunner.PAGE, sequence.pages[index]);
            if (node == null) {
                sequence.publishing = false;
            } else {
                sequence.prefix.add(node);
            }
        }
    }

    /** The cause is logged without its message, which may hold text. */
    private void fail(Sequence sequence, Throwable cause) {
        IllegalStateException wordless =
                new IllegalStateException(cause.getClass().getName());
        wordless.setStackTrace(cause.getStackTrace());
        LOG.error("A generation failed after {} tokens", sequence.generated(), wordless);
        leave(sequence, Ending.FAILED);
    }

    private void leave(Sequence sequence, @Nullable Ending failure) {
        running.remove(sequence);
        for (int i = sequence.prefix.size(); i < sequence.pages.length; i++) {
            pool.give(sequence.pages[i]);
        }
        sequence.prefix.forEach(cache::release);
        generatedTokens += sequence.generated();
        forcedTokens += sequence.forcedTokens();
        if (failure == Ending.FAILED) {
            failed++;
        }
        finish(sequence, failure);
    }

    private void finish(Sequence sequence, @Nullable Ending failure) {
        stats.set(snapshot());
        try {
            sequence.finish(failure);
        } catch (RuntimeException | Error e) {
            LOG.error("The hearer of a generation failed: {}", e.getClass().getName());
            sequence.abandon();
        }
    }

    private float[] logits() {
        float[] spare = spareLogits.poll();
        return spare == null ? new float[runner.vocabularySize()] : spare;
    }

    private EngineStats snapshot() {
        int waiting;
        synchronized (queue) {
            waiting = queue.size();
        }
        return new EngineStats(
                running.size(),
                waiting,
                runner.pages(),
                pool.free(),
                cache.pages(),
                promptTokens,
                reusedTokens,
                generatedTokens,
                forcedTokens,
                steps,
                failed);
    }

    private void endAll() {
        List<Sequence> all = new ArrayList<>(running);
        synchronized (queue) {
            all.addAll(queue);
            queue.clear();
        }
        for (Sequence sequence : all) {
            sequence.cancel();
            finish(sequence, null);
        }
        running.clear();
    }

    /** Ends all generations with {@code CANCELLED} and frees the model. */
    @Override
    public void close() {
        synchronized (queue) {
            closed = true;
            queue.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
