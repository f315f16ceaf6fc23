package io.wenwen.core.dialogue;

import io.wenwen.core.dialogue.Clause.Part;
import io.wenwen.core.dialogue.Prose.Sentence;
import io.wenwen.core.dialogue.Prose.Sentence.Wording;
import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.text.Tokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialogue's front door to prose: planned clauses go in, a text whose every fact is proven comes out. Thread-safe; keep one
 * for the life of the application, since compiled lexicons and worded clauses are kept in it.
 */
public final class ProseWriter {

    private static final Logger log = LoggerFactory.getLogger(ProseWriter.class);
    private static final int CACHED_CLAUSES = 5_000;
    private static final int TAILS = 2;

    private final FreeTexts freeTexts = new FreeTexts();
    private final ClauseCache cache = new ClauseCache(CACHED_CLAUSES);

    /** Compiles what can be compiled before the first answer; takes about a second for a model and a large shop. */
    public void prepare(LanguageModel model, Lexicon lexicon) {
        Tokenizer tokenizer = model.tokenizer();
        for (Language language : Language.values()) {
            freeTexts.of(tokenizer, lexicon, language, true);
            freeTexts.of(tokenizer, lexicon, language, false);
        }
    }

    /**
     * Writes the clauses in order. All clauses for the model are started at once and decoded as one batch. An opening is heard
     * at once, the words behind it when they have passed the check; later clauses wait for earlier ones.
     *
     * @param model {@code null} where there is none: patterns word everything
     * @param seed the same seed, clauses, lexicon and model give the same text while nothing is cached
     * @param deadline clauses that the model has not worded by then are worded by patterns
     * @param out hears the text in order, in pieces that are final; if it throws, the model is stopped
     * @throws InterruptedException the model is stopped
     */
    public Prose write(
            @Nullable LanguageModel model,
            List<? extends Clause> clauses,
            Lexicon lexicon,
            long seed,
            Duration deadline,
            Consumer<String> out)
            throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        List<Draft> drafts = new ArrayList<>();
        try {
            for (int i = 0; i < clauses.size(); i++) {
                drafts.add(draft(model, clauses.get(i), lexicon, seed + i));
            }
            List<Sentence> sentences = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            int read = 0;
            Completion.Tokens written = Completion.Tokens.NONE;
            Duration first = deadline;
            Duration last = Duration.ZERO;
            for (Draft draft : drafts) {
                String opening = text(draft.opening);
                if (!opening.isEmpty()) {
                    out.accept(opening);
                }
                ClauseWording.@Nullable Outcome outcome = draft.wording == null
                        ? null
                        : draft.wording.await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
                if (outcome != null) {
                    read += outcome.promptTokens();
                    written = written.plus(outcome.tokens());
                    first = outcome.first().compareTo(first) < 0 ? outcome.first() : first;
                    last = outcome.last().compareTo(last) > 0 ? outcome.last() : last;
                }
                Sentence sentence = finish(draft, outcome);
                String whole = sentence.text();
                out.accept(whole.substring(opening.length()));
                text.append(whole);
                sentences.add(sentence);
            }
            Duration decoding = last.compareTo(first) > 0 ? last.minus(first) : Duration.ZERO;
            return new Prose(text.toString(), sentences, read, written, decoding);
        } finally {
            for (Draft draft : drafts) {
                if (draft.wording != null) {
                    draft.wording.close();
                }
            }
        }
    }

    /** A clause on its way. */
    private static final class Draft {
        final Clause clause;
        final long seed;
        final List<Part> opening;
        ClauseCache.@Nullable Key key;

        @Nullable
        ClauseWording wording;

        @Nullable
        Sentence ready;

        String why = "";

        Draft(Clause clause, long seed, List<Part> opening) {
            this.clause = clause;
            this.seed = seed;
            this.opening = opening;
        }
    }

    private Draft draft(@Nullable LanguageModel model, Clause clause, Lexicon lexicon, long seed) {
        if (!(clause instanceof Clause.Worded worded)) {
            return new Draft(clause, seed, List.of());
        }
        Draft draft = new Draft(clause, seed, PlainProse.opening(worded, seed));
        if (model == null) {
            draft.why = "no model";
            return draft;
        }
        ClauseCache.Key key = new ClauseCache.Key(
                worded,
                text(draft.opening),
                model.card().name() + "@" + model.card().hash(),
                lexicon.fingerprint());
        draft.key = key;
        Optional<List<Part>> cached = cache.get(key);
        if (cached.isPresent()) {
            draft.ready = new Sentence(cached.get(), Wording.CACHED, "");
            return draft;
        }
        try {
            FreeText free = freeTexts.of(model.tokenizer(), lexicon, worded.language(), worded.move() != Move.NEAREST);
            draft.wording = new ClauseWording(model, free, worded, draft.opening, seed, TAILS);
        } catch (RuntimeException e) {
            log.warn("The model did not take a clause; a pattern words it. Reason: {}", e.toString());
            draft.why = "model refused";
        }
        return draft;
    }

    private Sentence finish(Draft draft, ClauseWording.@Nullable Outcome outcome) {
        if (draft.ready != null) {
            return draft.ready;
        }
        return switch (draft.clause) {
            case Clause.Fixed fixed -> new Sentence(fixed.parts(), Wording.FIXED, "");
            case Clause.Worded worded -> {
                List<Part> parts = new ArrayList<>(draft.opening);
                if (outcome != null && outcome.rest().isPresent()) {
                    parts.addAll(outcome.rest().get());
                    if (draft.key != null) {
                        cache.put(draft.key, parts);
                    }
                    yield new Sentence(parts, Wording.MODEL, "");
                }
                parts.addAll(PlainProse.rest(worded, draft.seed));
                yield new Sentence(parts, Wording.PLAIN, outcome == null ? draft.why : outcome.why());
            }
        };
    }

    private static String text(List<Part> parts) {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }
}
