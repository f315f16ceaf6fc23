package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Segmenter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What no rule and no word of the shop explains: words to rank by, and perhaps the thing that the shop does not have. */
final class Remainder {

    private static final double SURE = 0.8;
    private static final double SURE_AGAINST_CONTEXT = 0.95;
    private static final int LONGEST_THING = 12;

    private final Lexicon lexicon;
    private final String folded;
    private final List<Token> tokens;
    private final List<Constraint.Span> gaps = new ArrayList<>();
    private Constraint.@Nullable Span explained;

    Remainder(Lexicon lexicon, String folded, List<Token> tokens) {
        this.lexicon = lexicon;
        this.folded = folded;
        this.tokens = tokens;
        int at = 0;
        for (Token token : tokens) {
            gap(at, token.start());
            at = token.end();
        }
        gap(at, folded.length());
    }

    private void gap(int from, int to) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || !Character.isLetterOrDigit(folded.charAt(i))) {
                if (i > start) {
                    gaps.add(new Constraint.Span(start, i));
                }
                start = i + 1;
            }
        }
    }

    /** A noun that titles of one category end in, and where it stands. */
    record Noun(TitleNouns.Guess guess, Constraint.Span span) {}

    /** The last unexplained noun that nearly always means one category. */
    @Nullable
    Noun noun(boolean context) {
        for (int i = gaps.size() - 1; i >= 0; i--) {
            Constraint.Span gap = gaps.get(i);
            Noun ending = ending(gap.start(), gap.end(), context);
            if (ending != null) {
                return ending;
            }
            List<Segmenter.Word> words = lexicon.segmenter().cut(folded.substring(gap.start(), gap.end()));
            for (int w = words.size() - 2; w >= 0; w--) {
                Segmenter.Word word = words.get(w);
                Noun noun = word.text().length() < 2
                        ? null
                        : noun(word.text(), gap.start() + word.start(), gap.start() + word.end(), context);
                if (noun != null) {
                    return noun;
                }
            }
        }
        return null;
    }

    /** 乳胶枕头 ends in 枕头, that is 枕, which is in 被枕. */
    private @Nullable Noun ending(int start, int end, boolean context) {
        for (int length = Math.min(4, end - start); length > 0; length--) {
            String text = folded.substring(end - length, end);
            Noun noun = noun(text, start, end, context);
            if (noun == null && length == 2 && "子头儿".indexOf(text.charAt(1)) >= 0) {
                noun = noun(text.substring(0, 1), start, end, context);
                if (noun == null) {
                    noun = twoNouns(text.charAt(0), start, end);
                }
            }
            if (noun == null && length == 1) {
                noun = twoNouns(text.charAt(0), start, end);
            }
            if (noun != null) {
                return noun;
            }
        }
        return null;
    }

    /** 被枕, 灯具, 鞋靴: a category named by two nouns holds what either ends. */
    private @Nullable Noun twoNouns(char noun, int start, int end) {
        if (LexiconPhrases.NOUNS.indexOf(noun) < 0) {
            return null;
        }
        return lexicon.categories().stream()
                .filter(c -> c.length() == 2 && c.indexOf(noun) >= 0 && "具靴".indexOf(c.charAt(1)) + 1 + nouns(c) > 0)
                .findFirst()
                .map(c -> new Noun(new TitleNouns.Guess(c, SURE, lexicon.size(c)), new Constraint.Span(start, end)))
                .orElse(null);
    }

    private static int nouns(String category) {
        boolean both = LexiconPhrases.NOUNS.indexOf(category.charAt(0)) >= 0
                && LexiconPhrases.NOUNS.indexOf(category.charAt(1)) >= 0;
        return both ? 1 : 0;
    }

    private @Nullable Noun noun(String text, int start, int end, boolean context) {
        return lexicon.nouns()
                .category(text)
                .filter(g -> g.share() >= (context ? SURE_AGAINST_CONTEXT : SURE) && (!context || g.titles() >= 3))
                .map(g -> new Noun(g, new Constraint.Span(start, end)))
                .orElse(null);
    }

    void explained(Constraint.Span span) {
        explained = span;
    }

    /** Gaps, and phrases of the shop that became no demand. */
    List<Constraint.Span> unexplained(boolean[] used) {
        List<Constraint.Span> spans = new ArrayList<>(gaps);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean bareNumber = token.amount() != null && !used[i];
            boolean name = token.meanings().stream().allMatch(Meaning.Name.class::isInstance);
            if ((token.names() && !name && !used[i] && token.roles().isEmpty()) || bareNumber) {
                spans.add(token.span());
            }
        }
        Constraint.Span out = explained;
        if (out != null) {
            spans.removeIf(s -> s.start() >= out.start() && s.end() <= out.end());
        }
        spans.sort(java.util.Comparator.comparingInt(Constraint.Span::start));
        return spans;
    }

    /** The unexplained stretches as typed. */
    String text(String message, List<Constraint.Span> spans) {
        StringBuilder text = new StringBuilder();
        int end = -1;
        for (Constraint.Span span : spans) {
            if (end >= 0 && span.start() > end) {
                text.append(' ');
            }
            text.append(message, span.start(), span.end());
            end = span.end();
        }
        return text.toString();
    }

    /** The last unexplained stretch that can be a noun. */
    @Nullable
    String thing(String message) {
        for (int i = gaps.size() - 1; i >= 0; i--) {
            Constraint.Span gap = gaps.get(i);
            String text = message.substring(gap.start(), gap.end());
            boolean noun = Sentence.han(text) ? text.length() >= 2 : text.length() >= 3;
            if (noun && text.length() <= LONGEST_THING && !text.chars().allMatch(Character::isDigit)) {
                return text;
            }
        }
        return null;
    }

    /** Latin letters and no Chinese. */
    boolean english() {
        return !Sentence.han(folded) && folded.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    }
}
