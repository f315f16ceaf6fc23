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

    private static final Set<String> MONEY = Set.of("元", "块", "块钱", "圆", "rmb", "人民币", "cny", "yuan", "元钱", "大洋");
    /** 160*230, 160x230, 160乘230. */
    private static final String BY = "*x×乘";

    private static final List<String> JOIN = List.of("到", "至", "-", "~", "—", "–", "～", "to", "and", "和", "与");

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
        ComparingWords.Hit price = ComparingWords.before(ComparingWords.PRICE, text, start);
        if (price != null) {
            money = unit == null || money;
            start = price.edge();
        }
        ComparingWords.Hit before = ComparingWords.before(ComparingWords.BEFORE, text, start);
        if (before != null) {
            start = before.edge();
            operator = before.operator();
            compared = true;
            ComparingWords.Hit outer = ComparingWords.before(ComparingWords.PRICE, text, start);
            if (outer != null && (unit == null || money)) {
                money = true;
                start = outer.edge();
            }
        }
        ComparingWords.Hit after = ComparingWords.after(text, end);
        if (after != null && !(after.edge() - end == 1 && text.charAt(after.edge() - 1) == '内' && unit == null)) {
            // 至少500以上, 大概500以内: what stands behind the number is more definite than a word before it.
            operator = before != null && after.operator() == Operator.ABOUT ? operator : after.operator();
            end = after.edge();
            compared = true;
        } else if (after == null && before == null && also(text, end, unit)) {
            operator = low.doubleValue() <= COLD ? Operator.AT_MOST : Operator.AT_LEAST;
            compared = true;
        } else if (before == null && price != null && !range && !about) {
            operator = price.operator();
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

    static int skip(String text, int at) {
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
}
