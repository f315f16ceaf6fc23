package io.wenwen.core.kernel.decode;

/** How often one sequence's guesses have come true lately. Not thread-safe. */
final class DraftRate {

    private static final double NEW = 0.15;

    private double rate;
    private int silent;

    DraftRate(double expected) {
        rate = expected;
    }

    double rate() {
        return rate;
    }

    /** So many guesses were computed, of which the first {@code right} came true. */
    void saw(int guesses, int right) {
        silent = 0;
        for (int i = 0; i < Math.min(guesses, right + 1); i++) {
            rate += NEW * ((i < right ? 1 : 0) - rate);
        }
    }

    /** A guess was held back since it would not have paid; true if it is time to try one all the same. */
    boolean tryAgain(int patience) {
        silent = silent + 1 < patience ? silent + 1 : 0;
        return silent == 0;
    }
}
