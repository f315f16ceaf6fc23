package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import io.wenwen.catalog.analysis.Segmenter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Covers a message with the phrases of the shop, function words and amounts: of all ways that do not overlap the one with the
 * longest phrases (greatest sum of squared lengths).
 */
final class Tokens {

    /** Single characters that are never part of a longer word worth keeping. */
    private static final String PARTICLES = "的了吗呢吧么、?!.,，。？！也";

    private final Lexicon lexicon;
    private final Amounts amounts;

    Tokens(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.amounts = new Amounts(lexicon.units());
    }

    /** A candidate over the compact text. */
    private record Candidate(int start, int end, double weight, Token token) {}

    List<Token> of(String message) {
        String text = Folding.fold(message);
        int[] origin = new int[text.length() + 1];
        StringBuilder compacted = new StringBuilder(text.length());
        int[] place = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            place[i] = compacted.length();
            if (!Character.isWhitespace(text.charAt(i))) {
                origin[compacted.length()] = i;
                compacted.append(text.charAt(i));
            }
        }
        place[text.length()] = compacted.length();
        origin[compacted.length()] = text.length();
        String compact = compacted.toString();
        Set<Integer> singles = new HashSet<>();
        Set<Integer> lasts = new HashSet<>();
        for (Segmenter.Word word : lexicon.segmenter().cut(text)) {
            if (word.end() - word.start() == 1) {
                singles.add(word.start());
            } else {
                lasts.add(word.end() - 1);
            }
        }
        List<List<Candidate>> ending = new ArrayList<>(Collections.nCopies(compact.length() + 1, List.of()));
        for (int i = 0; i < compact.length(); i++) {
            int start = i;
            lexicon.phrases.at(compact, i, (end, meanings) -> {
                List<Meaning> fitting = new ArrayList<>(meanings);
                if (whole(text, origin, start, end)) {
                    if (end - start == 1
                            && (lasts.contains(origin[start])
                                    || !stands(compact, start, singles.contains(origin[start])))) {
                        fitting.clear();
                    }
                    if (!fitting.isEmpty()) {
                        put(ending, start, end, 1.35, token(origin, start, end, fitting, List.of(), null));
                    }
                }
            });
            FunctionWords.PHRASES.at(compact, i, (end, roles) -> {
                boolean word = end - start > 1
                        || singles.contains(origin[start])
                        || PARTICLES.indexOf(compact.charAt(start)) >= 0;
                if (word && whole(text, origin, start, end)) {
                    put(ending, start, end, 1, token(origin, start, end, List.of(), roles, null));
                }
            });
        }
        for (Amount amount : amounts.find(text)) {
            int start = place[amount.start()];
            int end = place[amount.end()];
            if (end > start) {
                boolean firm = amount.compared() || amount.money() || amount.unit() != null;
                put(
                        ending,
                        start,
                        end,
                        amount.compared() ? 1.3 : firm ? 1.1 : 0.5,
                        new Token(amount.start(), amount.end(), List.of(), List.of(), amount));
            }
        }
        return best(compact.length(), ending);
    }

    private static Token token(
            int[] origin,
            int start,
            int end,
            List<Meaning> meanings,
            List<FunctionWords.Role> roles,
            @Nullable Amount amount) {
        return new Token(origin[start], origin[end - 1] + 1, meanings, roles, amount);
    }

    private static void put(List<List<Candidate>> ending, int start, int end, double factor, Token token) {
        List<Candidate> here = ending.get(end);
        if (here.isEmpty()) {
            here = new ArrayList<>(4);
            ending.set(end, here);
        }
        double length = end - start;
        here.add(new Candidate(start, end, length * length * factor, token));
    }

    /** False where a Latin word or number would be cut in two. */
    private static boolean whole(String text, int[] origin, int start, int end) {
        int from = origin[start];
        int last = origin[end - 1];
        boolean cutsLeft = from > 0 && latin(text.charAt(from)) && latin(text.charAt(from - 1));
        boolean cutsRight = last + 1 < text.length() && latin(text.charAt(last)) && latin(text.charAt(last + 1));
        return !cutsLeft && !cutsRight;
    }

    private static boolean latin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** One character is a word of its own only if the segmenter says so or a particle follows; one letter only as a size. */
    private static boolean stands(String compact, int at, boolean single) {
        char next = at + 1 < compact.length() ? compact.charAt(at + 1) : ' ';
        if (latin(compact.charAt(at))) {
            return "码号的,。 ".indexOf(next) >= 0;
        }
        return single || "的色款码号式".indexOf(next) >= 0;
    }

    private static List<Token> best(int length, List<List<Candidate>> ending) {
        double[] score = new double[length + 1];
        Candidate[] chosen = new Candidate[length + 1];
        for (int end = 1; end <= length; end++) {
            score[end] = score[end - 1];
            for (Candidate candidate : ending.get(end)) {
                double with = score[candidate.start()] + candidate.weight();
                if (with > score[end]) {
                    score[end] = with;
                    chosen[end] = candidate;
                }
            }
        }
        List<Token> tokens = new ArrayList<>();
        int at = length;
        while (at > 0) {
            Candidate candidate = chosen[at];
            if (candidate == null) {
                at--;
            } else {
                tokens.add(merged(candidate, ending.get(at)));
                at = candidate.start();
            }
        }
        Collections.reverse(tokens);
        return tokens;
    }

    /** A phrase of the shop may be a function word as well (热销 as a category, 也). */
    private static Token merged(Candidate chosen, List<Candidate> sameEnd) {
        Token token = chosen.token();
        for (Candidate other : sameEnd) {
            if (other != chosen && other.start() == chosen.start() && token.amount() == null) {
                List<Meaning> meanings = new ArrayList<>(token.meanings());
                meanings.addAll(other.token().meanings());
                List<FunctionWords.Role> roles = new ArrayList<>(token.roles());
                roles.addAll(other.token().roles());
                token = new Token(token.start(), token.end(), meanings, roles, null);
            }
        }
        return token;
    }
}
