package io.wenwen.catalog.query;

import io.wenwen.catalog.query.FunctionWords.Role;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which named things a message rules out. A negation reaches the next thing named in its clause, and further ones that are joined
 * to it (不要红色和黑色的); in 不要白色的衬衫 it ends at 白色.
 */
final class Negations {

    private static final String CLAUSE_ENDS = "，,。.;；!！?？\n";
    private static final Pattern RULED_OUT =
            Pattern.compile("^\\s*的\\s*[,，]?\\s*(?:就)?(?:不要|别要|不考虑|不买|别买|不选|除外|免了|不行|算了)(?![\\p{IsHan}])");
    private static final Pattern PLAIN = Pattern.compile("(?:不要|不想要|别要|不喜欢|不含|不带|不考虑|拒绝|讨厌|除了|别带)$");
    private static final int LONGEST_GAP = 4;
    /** Characters between what is ruled out and the negation behind it: 的怕摔. */
    private static final int LONGEST_REASON = 7;

    private final String message;
    private final List<Token> tokens;
    private final boolean[] negated;

    private Negations(String message, List<Token> tokens) {
        this.message = message;
        this.tokens = tokens;
        this.negated = new boolean[tokens.size()];
    }

    /** For each token whether it is ruled out. */
    static boolean[] of(String message, List<Token> tokens) {
        Negations negations = new Negations(message, tokens);
        negations.forward();
        negations.backward();
        return negations.negated;
    }

    /** 玻璃的奶瓶不要 rules out glass, not bottles. */
    private boolean ofValue(int noun) {
        if (noun < 1 || !tokens.get(noun).can(Meaning.Category.class)) {
            return false;
        }
        int value = noun >= 2 && message.startsWith("的", tokens.get(noun - 1).start()) ? noun - 2 : noun - 1;
        String between =
                message.substring(tokens.get(value).end(), tokens.get(noun).start());
        return tokens.get(value).can(Meaning.Value.class) && (between.equals("的") || between.isEmpty());
    }

    /** Whether an unexplained stretch is ruled out: 二手的别要, 不要花哨的. */
    static boolean rulesOut(String message, List<Token> tokens, Constraint.Span gap) {
        String before = message.substring(0, gap.start());
        String after = message.substring(gap.end());
        return RULED_OUT.matcher(after).find()
                || tokens.stream()
                        .filter(t -> t.end() == gap.start() && t.is(Role.Negates.class) && t.end() - t.start() > 1)
                        .anyMatch(t -> PLAIN.matcher(before).find());
    }

    private boolean names(Token token) {
        return token.amount() != null
                || token.can(Meaning.Value.class)
                || token.can(Meaning.Brand.class)
                || token.can(Meaning.Category.class);
    }

