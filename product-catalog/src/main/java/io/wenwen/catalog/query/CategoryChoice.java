package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Segmenter;
import io.wenwen.catalog.query.FunctionWords.Role;
import io.wenwen.catalog.query.Meaning.Strength;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the categories named in a message is the one wanted: the most specific of a path, else the head of the phrase (the last
 * one), not one that only says what the thing is for (装电脑的包) or is the front of another word (手机+支架).
 */
final class CategoryChoice {

    /** Last characters of words for what goes with a thing: 手机壳 is no 手机. */
    private static final String ACCESSORY = "壳套膜架盒柜垫罩贴刷袋链绳扣芯带线盖撑挂钩座托箱篮布油液剂粉器机网桶板夹筒条片台桌椅仪针票卡水";

    private static final Set<String> ACCESSORIES =
            Set.of("配件", "支架", "伴侣", "清洁", "收纳", "保养", "维修", "充电", "专用", "用品", "模型", "玩偶");

    private static final String MEASURES = "包瓶盒箱盆壶杯碗盘罐袋桶床盏";
    private static final String COUNTS = "一二两三四五六七八九十几半每整0123456789";

    private final Lexicon lexicon;
    private final String message;
    private final List<Token> tokens;
    private final boolean[] negated;

    CategoryChoice(Lexicon lexicon, String message, List<Token> tokens, boolean[] negated) {
        this.lexicon = lexicon;
        this.message = message;
        this.tokens = tokens;
        this.negated = negated;
    }

    /** The token that names it and the category's name. */
    record Choice(int token, String category, double score) {}

    @Nullable
    Choice choose() {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String name = name(tokens.get(i));
            if (name != null && !negated[i] && !frontOfAnotherWord(i) && !measuring(tokens.get(i))) {
                choices.add(new Choice(i, name, 0));
            }
        }
        choices.removeIf(c -> choices.stream().anyMatch(o -> lexicon.within(o.category(), c.category())));
        return choices.stream()
                .map(c -> new Choice(c.token(), c.category(), score(c, choices)))
                .max(Comparator.comparingDouble(Choice::score).thenComparingInt(Choice::token))
                .orElse(null);
    }

    /** The category that a token names: the catalogue's own word before everyday ones, the larger before the smaller. */
    @Nullable
    String name(Token token) {
        return token.meaning(Meaning.Category.class).stream()
                .max(Comparator.comparing((Meaning.Category c) -> c.strength())
                        .thenComparing(c -> lexicon.size(c.name())))
                .map(Meaning.Category::name)
                .orElse(null);
    }

    /** 来一包五斤装的: the 包 counts. */
    private boolean measuring(Token token) {
        return token.end() - token.start() == 1
                && token.start() > 0
                && MEASURES.indexOf(message.charAt(token.start())) >= 0
                && COUNTS.indexOf(message.charAt(token.start() - 1)) >= 0
                && token.end() < message.length()
                && tokens.stream().anyMatch(t -> t.start() >= token.end() && !t.equals(token));
    }

    private double score(Choice choice, List<Choice> all) {
        Token token = tokens.get(choice.token());
        Strength strength = token.meaning(Meaning.Category.class).stream()
                .map(Meaning.Category::strength)
                .max(Comparator.naturalOrder())
                .orElse(Strength.EVERYDAY);
        double score = strength == Strength.EXACT ? 1 : strength == Strength.DERIVED ? 0.8 : 0.6;
        boolean value = token.meaning(Meaning.Value.class).stream().anyMatch(v -> v.strength() == Strength.EXACT);
        score -= value && all.size() > 1 ? 1 : 0;
        score -= servesFor(choice.token()) ? 3 : 0;
        score += choice.equals(all.getLast()) ? 1 : 0;
        score += wanted(choice.token()) ? 1.5 : 0;
        return score;
    }

    private boolean servesFor(int at) {
        int i = at - 1;
        // 能装15.6寸的电脑
        while (i >= 0
                && tokens.get(i).end() == tokens.get(i + 1).start()
                && (tokens.get(i).amount() != null
                        || message.startsWith("的", tokens.get(i).start()))) {
            i--;
        }
        boolean before = i >= 0
                && tokens.get(i).is(Role.ServesFor.class)
                && message.substring(tokens.get(i).end(), tokens.get(i + 1).start())
                        .isBlank();
        int end = tokens.get(at).end();
        boolean after = message.startsWith("用", end) || message.startsWith("专用", end);
        return before || after;
    }

    /** 买, 推荐 … stand before it in the same clause with no other category between. */
    private boolean wanted(int at) {
        for (int i = at - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            String text = message.substring(token.start(), token.end());
            String gap = message.substring(token.end(), tokens.get(i + 1).start());
            if (Negations.endsClause(gap) || Negations.clauseToken(text) || token.can(Meaning.Category.class)) {
                return false;
            }
            if (token.is(Role.Wants.class)) {
                return true;
            }
        }
        return false;
    }

    private boolean frontOfAnotherWord(int at) {
        int start = tokens.get(at).end();
        int end = start;
        for (int next = at + 1; end < message.length(); end++) {
            while (next < tokens.size() && tokens.get(next).end() <= end) {
                next++;
            }
            boolean token = next < tokens.size() && tokens.get(next).start() <= end;
            if (!Segmenter.isHan(message.charAt(end)) || (token && !measureWord(tokens.get(next)))) {
                break;
            }
        }
        String rest = message.substring(start, end);
        if (rest.isEmpty() || rest.length() > 5) {
            return false;
        }
        if (tokens.get(at).end() - tokens.get(at).start() == 1) {
            return true;
        }
        if (ACCESSORIES.stream().anyMatch(rest::startsWith)) {
            return true;
        }
        return rest.length() <= 3 && ACCESSORY.indexOf(rest.charAt(rest.length() - 1)) >= 0;
    }

    /** The 支 of 手机支架 is no measure word. */
    private boolean measureWord(Token token) {
        return token.meanings().isEmpty()
                && token.end() - token.start() == 1
                && "支只条件把台张套点".indexOf(message.charAt(token.start())) >= 0;
    }
}
