package io.wenwen.core.dialogue;

import io.wenwen.core.dialogue.Clause.Part;
import io.wenwen.core.kernel.LanguageModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The dialogue's front door to prose: planned clauses go in, a text whose every fact is proven comes out. Thread-safe. */
public final class ProseWriter {

    /**
     * Writes the clauses in order.
     *
     * @param model {@code null} where there is none: patterns word everything
     * @param seed the same seed, clauses, lexicon and model give the same text
     * @param deadline clauses that the model has not worded by then are worded by patterns
     * @param out hears the text in order, in pieces that are final
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
        List<Prose.Sentence> sentences = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < clauses.size(); i++) {
            Prose.Sentence sentence = switch (clauses.get(i)) {
                case Clause.Fixed fixed -> new Prose.Sentence(fixed.parts(), Prose.Sentence.Wording.FIXED, "");
                case Clause.Worded worded -> plain(worded, seed + i, "no model");
            };
            sentences.add(sentence);
            text.append(sentence.text());
            out.accept(sentence.text());
        }
        return new Prose(text.toString(), sentences, 0, 0);
    }

    private static Prose.Sentence plain(Clause.Worded clause, long seed, String why) {
        List<Part> parts = new ArrayList<>(PlainProse.opening(clause, seed));
        parts.addAll(PlainProse.rest(clause, seed));
        return new Prose.Sentence(parts, Prose.Sentence.Wording.PLAIN, why);
    }
}
