package io.wenwen.core.dialogue;

import io.wenwen.core.dialogue.Clause.Part;
import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.text.Tokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One clause in the model's hands: some tails are sampled side by side and the best fit one is taken. */
final class ClauseWording implements AutoCloseable {

    /** What came of it: parts behind the opening, or why there are none. */
    record Outcome(
            Optional<List<Part>> rest,
            String why,
            int promptTokens,
            int generatedTokens,
            Duration first,
            Duration last) {}

    private record Attempt(SlotConstraint constraint, Generation generation) {}

    private record Fit(SlotConstraint constraint, double score) {}

    private final List<Attempt> attempts = new ArrayList<>();

    ClauseWording(
            LanguageModel model,
            Tokenizer tokenizer,
            FreeText free,
            Clause.Worded clause,
            List<Part> opening,
            long seed,
            int tails) {
        List<Slot> slots = new ArrayList<>();
        slots.add(clause.name());
        slots.addAll(clause.facts());
        Prompt prompt = ClausePrompt.of(clause, opening);
        for (int tail = 0; tail < tails; tail++) {
            SlotConstraint constraint = new SlotConstraint(tokenizer, free, slots, Math.min(2, slots.size()));
            Sampling sampling = new Sampling(0.8, 40, 0.92, 1.1, seed * 31 + tail);
            attempts.add(new Attempt(
                    constraint,
                    model.start(new GenerationRequest(
                            prompt, sampling, constraint.tokenBudget(), List.of(), constraint, piece -> {}))));
        }
    }

    /** Waits for all tails, at most so long. */
    Outcome await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        List<Fit> fits = new ArrayList<>();
        String why = "";
        int read = 0;
        int written = 0;
        Duration first = atMost;
        Duration last = Duration.ZERO;
        for (Attempt attempt : attempts) {
            Completion completion = attempt.generation().await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            read += completion.promptTokens();
            written += completion.generatedTokens();
            if (completion.generatedTokens() > 0) {
                first = completion.timeToFirstToken().compareTo(first) < 0 ? completion.timeToFirstToken() : first;
                last = completion.total().compareTo(last) > 0 ? completion.total() : last;
            }
            if (completion.ending() != Completion.Ending.END_OF_TURN) {
                why = "ended by " + completion.ending();
                continue;
            }
            String text = attempt.constraint().parts().stream().map(Part::text).collect(Collectors.joining());
            Optional<String> refusal = ClauseCheck.refusal(attempt.constraint(), text);
            if (refusal.isEmpty()) {
                fits.add(new Fit(attempt.constraint(), ClauseCheck.score(attempt.constraint())));
            } else {
                why = refusal.get();
            }
        }
        Optional<List<Part>> best = fits.stream()
                .max(Comparator.comparingDouble(Fit::score))
                .map(fit -> fit.constraint().parts());
        return new Outcome(best, best.isPresent() ? "" : why, read, written, first, last);
    }

    /** Stops what still runs. */
    @Override
    public void close() {
        attempts.forEach(attempt -> attempt.generation().cancel());
    }
}
