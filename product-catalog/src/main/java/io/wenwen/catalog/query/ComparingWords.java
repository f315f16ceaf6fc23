package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Phrases;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words beside a number that say how it compares: 500以内, 至少30小时, under 500 yuan. */
final class ComparingWords {

    static final Phrases<Operator> BEFORE = new Phrases<>();
    static final Phrases<Operator> AFTER = new Phrases<>();
    /** Words that say the number behind them is a price; the value is how it compares if nothing else says. */
    static final Phrases<Operator> PRICE = new Phrases<>();

    static {
        add(BEFORE, Operator.AT_MOST, "不超过", "不要超过", "别超过", "不能超过", "不超", "别超", "不大于", "不高于", "低于", "小于", "少于");
        add(BEFORE, Operator.AT_MOST, "不到", "最多", "最高", "顶多", "至多", "控制在", "上限", "不多于", "不能高于", "不要高于", "别高于", "不贵于");
        add(
                BEFORE,
                Operator.AT_MOST,
                "within",
                "under",
                "below",
                "lessthan",
                "upto",
                "nomorethan",
                "atmost",
                "max",
                "maximum");
        add(
                BEFORE,
                Operator.AT_MOST,
                "cheaperthan",
                "notover",
                "notmorethan",
                "<=",
                "<",
                "≤",
                "轻于",
                "短于",
                "不重于",
                "不长于");
        add(
                BEFORE,
                Operator.AT_LEAST,
                "不低于",
                "不少于",
                "不小于",
                "不要低于",
                "别低于",
                "不能低于",
                "至少",
                "最少",
                "最低",
                "起码",
                "超过",
                "大于",
                "高于");
        add(
                BEFORE,
                Operator.AT_LEAST,
                "多于",
                "over",
                "above",
                "morethan",
                "atleast",
                "minimum",
                "min",
                ">=",
                ">",
                "≥",
                "下限",
                "不下",
                "长于");
        add(BEFORE, Operator.AT_LEAST, "不短于", "不轻于", "longerthan", "heavierthan", "largerthan", "nolessthan");
        add(BEFORE, Operator.ABOUT, "大概", "大约", "约", "差不多", "around", "about", "approximately", "roughly", "接近");
        add(AFTER, Operator.AT_MOST, "以内", "以下", "之内", "之下", "内", "封顶", "打住", "不到", "以里", "往下", "及以下", "或以下", "orless");
        add(AFTER, Operator.AT_MOST, "max", "orbelow", "orunder", "为上限", "左右以内", "都行以内", "朝下");
        add(
                AFTER,
                Operator.AT_LEAST,
                "以上",
                "起步",
                "起",
                "之上",
                "往上",
                "开外",
                "及以上",
                "或以上",
                "+",
                "ormore",
                "朝上",
                "打底",
                "oreabove",
                "orabove");
        add(AFTER, Operator.ABOUT, "左右", "上下", "附近", "前后", "出头", "价位", "档", "档位", "的样子", "这个价位", "的价位", "这个价", "级别");
        add(
                PRICE,
                Operator.AT_MOST,
                "预算",
                "预算是",
                "预算在",
                "预算大概",
                "预算就",
                "budget",
                "budgetof",
                "budgetis",
                "mybudgetis",
                "预算只有");
        add(PRICE, Operator.ABOUT, "价格", "价钱", "价位", "售价", "单价", "均价", "价格在", "价位在", "价格是");
        add(PRICE, Operator.IS, "price", "priced", "pricedat", "¥", "rmb", "¥:");
    }

    private ComparingWords() {}

    private static void add(Phrases<Operator> phrases, Operator operator, String... words) {
        for (String word : words) {
            phrases.add(word, operator);
        }
    }

    /** A phrase found beside a number and where it ends (or begins, to the left). */
    record Hit(Operator operator, int edge) {}

    /** The phrase that stands right behind {@code at}, spaces aside. */
    static @Nullable Hit after(String text, int at) {
        int i = Amounts.skip(text, at);
        if (i >= text.length()) {
            return null;
        }
        if (text.startsWith("钱", i)) {
            i++;
        }
        StringBuilder compact = new StringBuilder();
        int[] edges = new int[Phrases.LONGEST + 1];
        int j = i;
        while (j < text.length() && compact.length() < 12) {
            if (!Character.isWhitespace(text.charAt(j))) {
                compact.append(text.charAt(j));
                edges[compact.length()] = j + 1;
            }
            j++;
        }
        Hit[] hit = {null};
        if (!compact.isEmpty()) {
            AFTER.at(compact.toString(), 0, (to, operators) -> {
                boolean word = Numeral.isLetter(compact.charAt(to - 1))
                        && edges[to] < text.length()
                        && Numeral.isLetter(text.charAt(edges[to]));
                if (hit[0] == null && !operators.isEmpty() && !word && !falseEnd(text, edges[to])) {
                    hit[0] = new Hit(operators.getFirst(), edges[to]);
                }
            });
        }
        return hit[0];
    }

    /** 内存, 内裤, 起泡: the comparing word is the beginning of another. */
    private static boolean falseEnd(String text, int edge) {
        char last = text.charAt(edge - 1);
        if (edge >= text.length()) {
            return false;
        }
        char next = text.charAt(edge);
        return switch (last) {
            case '内' -> "存裤衣胆容置部外层".indexOf(next) >= 0;
            case '+' -> Numeral.isDigit(next);
            case '起' -> "泡球重动床司士".indexOf(next) >= 0;
            default -> false;
        };
    }

    /** The longest phrase that ends right before {@code at}, spaces aside. */
    static @Nullable Hit before(Phrases<Operator> phrases, String text, int at) {
        StringBuilder compact = new StringBuilder();
        int[] edges = new int[20];
        int i = at - 1;
        while (i >= 0 && compact.length() < 14) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && c != ':') {
                compact.insert(0, c);
                edges[compact.length()] = i;
            }
            i--;
        }
        // 最多花250, 预算在300: a verb may stand between.
        if (!compact.isEmpty() && "花出是在为了要能用有达到撑".indexOf(compact.charAt(compact.length() - 1)) >= 0) {
            Hit hit = before(phrases, text, edges[1]);
            if (hit != null) {
                return hit;
            }
        }
        for (int length = compact.length(); length > 0; length--) {
            String phrase = compact.substring(compact.length() - length);
            List<Operator> operators = phrases.get(phrase);
            int edge = edges[length];
            boolean inside = Numeral.isLetter(phrase.charAt(0)) && edge > 0 && Numeral.isLetter(text.charAt(edge - 1));
            if (!operators.isEmpty() && !inside) {
                return new Hit(operators.getFirst(), edge);
            }
        }
        return null;
    }
}
