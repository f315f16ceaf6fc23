package io.wenwen.core.kernel.decode;

/**
 * What the engine is doing, and has done since it started.
 *
 * @param running sequences decoding now
 * @param queued requests waiting now
 * @param pages pages of keys and values in all
 * @param freePages pages that nobody holds
 * @param cachedPages pages kept for shared prompt beginnings
 * @param promptTokens tokens of all admitted prompts
 * @param reusedTokens of these, taken from kept pages instead of computed
 * @param generatedTokens appended to answers, forced ones included
 * @param forcedTokens of these, appended without sampling
 * @param steps forward passes
 * @param failed generations that ended {@code FAILED}
 */
public record EngineStats(
        int running,
        int queued,
        int pages,
        int freePages,
        int cachedPages,
        long promptTokens,
        long reusedTokens,
        long generatedTokens,
        long forcedTokens,
        long steps,
        long failed) {}