    private void forward() {
        boolean active = false;
        boolean tight = false;
        boolean hit = false;
        boolean joined = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String gap = gap(i);
            if (endsClause(gap) || gap.strip().length() > (tight ? 0 : LONGEST_GAP)) {
                active = false;
            }
            String text = message.substring(token.start(), token.end());
            if (names(token)) {
                boolean more = !hit || joined || adjacentValue(i, gap);
                if (active && more && !(hit && !token.can(Meaning.Value.class) && !joined)) {
                    negated[i] = true;
                    hit = true;
                    tight = false;
                } else {
                    active = false;
                }
                joined = false;
            } else if ((token.is(Role.Negates.class) || leadsOn(token))
                    && !asksExistence(token, i)
                    && !behindItsWord(i)) {
                active = true;
                hit = false;
                joined = false;
                tight = text.length() == 1;
            } else if (token.is(Role.Joins.class)) {
                joined = true;
            } else if (token.is(Role.Wants.class)
                    || token.is(Role.Replaces.class)
                    || clauseToken(text)
                    || text.startsWith("但")) {
                active = false;
            }
        }
    }

    /** 没有黑色的吗 asks; it rules nothing out. */
    private boolean asksExistence(Token token, int at) {
        String text = message.substring(token.start(), token.end());
        if (!text.equals("没有") && !text.equals("没")) {
            return false;
        }
        for (int i = at + 1; i < tokens.size(); i++) {
            if (tokens.get(i).role(Role.Asks.class).map(Role.Asks::form).orElse(null) == QuestionForm.YES_NO) {
                return true;
            }
        }
        return false;
    }

    private boolean adjacentValue(int at, String gap) {
        return at > 0
                && gap.isEmpty()
                && tokens.get(at).can(Meaning.Value.class)
                && !tokens.get(at).can(Meaning.Category.class)
                && tokens.get(at - 1).end() == tokens.get(at).start()
                && negated[at - 1]
                && shareAttribute(tokens.get(at), tokens.get(at - 1));
    }

    private static boolean shareAttribute(Token a, Token b) {
        return a.meaning(Meaning.Value.class).stream()
                .anyMatch(x -> b.meaning(Meaning.Value.class).stream()
                        .anyMatch(y -> x.attribute().equals(y.attribute())));
    }

    /** 白色的不要, 红色除外. */
    private void backward() {
        for (int i = 1; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean behind = (token.is(Role.NegatesBefore.class) && !leadsOn(token))
                    || behindItsWord(i)
                    || (token.is(Role.Negates.class) && lastOfClause(i) && token.end() - token.start() > 1);
            if (!behind) {
                continue;
            }
            int j = target(i);
            if (j < 0) {
                continue;
            }
            if (ofValue(j)) {
                negated[message.startsWith("的", tokens.get(j - 1).start()) ? j - 2 : j - 1] = true;
                continue;
            }
            while (j >= 0 && names(tokens.get(j)) && tokens.get(j).amount() == null) {
                negated[j] = true;
                if (j > 0 && tokens.get(j - 1).is(Role.Joins.class)) {
                    j -= 2;
                } else {
                    break;
                }
            }
        }
    }

    /** 四层的 不要有芯的: what it rules out follows. */
    private boolean leadsOn(Token token) {
        return token.is(Role.NegatesBefore.class)
                && message.startsWith("不要", token.end() - 2)
                && token.end() < message.length()
                && Character.isLetterOrDigit(message.charAt(token.end()));
    }

    /** 二手的别要 iPhone: behind 的 and with a pause after it. */
    private boolean behindItsWord(int at) {
        Token token = tokens.get(at);
        return token.is(Role.Negates.class)
                && token.end() - token.start() > 1
                && message.substring(0, token.start()).endsWith("的")
                && (token.end() == message.length() || !Character.isLetterOrDigit(message.charAt(token.end())));
    }

    /** What a negation at the end of its clause rules out: 玻璃的不要, 玻璃的怕摔不要, 玻璃的，不要; -1 where nothing. */
    private int target(int negation) {
        int j = negation - 1;
        boolean between = !gap(negation).isBlank();
        int passed = gap(negation).strip().length();
        boolean alone = false;
        while (j >= 0 && passed <= LONGEST_REASON && !names(tokens.get(j))) {
            Token token = tokens.get(j);
            String text = message.substring(token.start(), token.end());
            boolean end = clauseToken(text) || endsClause(gap(j + 1));
            if (end && alone) {
                return -1;
            }
            alone |= end;
            if (!isParticle(token)) {
                if (!end && !token.is(Role.Filler.class)) {
                    return -1;
                }
                between |= !end;
            }
            passed += token.end() - token.start() + gap(j).strip().length();
            between |= !gap(j).isBlank() && !endsClause(gap(j));
            j--;
        }
        if (j < 0 || passed > LONGEST_REASON || !names(tokens.get(j))) {
            return -1;
        }
        boolean possessive = message.startsWith("的", tokens.get(j).end());
        boolean clause = alone
                || endsClause(message.substring(
                        tokens.get(j).end(), tokens.get(negation).start()));
        return (between || clause) && !possessive ? -1 : j;
    }

    private boolean isParticle(Token token) {
        String text = message.substring(token.start(), token.end());
        return text.equals("的") || text.equals("都") || text.equals("就");
    }

    private boolean lastOfClause(int at) {
        if (at + 1 == tokens.size()) {
            return message.substring(tokens.get(at).end()).isBlank()
                    || endsClause(
                            message.substring(tokens.get(at).end()).strip().substring(0, 1));
        }
        Token next = tokens.get(at + 1);
        return endsClause(gap(at + 1)) || clauseToken(message.substring(next.start(), next.end()));
    }

    private String gap(int at) {
        return message.substring(
                at == 0 ? 0 : tokens.get(at - 1).end(), tokens.get(at).start());
    }

    static boolean clauseToken(String text) {
        return text.length() == 1 && CLAUSE_ENDS.contains(text);
    }

    static boolean endsClause(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (CLAUSE_ENDS.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
