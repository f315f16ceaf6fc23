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
import org.jspecify.annotations.Nullable;

/** One clause in the model's hands: some tails are sampled side by side and the best of those that pass the check is taken. */
final class ClauseWording implements AutoCloseable {

    /** What came of it: parts behind the opening, or why there are none. */
    record Outcome(
            Optional<List<Part>> rest,
            String why,
            int promptTokens,
            Completion.Tokens tokens,
            Duration first,
            Duration last) {}

    /** @param constraint {@code null} where the model runs elsewhere and takes none */
    private record Attempt(@Nullable SlotConstraint constraint, Generation generation) {}

    private record Fit(List<Part> parts, double score) {}

    /** Beside the slots and the longest free text, for a model that uses another tokenizer. */
    private static final int REMOTE_TOKENS = 64;

    private final FreeText free;
    private final List<Slot> slots;
    private final int required;
    private final String opening;
    private final List<Attempt> attempts = new ArrayList<>();

    ClauseWording(LanguageModel model, FreeText free, Clause.Worded clause, List<Part> opening, long seed, int tails) {
        this.free = free;
        this.slots = new ArrayList<>();
        slots.add(clause.name());
        slots.addAll(clause.facts());
        this.required = Math.min(2, slots.size());
        this.opening = opening.stream().map(Part::text).collect(Collectors.joining());
        Tokenizer tokenizer = model.tokenizer();
        Prompt prompt = tokenizer != null
                ? ClausePrompt.of(clause, opening)
                : ClausePrompt.withoutConstraint(clause, opening, free);
        for (int tail = 0; tail < tails; tail++) {
            SlotConstraint constraint = tokenizer == null ? null : new SlotConstraint(tokenizer, free, slots, required);
            Sampling sampling = new Sampling(0.8, 40, 0.92, 1.1, seed * 31 + tail);
            int budget = constraint != null ? constraint.tokenBudget() : remoteBudget();
            attempts.add(new Attempt(
                    constraint,
                    model.start(new GenerationRequest(prompt, sampling, budget, List.of(), constraint, piece -> {}))));
        }
    }

    private int remoteBudget() {
        int characters = opening.length() + free.lengths().most();
        for (Slot slot : slots) {
            characters += slot.text().length();
        }
        return characters + REMOTE_TOKENS;
    }

    /** Waits for all tails, at most so long. */
    Outcome await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        List<Fit> fits = new ArrayList<>();
        String why = "";
        int read = 0;
        Completion.Tokens written = Completion.Tokens.NONE;
        Duration first = atMost;
        Duration last = Duration.ZERO;
        for (Attempt attempt : attempts) {
            Completion completion = attempt.generation().await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            read += completion.promptTokens();
            written = written.plus(completion.tokens());
            if (completion.generatedTokens() > 0) {
                first = completion.timeToFirstToken().compareTo(first) < 0 ? completion.timeToFirstToken() : first;
                last = completion.total().compareTo(last) > 0 ? completion.total() : last;
            }
            if (completion.ending() != Completion.Ending.END_OF_TURN) {
                why = "ended by " + completion.ending();
                continue;
            }
            switch (judge(attempt, completion)) {
                case ClauseCheck.Verdict.Fit(List<Part> parts) -> fits.add(fit(attempt, parts));
                case ClauseCheck.Verdict.Refused(String reason) -> why = reason;
            }
        }
        Optional<List<Part>> best =
                fits.stream().max(Comparator.comparingDouble(Fit::score)).map(Fit::parts);
        return new Outcome(best, best.isPresent() ? "" : why, read, written, first, last);
    }

    /** The one way for every text: what it is made of is read from the text itself. */
    private ClauseCheck.Verdict judge(Attempt attempt, Completion completion) {
        SlotConstraint constraint = attempt.constraint();
        if (constraint == null) {
            return ClauseCheck.judge(free, slots, required, behindOpening(completion.text()));
        }
        Optional<String> notLed = ClauseCheck.notLed(constraint);
        if (notLed.isPresent()) {
            return new ClauseCheck.Verdict.Refused(notLed.get());
        }
        String text = constraint.parts().stream().map(Part::text).collect(Collectors.joining());
        return ClauseCheck.judge(free, slots, required, text);
    }

    /** The first sentence of a text that may repeat the opening, written as the constraint would write it. */
    private String behindOpening(String whole) {
        String text = whole.strip();
        if (text.startsWith(opening.strip())) {
            text = text.substring(opening.strip().length()).strip();
        }
        int end = text.indexOf(free.periodText());
        if (end >= 0) {
            text = text.substring(0, end + free.periodText().length());
        }
        return free.joined(text);
    }

    private static Fit fit(Attempt attempt, List<Part> parts) {
        SlotConstraint constraint = attempt.constraint();
        if (constraint != null) {
            return new Fit(parts, ClauseCheck.score(constraint.chosen(), constraint.freeLength()));
        }
        long facts = parts.stream().filter(Part.Fact.class::isInstance).count();
        int words = parts.stream()
                .filter(Part.Words.class::isInstance)
                .mapToInt(part -> part.text().length())
                .sum();
        return new Fit(parts, ClauseCheck.score((int) facts, words));
    }

    /** Stops what still runs. */
    @Override
    public void close() {
        attempts.forEach(attempt -> attempt.generation().cancel());
    }
}
