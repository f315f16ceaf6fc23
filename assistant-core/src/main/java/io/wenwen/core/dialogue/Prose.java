package io.wenwen.core.dialogue;

import java.util.List;

/**
 * What was written, with the proof of every fact in it.
 *
 * @param text the whole, as streamed
 * @param sentences one for each clause, in order
 * @param promptTokens read by the model for this prose, 0 where it was not asked
 * @param generatedTokens written by the model for this prose, those of refused wordings included
 */
public record Prose(String text, List<Sentence> sentences, int promptTokens, int generatedTokens) {

    public Prose {
        sentences = List.copyOf(sentences);
    }

    /** Every slot shown, in reading order. */
    public List<Slot> slots() {
        return sentences.stream().flatMap(s -> s.slots().stream()).toList();
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
