package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.Service.Priority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that wait, and whose turn it is.
 *
 * <p>First comes the higher priority; a job that has waited for {@code patience} counts one priority higher, two for twice that, up to
 * the highest. Then the tenant that has been served least: start-time fair queueing (Goyal et al. 1996) over weighted tokens, as Sheng
 * et al. 2024 count them. Then who came first; within a tenant and priority always the order of arrival. Not thread-safe.
 */
final class FairQueue<J extends Job> {

    /** What a generated token weighs against a prompt token. */
    private static final int ANSWER_WEIGHT = 2;

    private static final int TENANTS_REMEMBERED = 4096;

    /** Jobs of one tenant and priority, in order of arrival. */
    private record Line<J extends Job>(Share share, Deque<J> jobs) {}

    /** What a tenant has been served, in weighted tokens. */
    private static final class Share {
        long served;
        int jobs;
    }

    private final long patience;
    private final Map<Priority, Map<String, Line<J>>> lines = new EnumMap<>(Priority.class);
    private final Map<String, Share> shares = new HashMap<>();
    /** The share of whoever joined last; a tenant that was away starts from here and gets nothing for its absence. */
    private long level;

    private int size;
    private long tokens;

    /** @param patience in nanoseconds */
    FairQueue(long patience) {
        this.patience = patience;
        for (Priority priority : Priority.values()) {
            lines.put(priority, new HashMap<>());
        }
    }

    int size() {
        return size;
    }

    /** Prompts and budgets of all that wait. */
    long tokens() {
        return tokens;
    }

    List<J> all() {
        List<J> all = new ArrayList<>(size);
        lines.values().forEach(tenants -> tenants.values().forEach(line -> all.addAll(line.jobs())));
        return all;
    }

    /** A new job, behind those of its tenant and priority. */
    void add(J job) {
        Share share = share(job);
        if (share.jobs++ == 0) {
            share.served = Math.max(share.served, level);
        }
        line(job).jobs().addLast(job);
        count(job, 1);
    }

    /** A job that was taken out comes back to the front of its line. */
    void giveBack(J job) {
        line(job).jobs().addFirst(job);
        count(job, 1);
    }

    void remove(J job) {
        Map<String, Line<J>> tenants = tenants(job);
        Line<J> line = line(job);
        line.jobs().remove(job);
        if (line.jobs().isEmpty()) {
            tenants.remove(job.service.tenant());
        }
        count(job, -1);
    }

    /** Takes out all that are so. */
    List<J> removeIf(Predicate<J> out) {
        List<J> removed = new ArrayList<>();
        for (Map<String, Line<J>> tenants : lines.values()) {
            tenants.values().removeIf(line -> {
                line.jobs().removeIf(job -> out.test(job) && removed.add(job));
                return line.jobs().isEmpty();
            });
        }
        removed.forEach(job -> count(job, -1));
        return removed;
    }

    /** Whose turn it is; {@code null} if nobody waits. */
    @Nullable
    J first(long now) {
        J best = null;
        long least = 0;
        for (Map<String, Line<J>> tenants : lines.values()) {
            for (Line<J> line : tenants.values()) {
                J job = line.jobs().getFirst();
                if (best == null || before(job, line.share().served, best, least, now)) {
                    best = job;
                    least = line.share().served;
                }
            }
        }
        return best;
    }

    private boolean before(J job, long served, J other, long otherServed, long now) {
        int order = Integer.compare(rank(job, now), rank(other, now));
        order = order != 0 ? order : Long.compare(served, otherServed);
        return order != 0 ? order < 0 : job.arrival < other.arrival;
    }

    /** Smaller is more urgent. What waits long comes up to 0, not past it, so that shares still count among the most urgent. */
    int rank(J job, long now) {
        long risen = Math.max(0, now - job.arrival) / patience;
        return (int) Math.max(0, job.service.priority().ordinal() - risen);
    }

    /** The job was taken out and now runs, for which so many prompt tokens have to be computed. */
    void joined(J job, int promptTokens) {
        Share share = share(job);
        level = Math.max(level, share.served);
        share.served += promptTokens;
    }

    /** So many rows of the job's answer are computed. */
    void answered(J job, int rows) {
        share(job).served += (long) rows * ANSWER_WEIGHT;
    }

    /** The job has ended, waiting or not. */
    void gone(J job) {
        share(job).jobs--;
    }

    private void count(J job, int sign) {
        size += sign;
        tokens += (long) sign * job.tokens.length;
    }

    private Map<String, Line<J>> tenants(J job) {
        return lines.computeIfAbsent(job.service.priority(), priority -> new HashMap<>());
    }

    private Line<J> line(J job) {
        return tenants(job).computeIfAbsent(job.service.tenant(), name -> new Line<>(share(job), new ArrayDeque<>()));
    }

    private Share share(J job) {
        if (shares.size() > TENANTS_REMEMBERED) {
            // Whoever is away and not ahead of the others would start from the level anyway.
            shares.values().removeIf(share -> share.jobs == 0 && share.served <= level);
        }
        return shares.computeIfAbsent(job.service.tenant(), name -> new Share());
    }
}
