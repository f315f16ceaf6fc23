package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Phrases;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds numbers with what they compare to: {@code 500以内}, {@code 两三百块}, {@code 至少30小时}, {@code under 500 yuan}. Knows nothing of
 * the shop but the units that its catalogue uses.
 */
final class Amounts {

    private static final Pattern MEMORY =
            Pattern.compile("(\\d{1,2})\\s*(?:gb?)?\\s*[+＋]\\s*(\\d{1,4})\\s*(gb?|tb?)?(?![a-z0-9])");

    private static final Phrases<Operator> BEFORE = new Phrases<>();
    private static final Phrases<Operator> AFTER = new Phrases<>();
    private static final Set<String> MONEY = Set.of("元", "块", "块钱", "圆", "rmb", "人民币", "cny", "yuan", "元钱", "大洋");
    /** Words that say the number behind them is a price; the value is how it compares if nothing else says. */
    private static final Phrases<Operator> PRICE = new Phrases<>();

    /** 160*230, 160x230, 160乘230. */
    private static final String BY = "*x×乘";

    private static final List<String> JOIN = List.of("到", "至", "-", "~", "—", "–", "～", "to", "and", "和", "与");

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

    /** ℃; what is stood at this or less is stood at lower temperatures as well. */
    private static final double COLD = 15;

    private final Phrases<Boolean> units = new Phrases<>();

    Amounts(Iterable<String> catalogueUnits) {
        Units.all().forEach(u -> units.add(u, true));
        MONEY.forEach(u -> units.add(u, true));
        for (String u : List.of("码", "号", "寸", "岁", "周岁")) {
            units.add(u, true);
        }
        catalogueUnits.forEach(u -> {
            if (!u.isEmpty() && !Numeral.isDigit(u.charAt(0))) {
                units.add(u, true);
            }
        });
    }

    private static void add(Phrases<Operator> phrases, Operator operator, String... words) {
        for (String word : words) {
            phrases.add(word, operator);
        }
    }

