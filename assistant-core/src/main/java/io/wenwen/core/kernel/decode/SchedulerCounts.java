package io.wenwen.core.kernel.decode;

/** What a scheduler has done since it started. Plain fields, written by its owner's thread. */
final class SchedulerCounts {
    long refused;
    long expired;
    long preempted;
    /** Tokens of prompts that joined. */
    long promptTokens;
    /** Of these, found in kept pages or copied from a twin. */
    long reusedTokens;
    /** Tokens that a preempted job has to have computed again. */
    long recomputedTokens;
}
