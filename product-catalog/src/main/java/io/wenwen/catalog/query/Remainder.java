package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Segmenter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What no rule and no word of the shop explains: words to rank by, and perhaps the thing that the shop does not have. */
final class Remainder {

    private static final double SURE = 0.8;
    private static final double SURE_AGAINST_CONTEXT = 0.95;
    private static final int LONGEST_THING = 12;

    /** Words of their own, not a noun with 子. */
    private static final Set<String> OTHERS = Set.of("包子", "面子", "镜子", "车子", "油子", "茶子", "石头", "鱼头", "琴头", "面头");

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
            if (Negations.rulesOut(folded, tokens, gap)) {
                continue;
            }
            Noun ending = ending(gap.start(), gap.end(), context);
            if (ending != null) {
                return ending;
            }
            List<Segmenter.Word> words = lexicon.segmenter().cut(folded.substring(gap.start(), gap.end()));
            for (int w = words.size() - 1; w >= 0; w--) {
                Segmenter.Word word = words.get(w);
                Noun noun = word.text().length() < 2
                        ? null
                        : noun(word.text(), gap.start() + word.start(), gap.start() + word.end(), context);
                if (noun == null && !context) {
                    noun = diminutive(word.text(), gap.start() + word.start(), gap.start() + word.end());
                }
                if (noun != null) {
                    return noun;
                }
            }
        }
        return null;
    }

    /** 乳胶枕头 ends in 枕头, that is 枕, which is in 被枕. */
    private @Nullable Noun ending(int start, int end, boolean context) {
        Set<Integer> begins = new HashSet<>();
        for (Segmenter.Word word : lexicon.segmenter().cut(folded.substring(start, end))) {
            begins.add(start + word.start());
        }
        for (int length = Math.min(4, end - start); length > 0; length--) {
            if (length == 2 && !begins.contains(end - length)) {
                continue;
            }
            String text = folded.substring(end - length, end);
            Noun noun = noun(text, start, end, context);
            if (noun == null && length == 2 && "子头儿".indexOf(text.charAt(1)) >= 0 && !OTHERS.contains(text)) {
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
        if (text.length() == 1 && LexiconPhrases.NOUNS.indexOf(text.charAt(0)) < 0) {
            return null;
        }
        return known(text, context)
                .map(g -> new Noun(g, new Constraint.Span(start, end)))
                .orElse(null);
    }

    /** 粽子 is 粽 where titles of one category alone end in that. */
    private @Nullable Noun diminutive(String text, int start, int end) {
        if (text.length() != 2 || "子儿".indexOf(text.charAt(1)) < 0) {
            return null;
        }
        return lexicon.nouns()
                .category(text.substring(0, 1))
                .filter(g -> g.share() >= SURE_AGAINST_CONTEXT && g.titles() >= 3)
                .map(g -> new Noun(g, new Constraint.Span(start, end)))
                .orElse(null);
    }

    private java.util.Optional<TitleNouns.Guess> known(String text, boolean context) {
        return lexicon.nouns()
                .category(text)
                .filter(g -> g.share() >= (context ? SURE_AGAINST_CONTEXT : SURE) && (!context || g.titles() >= 3));
    }

    void explained(Constraint.Span span) {
        explained = span;
    }

    /** A value said in part, and where. */
    record Part(Meaning.Value value, Constraint.Span span, boolean ruledOut) {}

    /** 声波 for 声波震动: unexplained words with which exactly one value of the category begins or ends. */
    List<Part> parts(String category) {
        List<Part> parts = new ArrayList<>();
        for (Constraint.Span gap : List.copyOf(gaps)) {
            if (gap.equals(explained)) {
                continue;
            }
            for (Segmenter.Word word : lexicon.segmenter().cut(folded.substring(gap.start(), gap.end()))) {
                Meaning.Value value =
                        word.text().length() >= 2 && Segmenter.isHan(word.text().charAt(0))
                                ? lexicon.partly(category, word.text())
                                : null;
                if (value != null) {
                    Constraint.Span span = new Constraint.Span(gap.start() + word.start(), gap.start() + word.end());
                    parts.add(new Part(value, span, Negations.rulesOut(folded, tokens, gap)));
                    if (span.equals(gap)) {
                        gaps.remove(gap);
                    }
                }
            }
        }
        return parts;
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
        spans.removeIf(s -> Negations.rulesOut(folded, tokens, s));
        if (out != null) {
            spans.removeIf(s -> s.start() >= out.start() && s.end() <= out.end());
        }
        spans.sort(java.util.Comparator.comparingInt(Constraint.Span::start));
        return spans;
    }

    /** The unexplained stretches as typed, and the noun that a category was concluded from: 曲奇 ranks among 糕点. */
    String text(String message, List<Constraint.Span> unexplained) {
        List<Constraint.Span> spans = new ArrayList<>(unexplained);
        Constraint.Span noun = explained;
        if (noun != null && spans.stream().noneMatch(s -> s.start() < noun.end() && noun.start() < s.end())) {
            spans.add(noun);
            spans.sort(java.util.Comparator.comparingInt(Constraint.Span::start));
        }
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
            if (Negations.rulesOut(folded, tokens, gap)) {
                continue;
            }
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
