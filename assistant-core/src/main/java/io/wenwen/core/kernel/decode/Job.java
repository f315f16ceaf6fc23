package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.Service;
import java.util.Arrays;

/**
 * One generation as the scheduler sees it: its tokens, which of them are computed and in which pages, how urgent it is. The scheduler
 * owns all but {@code tokens}, {@code length} and {@code drafts}.
 */
abstract class Job {

    /** Where a job is in its life. */
    enum State {
        WAITING,
        RUNNING,
        GONE
    }

    final int promptLength;
    /** Leading tokens that other prompts have too, whoever asks. */
    final int shared;

    final Service service;
    /** Nanoseconds on the scheduler's clock. */
    final long arrival;

    final long deadline;

    /** The prompt, what was generated, then {@link #drafts} guesses; as long as prompt and budget. */
    final int[] tokens;
    /** Tokens that are certain. */
    int length;
    /** Guessed tokens behind them that the next step should verify. */
    int drafts;

    State state = State.WAITING;
    /** Tokens whose keys and values are in pages. */
    int computed;
    /** Tokens that it had when it joined; until these are computed it is reading, afterwards answering. */
    int readUntil;

    int[] pages = {};
    int pageCount;
    /** Of these, how many leading ones are kept for others to find. */
    int keptPages;
    /** Its place among those that run; a smaller one is more urgent. */
    int rank;

    int preemptions;

    /** @param budget tokens that may be generated */
    Job(EncodedPrompt prompt, int budget, Service service, long arrival) {
        promptLength = prompt.tokens().length;
        shared = prompt.shared();
        this.service = service;
        this.arrival = arrival;
        deadline = service.deadline() == null
                ? Long.MAX_VALUE
                : arrival + Math.min(service.deadline().toNanos(), Long.MAX_VALUE / 4);
        tokens = Arrays.copyOf(prompt.tokens(), promptLength + budget);
        length = promptLength;
    }

    /** True when nobody wants it any longer. */
    abstract boolean unwanted();

    /** Tokens not yet in pages; the last of them gives the next logits. */
    final int pending() {
        return length - computed;
    }

    final boolean reading() {
        return computed < readUntil;
    }

    /** Who may find the page that holds tokens up to {@code end}: everybody, or those of the same tenant. */
    final String scope(int end) {
        return end <= shared ? "" : service.tenant();
    }
}
