package io.wenwen.core.kernel.decode;

/** How many tokens of one answer a forward pass may compute: all by default, fewer to measure what the rest is worth. */
public enum Lookahead {
    /** One: forced tokens too have a pass each. */
    NONE,
    /** The next one and those that the constraint leaves no choice about. */
    FORCED,
    /** Also what a draft guesses, where that pays. */
    DRAFTS
}
