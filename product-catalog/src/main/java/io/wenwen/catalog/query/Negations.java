package io.wenwen.catalog.query;

import io.wenwen.catalog.query.FunctionWords.Role;
import java.util.List;

/**
 * Which named things a message rules out. A negation reaches the next thing named in its clause, and further ones that are joined
 * to it (不要红色和黑色的); in 不要白色的衬衫 it ends at 白色.
 */
final class Negations {

    private static final String CLAUSE_ENDS = "，,。.;；!！?？\n";
    private static final int LONGEST_GAP = 4;

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
            } else if (token.is(Role.Negates.class) && !asksExistence(token, i)) {
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
            boolean behind = token.is(Role.NegatesBefore.class)
                    || (token.is(Role.Negates.class) && lastOfClause(i) && token.end() - token.start() > 1);
            if (!behind) {
                continue;
            }
            int j = i - 1;
            while (j >= 0 && gap(j + 1).isBlank() && isParticle(tokens.get(j))) {
                j--;
            }
            while (j >= 0
                    && gap(j + 1).isBlank()
                    && names(tokens.get(j))
                    && tokens.get(j).amount() == null) {
                negated[j] = true;
                if (j > 0 && tokens.get(j - 1).is(Role.Joins.class)) {
                    j -= 2;
                } else {
                    break;
                }
            }
        }
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
