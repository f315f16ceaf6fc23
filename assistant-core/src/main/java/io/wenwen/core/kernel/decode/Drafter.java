package io.wenwen.core.kernel.decode;

/**
 * Guesses how a sequence goes on by looking for its last tokens further up in prompt and answer (prompt lookup): what stands in the
 * prompt is often repeated. Guesses are verified in the same forward pass as the next token, where their rows cost less than a pass
 * each; how much less is measured, and where it does not pay there are no guesses but a rare trial. Not thread-safe.
 */
final class Drafter {

    /** With more sequences in a step, rows are better spent on them, and looking for each takes too long. */
    static final int MOST_SEQUENCES = 8;

    /** Guesses in one step, all sequences together: each needs a row of logits. */
    static final int MOST_GUESSES = 32;

    private static final int LONGEST = 8;
    private static final int LONG_MATCH = 4;
    private static final int SHORT_MATCH = 2;
    private static final int TRIAL = 2;
    private static final int STEPS_BETWEEN_TRIALS = 24;
    private static final double NEW = 0.1;

    /** Time of a step without guesses, by the number of sequences. */
    private final double[] plain = new double[MOST_SEQUENCES + 1];

    private double row;
    /** Read by whoever starts a generation. */
    private volatile double expected = 0.5;

    /** What a new sequence's guesses are expected to be worth: what others' were. */
    DraftRate newRate() {
        return new DraftRate(Math.max(0.3, expected));
    }

    /**
     * Writes guesses behind a sequence's tokens.
     *
     * @param sequences that will share the step
     * @param most guesses at most
     * @return how many
     */
    int guess(Job job, DraftRate rate, int sequences, int most) {
        int room = Math.min(most, job.tokens.length - job.length - 1);
        if (room < 1 || sequences > MOST_SEQUENCES) {
            return 0;
        }
        int from = match(job.tokens, job.length, LONG_MATCH);
        from = from < 0 ? match(job.tokens, job.length, SHORT_MATCH) : from;
        if (from < 0) {
            return 0;
        }
        int wanted = Math.clamp(Math.round(rate.rate() * LONGEST), TRIAL, LONGEST);
        if (!pays(rate.rate(), sequences)) {
            if (!rate.tryAgain(STEPS_BETWEEN_TRIALS)) {
                return 0;
            }
            wanted = TRIAL;
        }
        int count = Math.min(Math.min(wanted, room), job.length - from);
        System.arraycopy(job.tokens, from, job.tokens, job.length, count);
        return count;
    }

    /** A right guess saves its sequence's share of a step; any guess costs a row. */
    boolean pays(double rate, int sequences) {
        double step = plain[sequences];
        return step == 0 || row == 0 || rate * step / sequences > row;
    }

    /** A step in which no prompt was read took so long. */
    void took(int sequences, int rows, int guesses, long nanos) {
        if (sequences < 1 || sequences > MOST_SEQUENCES) {
            return;
        }
        if (guesses == 0 && rows == sequences) {
            plain[sequences] += plain[sequences] == 0 ? nanos : NEW * (nanos - plain[sequences]);
        } else if (guesses > 0 && plain[sequences] > 0) {
            double own = Math.max(0, nanos - plain[sequences]) / (rows - sequences);
            row = row == 0 ? Math.max(own, 1) : row + NEW * (own - row);
        }
    }

    /** What came of a sequence's guesses. */
    void saw(DraftRate rate, int guesses, int right) {
        rate.saw(guesses, right);
        expected += NEW / 4 * ((double) right / guesses - expected);
    }

    /** Behind the latest earlier place where the last {@code size} tokens stand; negative if there is none. */
    private static int match(int[] tokens, int length, int size) {
        int last = length - size;
        for (int at = last - 1; at >= 0; at--) {
            int i = 0;
            while (i < size && tokens[at + i] == tokens[last + i]) {
                i++;
            }
            if (i == size) {
                return at + size;
            }
        }
        return -1;
    }
}
