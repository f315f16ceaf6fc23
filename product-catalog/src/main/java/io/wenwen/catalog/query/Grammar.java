package io.wenwen.catalog.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a message by rules and the words of the loaded catalogue, so the same message read over the same catalogue always means
 * the same. Time grows linearly with the message's length.
 */
public final class Grammar {

    private final Lexicon lexicon;
    private final Tokens tokens;

    public Grammar(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.tokens = new Tokens(lexicon);
    }

    /**
     * Reads one message.
     *
     * @param earlier demands of the conversation so far: they say which category a value belongs to
     */
    public Reading read(String message, List<Constraint> earlier) {
        Sentence sentence = new Sentence(lexicon, message, tokens.of(message), earlier);
        return sentence.read();
    }

    /** In reading order, none twice. */
    static List<Constraint> ordered(List<Constraint> constraints) {
        List<Constraint> ordered = new ArrayList<>();
        constraints.stream()
                .sorted(Comparator.comparingInt(
                        c -> c.span() == null ? Integer.MAX_VALUE : c.span().start()))
                .forEach(c -> {
                    if (ordered.stream().noneMatch(c::sameAs)) {
                        ordered.add(c);
                    }
                });
        return ordered;
    }

    static Set<QuestionForm> forms() {
        return EnumSet.noneOf(QuestionForm.class);
    }
}
