package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.ModelBusyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what each step computes: jobs come in, step plans go out. Knows no model, no threads and no clock but the one it is told, so
 * that a simulation can drive it through hours of traffic in seconds.
 *
 * <p>A plan is made in four movements. <b>Drop</b> whom nobody waits for and whose deadline has passed, waiting or running. <b>Join</b>:
 * while there are places and pages, the job whose turn it is ({@link FairQueue}) joins; where there are none, a less urgent running job
 * is preempted for it. <b>Answer</b>: every answering job gets its next row, with forced and drafted tokens behind it (continuous
 * batching, Yu et al. 2022, Orca); the page it grows into is taken now, if need be from the least urgent job, which is preempted and
 * later computed again, mostly from kept pages. <b>Read</b>: prompts get the rest, by urgency, in chunks small enough that answers keep
 * their pace (Agrawal et al. 2024, Sarathi-Serve).
 *
 * <p>Nothing is lost: a submitted job is refused by an exception, or it is in exactly one plan's {@code expired}, or it runs until the
 * caller says {@link #leave}. Not thread-safe.
 */
final class Scheduler<J extends Job> {

    private static final int PAGE = PagePool.PAGE;

    /** Jobs that are passed over in one plan because another is just computing their beginning. */
    private static final int PASSED_OVER = 32;

    /** A job that was preempted so often is no longer preempted for a more urgent one. */
    private static final int ENOUGH_PREEMPTIONS = 3;

    private final EngineLimits limits;
    private final PagePool pool;
    private final int maxRows;
    private final ChunkPacer pacer;
    private final FairQueue<J> queue;

    /** Those that run, the most urgent first; of equals, who joined first. */
    private final List<J> running = new ArrayList<>();

    private final SchedulerCounts counts = new SchedulerCounts();
    private double tokensPerNano;

    /** @param maxRows that one step may hold; at least the limit of sequences */
    Scheduler(EngineLimits limits, PagePool pool, int maxRows) {
        if (maxRows < limits.sequences()) {
            throw new IllegalArgumentException(
                    "Steps of " + maxRows + " rows cannot hold " + limits.sequences() + " sequences.");
        }
        this.limits = limits;
        this.pool = pool;
        this.maxRows = maxRows;
        pacer = new ChunkPacer(limits.chunk());
        queue = new FairQueue<>(limits.patience().toNanos());
    }

    /** Those that run, the most urgent first. */
    List<J> running() {
        return List.copyOf(running);
    }

    int waiting() {
        return queue.size();
    }

    /** Prompts and budgets of all that wait. */
    long waitingTokens() {
        return queue.tokens();
    }

    boolean idle() {
        return running.isEmpty() && queue.size() == 0;
    }

    List<J> all() {
        List<J> all = new ArrayList<>(running);
        all.addAll(queue.all());
        return all;
    }

    SchedulerCounts counts() {
        return counts;
    }

    /**
     * Takes a job on.
     *
     * @throws IllegalArgumentException if it could never be computed
     * @throws ModelBusyException if too many jobs or tokens wait already
     */
    void submit(J job) {
        int needed = Math.ceilDiv(job.tokens.length, PAGE);
        if (needed > pool.pages()) {
            throw new IllegalArgumentException("Prompt and budget of " + job.tokens.length + " tokens need " + needed
                    + " pages of keys and values, but there are " + pool.pages() + ". Ask for fewer tokens.");
        }
        if (queue.size() >= limits.queued()) {
            throw busy(queue.size() + " generations wait already, which is the limit.");
        }
        if (queue.size() > 0 && queue.tokens() + job.tokens.length > limits.queuedTokens()) {
            throw busy("Generations of " + queue.tokens() + " tokens wait already; " + job.tokens.length
                    + " more would be over the limit of " + limits.queuedTokens() + ".");
        }
        queue.add(job);
    }

    private ModelBusyException busy(String why) {
        double nanos = tokensPerNano == 0 ? 0 : queue.tokens() / tokensPerNano;
        Duration retryAfter = Duration.ofSeconds(Math.clamp((long) (nanos / 1e9), 1, 60));
        counts.refused++;
        return new ModelBusyException(why + " Try again in " + retryAfter.toSeconds() + " s.", retryAfter);
    }

    /** What to compute now. The caller makes the copies, computes the parts, then says {@link #computed} of each and {@link #took}. */
    StepPlan<J> plan(long now) {
        List<J> expired = drop(now);
        rise(now);
        List<StepPlan.Copy> copies = new ArrayList<>();
        join(now, copies);
        List<StepPlan.Part<J>> parts = new ArrayList<>(running.size());
        int rows = answer(parts);
        read(parts, parts.isEmpty() ? rows : Math.min(rows, pacer.chunk()));
        return new StepPlan<>(parts, copies, expired);
    }

    /** A part is computed: the first {@code upTo} tokens of its job are right, wrong guesses not among them. */
    void computed(J job, int upTo) {
        if (job.state != Job.State.RUNNING) {
            return;
        }
        job.computed = upTo;
        job.drafts = 0;
        for (int i = job.keptPages; (i + 1) * PAGE <= upTo; i++) {
            int parent = i == 0 ? -1 : job.pages[i - 1];
            job.pages[i] = pool.keep(job.pages[i], parent, job.scope((i + 1) * PAGE), job.tokens, i * PAGE);
            job.keptPages = i + 1;
        }
    }

    /** How long a plan's step took. */
    void took(StepPlan<J> plan, long nanos) {
        int read = plan.readRows();
        int answered = plan.answerRows();
        pacer.took(read, answered, nanos);
        double speed = (double) (read + answered) / Math.max(1, nanos);
        tokensPerNano = tokensPerNano == 0 ? speed : tokensPerNano * 0.95 + speed * 0.05;
    }

    /** A running job has ended; its pages are free, or kept for those who ask the like. */
    void leave(J job) {
        if (job.state == Job.State.RUNNING) {
            running.remove(job);
            release(job);
            gone(job);
        }
    }

    private void gone(J job) {
        job.state = Job.State.GONE;
        queue.gone(job);
    }

    private List<J> drop(long now) {
        List<J> late = queue.removeIf(job -> late(job, now));
        late.forEach(this::gone);
        for (J job : List.copyOf(running)) {
            if (late(job, now)) {
                leave(job);
                late.add(job);
            }
        }
        counts.expired += late.size();
        return late;
    }

    /** Those that run rise with time too: a prompt that others are read before would wait for ever otherwise. */
    private void rise(long now) {
        boolean risen = false;
        for (J job : running) {
            int rank = queue.rank(job, now);
            risen |= rank < job.rank;
            job.rank = Math.min(job.rank, rank);
        }
        if (risen) {
            running.sort(Comparator.comparingInt(job -> job.rank));
        }
    }

    private static boolean late(Job job, long now) {
        return job.unwanted() || now >= job.deadline;
    }

    private void join(long now, List<StepPlan.Copy> copies) {
        List<J> passed = new ArrayList<>();
        for (J job = queue.first(now); job != null && passed.size() < PASSED_OVER; job = queue.first(now)) {
            int rank = queue.rank(job, now);
            List<Integer> kept = kept(job);
            J twin = twin(job, kept.size() * PAGE);
            int common = twin == null ? 0 : common(job, twin);
            if (twin != null && twin.computed < common && twin.rank <= rank && common >= (kept.size() + 1) * PAGE) {
                queue.remove(job);
                passed.add(job);
                continue;
            }
            kept.forEach(pool::hold);
            if (!makeRoom(job, kept.size(), rank)) {
                kept.reversed().forEach(pool::release);
                break;
            }
            queue.remove(job);
            start(job, rank, kept);
            if (twin != null && twin.state == Job.State.RUNNING && twin.computed >= common) {
                for (int i = kept.size(); i * PAGE < common; i++) {
                    copies.add(new StepPlan.Copy(twin.pages[i], job.pages[i]));
                }
                job.computed = common;
            }
            count(job);
        }
        passed.reversed().forEach(queue::giveBack);
    }

    /** The pages that hold the longest known beginning; the last known token is left to compute, for its logits. */
    private List<Integer> kept(J job) {
        List<Integer> pages = new ArrayList<>();
        int page = -1;
        for (int end = PAGE; end < job.length; end += PAGE) {
            page = pool.find(page, job.scope(end), job.tokens, end - PAGE);
            if (page < 0) {
                break;
            }
            pages.add(page);
        }
        return pages;
    }

    /** The running job that has most in common with this one beyond what is kept; one that has computed it rather than not. */
    private @Nullable J twin(J job, int kept) {
        J best = null;
        int most = kept;
        for (J other : running) {
            int common = common(job, other);
            if (common > most || best != null && common == most && best.computed < common) {
                best = other;
                most = common;
            }
        }
        return best;
    }

    private int common(J job, J other) {
        int limit = Math.min(job.length - 1, other.promptLength);
        if (!job.service.tenant().equals(other.service.tenant())) {
            limit = Math.min(limit, Math.min(job.shared, other.shared));
        }
        int difference = Arrays.mismatch(job.tokens, 0, limit, other.tokens, 0, limit);
        return difference < 0 ? limit : difference;
    }

    /** Makes a place and pages for a job if that is possible, by preempting less urgent ones if that helps. */
    private boolean makeRoom(J job, int keptPages, int rank) {
        int needed = Math.ceilDiv(job.length, PAGE) - keptPages;
        // Each answer may soon grow into a page of its own; without these, newcomers would be preempted at once.
        while (running.size() >= limits.sequences() || pool.available() < needed + running.size()) {
            J last = running.isEmpty() ? null : running.getLast();
            if (last == null || last.rank <= rank || last.preemptions >= ENOUGH_PREEMPTIONS) {
                return false;
            }
            preempt(last);
        }
        return true;
    }

    private void start(J job, int rank, List<Integer> kept) {
        job.state = Job.State.RUNNING;
        job.rank = rank;
        job.readUntil = job.length;
        job.computed = kept.size() * PAGE;
        job.keptPages = kept.size();
        job.pages = new int[Math.ceilDiv(job.tokens.length, PAGE)];
        job.pageCount = 0;
        for (int page : kept) {
            job.pages[job.pageCount++] = page;
        }
        grow(job, job.length);
        int at = running.size();
        while (at > 0 && running.get(at - 1).rank > rank) {
            at--;
        }
        running.add(at, job);
    }

    private void count(J job) {
        int missing = job.readUntil - job.computed;
        if (job.preemptions > 0) {
            counts.recomputedTokens += missing;
            queue.joined(job, 0);
        } else {
            counts.promptTokens += job.readUntil;
            counts.reusedTokens += job.computed;
            queue.joined(job, missing);
        }
    }

    private void grow(J job, int tokens) {
        while (job.pageCount * PAGE < tokens) {
            job.pages[job.pageCount++] = pool.take();
        }
    }

    /** Back to the front of its line; what it has written stays, what it has computed is found again or computed again. */
    private void preempt(J job) {
        running.remove(job);
        release(job);
        job.state = Job.State.WAITING;
        job.preemptions++;
        counts.preempted++;
        queue.giveBack(job);
    }

    /** The last page first, as {@link PagePool} wants it. */
    private void release(J job) {
        while (job.pageCount > 0) {
            pool.release(job.pages[--job.pageCount]);
        }
        job.computed = 0;
        job.keptPages = 0;
        job.drafts = 0;
    }

    /** Gives every answering job its rows; returns how many rows are left. */
    private int answer(List<StepPlan.Part<J>> parts) {
        List<J> answering = new ArrayList<>(running.size());
        for (J job : List.copyOf(running)) {
            if (job.state == Job.State.RUNNING && !job.reading() && secure(job)) {
                answering.add(job);
            }
        }
        answering.removeIf(job -> job.state != Job.State.RUNNING);
        int rows = maxRows;
        for (int i = 0; i < answering.size(); i++) {
            J job = answering.get(i);
            int most = rows - (answering.size() - i - 1);
            int count = Math.min(job.pending(), most);
            boolean last = count == job.pending();
            int room = Math.min(most - count, job.pageCount * PAGE - job.length);
            job.drafts = last ? Math.clamp(job.drafts, 0, room) : 0;
            count += job.drafts;
            parts.add(new StepPlan.Part<>(job, job.computed, count, last ? 1 + job.drafts : 0, false));
            queue.answered(job, count);
            rows -= count;
        }
        return rows;
    }

    /** Takes the pages that a job grows into, from the least urgent if need be; false if that is the job itself. */
    private boolean secure(J job) {
        while (Math.ceilDiv(job.length, PAGE) - job.pageCount > pool.available()) {
            J last = running.getLast();
            preempt(last);
            if (last == job) {
                return false;
            }
        }
        grow(job, job.length);
        int guessed = Math.min(job.tokens.length, job.length + job.drafts);
        if (Math.ceilDiv(guessed, PAGE) - job.pageCount <= pool.available() - running.size()) {
            grow(job, guessed);
        }
        return true;
    }

    private void read(List<StepPlan.Part<J>> parts, int chunk) {
        int left = chunk;
        for (J job : running) {
            if (job.reading() && left > 0) {
                int count = Math.min(job.pending(), left);
                parts.add(new StepPlan.Part<>(job, job.computed, count, count == job.pending() ? 1 : 0, true));
                left -= count;
            }
        }
    }
}
