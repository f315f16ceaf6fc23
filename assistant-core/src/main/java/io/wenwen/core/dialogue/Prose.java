package io.wenwen.core.dialogue;

import io.wenwen.core.kernel.Completion;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was written, with the proof of every fact in it.
 *
 * @param text the whole, as streamed
 * @param sentences one for each clause, in order
 * @param promptTokens read by the model for this prose, 0 where it was not asked
 * @param tokens written by the model for this prose, those of refused wordings included
 * @param decoding from the first token of any clause to the end of the last, zero where the model was not asked
 */
public record Prose(
        String text, List<Sentence> sentences, int promptTokens, Completion.Tokens tokens, Duration decoding) {

    public Prose {
        sentences = List.copyOf(sentences);
    }

    /** Every slot shown, in reading order. */
    public List<Slot> slots() {
        return sentences.stream().flatMap(s -> s.slots().stream()).toList();
    }

    /** Tokens written by the model, however they came about. */
    public int generatedTokens() {
        return tokens.all();
    }

    /**
     * Tokens that the model sampled a second, all clauses together; those that were forced or guessed beforehand do not count. Empty
     * where the model sampled none.
     */
    public OptionalDouble tokensPerSecond() {
        return tokens.sampled() == 0 || decoding.isZero()
                ? OptionalDouble.empty()
                : OptionalDouble.of(tokens.sampled() * 1e9 / decoding.toNanos());
    }

    /** True if at least one sentence is in the model's words: only then is the level {@code full} honest. */
    public boolean byModel() {
        return sentences.stream()
                .anyMatch(s -> s.wording() == Sentence.Wording.MODEL || s.wording() == Sentence.Wording.CACHED);
    }

    /**
     * One clause as written.
     *
     * @param parts words and facts in reading order
     * @param why why the model's wording was not used; empty where it was, or where none was asked for
     */
    public record Sentence(List<Clause.Part> parts, Wording wording, String why) {

        public Sentence {
            parts = List.copyOf(parts);
        }

        /** Whose words they are. */
        public enum Wording {
            /** The model's, now. */
            MODEL,
            /** The model's, from an equal clause before. */
            CACHED,
            /** A pattern's, because there is no model or its wording was refused. */
            PLAIN,
            /** The planner's own sentence. */
            FIXED
        }

        public String text() {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(part.text()));
            return text.toString();
        }

        public List<Slot> slots() {
            return parts.stream()
                    .filter(Clause.Part.Fact.class::isInstance)
                    .map(part -> ((Clause.Part.Fact) part).slot())
                    .toList();
        }
    }
}