    /** Every amount of the folded message, in order, none overlapping another. */
    List<Amount> find(String text) {
        List<Amount> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Amount amount = memory(text, at);
            amount = amount == null ? belowZero(text, at) : amount;
            amount = amount == null && startsNumber(text, at) ? read(text, at) : amount;
            if (amount == null) {
                at = skipWord(text, at);
            } else {
                found.add(amount);
                at = Math.max(amount.end(), at + 1);
            }
        }
        return found;
    }

    /** 8+256, 12G+1T: working memory and storage, as shops of phones write them. */
    private static @Nullable Amount memory(String text, int at) {
        if (!Numeral.isDigit(text.charAt(at))
                || (at > 0 && (latin(text.charAt(at - 1)) || text.charAt(at - 1) == '.'))) {
            return null;
        }
        Matcher memory = MEMORY.matcher(text).region(at, text.length()).useTransparentBounds(true);
        if (!memory.lookingAt()) {
            return null;
        }
        BigDecimal working = new BigDecimal(memory.group(1));
        BigDecimal storage = new BigDecimal(memory.group(2));
        boolean terabytes = String.valueOf(memory.group(3)).startsWith("t");
        if (!terabytes && storage.compareTo(BigDecimal.valueOf(16)) < 0) {
            return null;
        }
        storage = terabytes ? storage.multiply(BigDecimal.valueOf(1024)) : storage;
        return new Amount(at, memory.end(), at, working, storage, Operator.IS, false, Amount.MEMORY, false);
    }

    /** 零下十度, -5℃; 零下五度也能用 means that or lower. */
    private @Nullable Amount belowZero(String text, int at) {
        boolean word = text.startsWith("零下", at);
        boolean sign = text.charAt(at) == '-' && (at == 0 || !latin(text.charAt(at - 1)));
        int start = skip(text, at + (word ? 2 : 1));
        if (!(word || sign)
                || start >= text.length()
                || !startsNumber(text, start) && !Numeral.isDigit(text.charAt(start))) {
            return null;
        }
        Numeral numeral = Numeral.at(text, start);
        if (numeral == null || numeral.isRange()) {
            return null;
        }
        int end = unitEnd(text, numeral.end());
        String unit = unit(text, numeral.end(), end);
        if (unit == null ? !word : !Units.belowZero(unit)) {
            return null;
        }
        BigDecimal number = numeral.low().negate();
        return compared(text, at, end, number, number, false, numeral.about(), unit == null ? "度" : unit, numeral);
    }

    /** Digits inside model names (iphone15, x60) are no amounts: a run of Latin letters and digits is skipped whole. */
    private static int skipWord(String text, int at) {
        int end = at + 1;
        if (latin(text.charAt(at))) {
            while (end < text.length() && latin(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean latin(char c) {
        return Numeral.isDigit(c) || Numeral.isLetter(c);
    }

    private static boolean startsNumber(String text, int at) {
        char c = text.charAt(at);
        if (Numeral.isDigit(c)) {
            return at == 0 || !model(text, at - 1);
        }
        return "零一二三四五六七八九十百千万两几半".indexOf(c) >= 0;
    }

    /** True if what stands before a digit makes it part of a name: a letter, a hyphen behind a letter. */
    private static boolean model(String text, int before) {
        char c = text.charAt(before);
        if (Numeral.isLetter(c)) {
            return !text.substring(0, before + 1).endsWith("rmb");
        }
        return (c == '-' || c == '.') && before > 0 && latin(text.charAt(before - 1));
    }

    private @Nullable Amount read(String text, int at) {
        Numeral first = Numeral.at(text, at);
        if (first == null) {
            return null;
        }
        int afterUnit = unitEnd(text, first.end());
        String unit = unit(text, first.end(), afterUnit);
        if (unit == null && text.startsWith("个半", afterUnit) && unitEnd(text, afterUnit + 2) > afterUnit + 2) {
            unit = "个";
            afterUnit++;
        }
        int end = afterUnit;
        if (end < text.length()
                && BY.indexOf(text.charAt(skip(text, end) < text.length() ? skip(text, end) : end)) >= 0) {
            int next = skip(text, skip(text, end) + 1);
            if (next < text.length() && Numeral.isDigit(text.charAt(next))) {
                return new Amount(
                        at,
                        dimensions(text, next),
                        at,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        Operator.IS,
                        false,
                        Amount.DIMENSIONS,
                        false);
            }
        }
        BigDecimal low = first.low();
        BigDecimal high = first.high();
        boolean range = first.isRange();
        boolean about = first.about();
        Numeral fraction = colloquial(text, first, unit, afterUnit);
        if (fraction != null) {
            low = fraction.low();
            high = low;
            end = fraction.end();
            int behind = unitEnd(text, end);
            if ("个".equals(unit) && behind > end) {
                // 一个半小时: the unit stands behind the half.
                unit = unit(text, end, behind);
                end = behind;
            }
        } else if (!range) {
            Numeral second = second(text, afterUnit);
            if (second != null && !second.isRange()) {
                int secondUnitEnd = unitEnd(text, second.end());
                String secondUnit = unit(text, second.end(), secondUnitEnd);
                Numeral from = first.bare()
                                && !second.bare()
                                && unit == null
                                && first.low().compareTo(second.low()) < 0
                                && first.low().compareTo(BigDecimal.TEN) < 0
                        ? first.times(second.magnitude())
                        : first;
                if (from.low().compareTo(second.low()) < 0) {
                    low = from.low();
                    high = second.high();
                    range = true;
                    unit = secondUnit == null ? unit : secondUnit;
                    end = secondUnitEnd;
                }
            }
        }
        return compared(text, at, end, low, high, range, about, unit, first);
    }

    private @Nullable Amount compared(
            String text,
            int at,
            int end,
            BigDecimal low,
            BigDecimal high,
            boolean range,
            boolean about,
            @Nullable String unit,
            Numeral first) {
        boolean money = unit != null && MONEY.contains(unit);
        Operator operator = about ? Operator.ABOUT : Operator.IS;
        boolean compared = about || range;
        int start = at;
        Hit price = before(PRICE, text, start);
        if (price != null) {
            money = unit == null || money;
            start = price.edge;
        }
        Hit before = before(BEFORE, text, start);
        if (before != null) {
            start = before.edge;
            operator = before.operator;
            compared = true;
            Hit outer = before(PRICE, text, start);
            if (outer != null && (unit == null || money)) {
                money = true;
                start = outer.edge;
            }
        }
        Hit after = after(text, end);
        if (after != null && !(after.edge - end == 1 && text.charAt(after.edge - 1) == '内' && unit == null)) {
            // 至少500以上, 大概500以内: what stands behind the number is more definite than a word before it.
            operator = before != null && after.operator == Operator.ABOUT ? operator : after.operator;
            end = after.edge;
            compared = true;
        } else if (after == null && before == null && also(text, end, unit)) {
            operator = low.doubleValue() <= COLD ? Operator.AT_MOST : Operator.AT_LEAST;
            compared = true;
        } else if (before == null && price != null && !range && !about) {
            operator = price.operator;
            compared = true;
        }
        if (!compared && unit == null && !first.chinese() && price == null) {
            return new Amount(start, end, at, low, high, operator, false, null, false);
        }
        if (first.chinese() && !compared && unit == null) {
            return null;
        }
        if (first.chinese()
                && !compared
                && low.compareTo(BigDecimal.ONE) == 0
                && (money || "片位日".contains(String.valueOf(unit)))) {
            return null;
        }
        return new Amount(start, end, at, low, high, operator, compared, unit, money);
    }

    /** 零下五度也能睡, 100度都不怕: a temperature that must be stood at least. */
    private static boolean also(String text, int end, @Nullable String unit) {
        return unit != null
                && Units.belowZero(unit)
                && List.of("也", "都", "还能", "能用", "可用", "不怕").stream()
                        .anyMatch(w -> text.startsWith(w, skip(text, end)));
    }

    /** 一米八 = 1.8 米, 一斤半 = 1.5 斤, 三块五 = 3.5 块. */
    private static @Nullable Numeral colloquial(String text, Numeral first, @Nullable String unit, int afterUnit) {
        if (unit == null || afterUnit >= text.length() || first.isRange()) {
            return null;
        }
        char c = text.charAt(afterUnit);
        if (c == '半') {
            BigDecimal more = first.low().add(new BigDecimal("0.5"));
            return new Numeral(more, more, 1, true, false, true, afterUnit + 1);
        }
        int tenth = "零一二三四五六七八九".indexOf(c);
        boolean ends = afterUnit + 1 == text.length() || unitless(text.charAt(afterUnit + 1));
        if (tenth > 0 && ends && Set.of("米", "块", "斤").contains(unit)) {
            BigDecimal more = first.low().add(BigDecimal.valueOf(tenth, 1));
            return new Numeral(more, more, 1, true, false, true, afterUnit + 1);
        }
        return null;
    }

    private static boolean unitless(char c) {
        return "个件十百千万条双块".indexOf(c) < 0;
    }

    private static int dimensions(String text, int at) {
        int end = at;
        while (end < text.length() && (latin(text.charAt(end)) || dimension(text, end))) {
            end++;
        }
        return end;
    }

    private static boolean dimension(String text, int at) {
        char c = text.charAt(at);
        boolean between = c == ' '
                && (BY.indexOf(text.charAt(at - 1)) >= 0
                        || (at + 1 < text.length() && BY.indexOf(text.charAt(at + 1)) >= 0));
        return c == '.' || BY.indexOf(c) >= 0 || "厘毫米".indexOf(c) >= 0 || between;
    }

    private static @Nullable Numeral second(String text, int at) {
        int i = skip(text, at);
        for (String join : JOIN) {
            if (text.startsWith(join, i)) {
                int next = skip(text, i + join.length());
                if (next < text.length() && text.charAt(next) == '¥') {
                    next = skip(text, next + 1);
                }
                if (next < text.length() && startsNumber(text, next)
                        || next < text.length() && Numeral.isDigit(text.charAt(next))) {
                    return Numeral.at(text, next);
                }
            }
        }
        return null;
    }

    private static int skip(String text, int at) {
        int i = at;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** End of the unit that stands at {@code at}, spaces allowed before it; {@code at} itself where none does. */
    private int unitEnd(String text, int at) {
        int i = skip(text, at);
        if (i >= text.length()) {
            return at;
        }
        int[] end = {at};
        units.at(text, i, (to, m) -> {
            boolean word = Numeral.isLetter(text.charAt(to - 1)) && to < text.length() && latin(text.charAt(to));
            if (end[0] == at && !word) {
                end[0] = to;
            }
        });
        if (end[0] > at && text.startsWith("起", end[0] - 1)) {
            return at;
        }
        return end[0];
    }

    private static @Nullable String unit(String text, int from, int to) {
        return to == from ? null : text.substring(skip(text, from), to);
    }

    /** A phrase found beside a number and where it ends (or begins, to the left). */
    private record Hit(Operator operator, int edge) {}

    private static @Nullable Hit after(String text, int at) {
        int i = skip(text, at);
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
    private static @Nullable Hit before(Phrases<Operator> phrases, String text, int at) {
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
