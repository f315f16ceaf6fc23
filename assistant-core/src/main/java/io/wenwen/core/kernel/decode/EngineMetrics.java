package io.wenwen.core.kernel.decode;

/**
 * How long an engine's parts take, as distributions since it started: what an operator's dashboard is made of. Times are in
 * nanoseconds. Counts of what was done are in {@link EngineStats}.
 *
 * @param queueTime from a request's arrival to its first forward pass
 * @param timeToFirstToken from a request's arrival to its first token
 * @param timePerToken between tokens of one answer; several that came at once share the gap
 * @param stepTime of forward passes
 * @param scheduleTime from the end of a forward pass to the begin of the next, where there was work: masks, draws, plans
 * @param maskTime of single masks
 * @param batchSize sequences in a forward pass
 */
public record EngineMetrics(
        Histogram queueTime,
        Histogram timeToFirstToken,
        Histogram timePerToken,
        Histogram stepTime,
        Histogram scheduleTime,
        Histogram maskTime,
        Histogram batchSize) {

    EngineMetrics() {
        this(
                new Histogram(),
                new Histogram(),
                new Histogram(),
                new Histogram(),
                new Histogram(),
                new Histogram(),
                new Histogram());
    }
}
