package io.wenwen.core.kernel.decode;

/**
 * What the engine is doing, and has done since it started.
 *
 * @param running sequences decoding now
 * @param queued requests waiting now
 * @param queuedTokens their prompts and budgets
 * @param pages pages of keys and values in all
 * @param freePages pages without content
 * @param cachedPages pages with a beginning that others may find, held or not
 * @param evictedPages kept beginnings that had to go
 * @param promptTokens tokens of all admitted prompts
 * @param reusedTokens of these, taken from kept pages instead of computed
 * @param recomputedTokens computed again after a preemption
 * @param sampledTokens tokens of answers, each drawn in a pass of its own
 * @param draftedTokens tokens of answers that a draft had guessed, drawn without a pass of their own
 * @param forcedTokens tokens of answers that the constraint left no choice about
 * @param guesses tokens that drafts proposed
 * @param rightGuesses of these, how many came so
 * @param steps forward passes
 * @param refused requests that the full queue did not take
 * @param expired generations dropped because nobody waited any longer, or by their deadline
 * @param preempted times that a running generation had to give up its pages
 * @param failed generations that ended {@code FAILED}
 */
public record EngineStats(
        int running,
        int queued,
        long queuedTokens,
        int pages,
        int freePages,
        int cachedPages,
        long evictedPages,
        long promptTokens,
        long reusedTokens,
        long recomputedTokens,
        long sampledTokens,
        long draftedTokens,
        long forcedTokens,
        long guesses,
        long rightGuesses,
        long steps,
        long refused,
        long expired,
        long preempted,
        long failed) {

    /** Appended to answers, forced ones included. */
    public long generatedTokens() {
        return sampledTokens + draftedTokens + forcedTokens;
    }

    /** Share of prompt tokens that did not have to be computed; 0 before the first prompt. */
    public double prefixHitRate() {
        return promptTokens == 0 ? 0 : (double) reusedTokens / promptTokens;
    }

    /** Share of guesses that came so; 0 before the first. */
    public double draftAcceptance() {
        return guesses == 0 ? 0 : (double) rightGuesses / guesses;
    }
}
