package io.wenwen.core.kernel.decode;

import java.util.List;

/**
 * What the next step computes, as the scheduler decided it.
 *
 * @param parts in the order of urgency; no job twice
 * @param copies of pages, to be made before the step
 * @param expired jobs that were dropped now, because nobody waits for them any longer or their deadline has passed
 */
record StepPlan<J extends Job>(List<Part<J>> parts, List<Copy> copies, List<J> expired) {

    /**
     * Tokens {@code from … from + count - 1} of a job.
     *
     * @param logits of how many of the last ones the logits are wanted: none inside a prompt, else 1 and one for each draft
     * @param reading true for a part of a prompt, or of what is computed again after a preemption
     */
    record Part<J>(J job, int from, int count, int logits, boolean reading) {}

    /** The keys and values of one page are wanted in another too. */
    record Copy(int from, int to) {}

    /** Rows of prompts. */
    int readRows() {
        int rows = 0;
        for (Part<J> part : parts) {
            rows += part.reading() ? part.count() : 0;
        }
        return rows;
    }

    /** Rows of answers. */
    int answerRows() {
        int rows = 0;
        for (Part<J> part : parts) {
            rows += part.reading() ? 0 : part.count();
        }
        return rows;
    }

    boolean answering() {
        return answerRows() > 0;
    }
}
