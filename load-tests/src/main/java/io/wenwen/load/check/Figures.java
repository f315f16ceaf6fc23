package io.wenwen.load.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds amounts in prose, written in digits or in Chinese number words. */
final class Figures {

    /** An amount with what follows it: 两百元 is 200 and 元; {@code bounded} ordinals and idioms are left out. */
    record Figure(String words, BigDecimal value, String unit, int start, int end) {}

    private static final Map<Character, Integer> DIGITS = Map.ofEntries(
            Map.entry('零', 0),
            Map.entry('〇', 0),
            Map.entry('一', 1),
            Map.entry('二', 2),
            Map.entry('两', 2),
            Map.entry('三', 3),
            Map.entry('四', 4),
            Map.entry('五', 5),
            Map.entry('六', 6),
            Map.entry('七', 7),
            Map.entry('八', 8),
            Map.entry('九', 9));
    private static final Map<Character, Long> SCALES = Map.of('十', 10L, '百', 100L, '千', 1_000L, '万', 10_000L);
    private static final String UNITS =
            "元|块钱|块|分钱|角|折|成|%|％|个点|倍|天|日|小时|分钟|个月|年|周|克|千克|公斤|斤|两|毫升|升|厘米|毫米|米|寸|英寸|瓦|毫安|度|层|件|款|个|种|双|条|只|台|包|盒|瓶|支|片|颗星|星|分|人|次|岁|点";
    private static final Pattern LATIN = Pattern.compile("[0-9]+(?:[.,][0-9]+)*\\s*(?:" + UNITS + "|[A-Za-z]{1,4})?");
    private static final Pattern WORDS = Pattern.compile("[零〇一二两三四五六七八九十百千万半]+(?:点[零一二三四五六七八九]+)?(" + UNITS + ")?");
    /** Number words that count nothing. */
    private static final Pattern IDIOMS = Pattern.compile(
            "第[一二三四五六七八九十]+|一(?:下|些|样|般|直|起|定|点|种|切|边|整|流|方面|共|旦|律|口气|目了然|应俱全|举|会儿?|键|体|家|身|年四季|手|心|次性|时|天到晚|来)|之一|"
                    + "万一|千万(?!元)|百分之百|十分|百搭|四季|三餐|两者|两样|三者|四件套|三件套|七夕|五谷|八角|十足|十全|三合一|二合一|一半|双十一|双11|万能|九分|七分|五分|千层|百褶|三角|四角|一字|八字|五官|六一|一人食|半身|半袖|半高|半圆|半裙|二手|一代|三文鱼|千鸟|百合|百货|千元机|半成品|半开|一体|两用|两面|双面|三防|四面|一线|半(?=糖|透)|一(?=款|个|件|只|台|双|条|把|份|瓶|盒|支|包|套|本|张|块(?!钱)|副|顶|盏|枚|位|句|步|段)");

    private Figures() {}

    static List<Figure> in(String text) {
        String plain = halfWidth(text);
        List<Figure> figures = new ArrayList<>();
        Matcher latin = LATIN.matcher(plain);
        while (latin.find()) {
            String words = latin.group();
            int digits = 0;
            while (digits < words.length() && ".,0123456789".indexOf(words.charAt(digits)) >= 0) {
                digits++;
            }
            BigDecimal value = decimal(words.substring(0, digits).replace(",", ""));
            if (value != null) {
                figures.add(new Figure(words, value, words.substring(digits).strip(), latin.start(), latin.end()));
            }
        }
        String rest =
                IDIOMS.matcher(plain).replaceAll(m -> "\u0000".repeat(m.group().length()));
        Matcher words = WORDS.matcher(rest);
        while (words.find()) {
            String unit = words.group(1) == null ? "" : words.group(1);
            String number = words.group().substring(0, words.group().length() - unit.length());
            BigDecimal value = spoken(number);
            boolean bare = unit.isEmpty() && number.length() == 1;
            if (value != null && !bare) {
                figures.add(new Figure(words.group(), value, unit, words.start(), words.end()));
            }
        }
        return figures;
    }

    static String halfWidth(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c >= '！' && c <= '～' ? (char) (c - 0xFEE0) : c);
        }
        return plain.toString();
    }

    private static @Nullable BigDecimal decimal(String digits) {
        try {
            return new BigDecimal(digits).stripTrailingZeros();
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    /** 两百五十 → 250, 半 → 0.5, 三点五 → 3.5, 两百五 → 250. */
    static @Nullable BigDecimal spoken(String words) {
        if (words.equals("半")) {
            return new BigDecimal("0.5");
        }
        if (words.length() > 1 && words.chars().allMatch(c -> DIGITS.containsKey((char) c))) {
            StringBuilder digits = new StringBuilder();
            words.chars().forEach(c -> digits.append(DIGITS.get((char) c)));
            return new BigDecimal(digits.toString());
        }
        int point = words.indexOf('点');
        String whole = point < 0 ? words : words.substring(0, point);
        long total = 0;
        long section = 0;
        long digit = 0;
        long lastScale = 1;
        boolean half = false;
        for (char c : whole.toCharArray()) {
            Integer d = DIGITS.get(c);
            Long scale = SCALES.get(c);
            if (d != null) {
                digit = d;
                if (c == '零' || c == '〇') {
                    lastScale = 10;
                }
            } else if (scale != null) {
                long times = digit == 0 ? 1 : digit;
                if (scale == 10_000L) {
                    total += (section + digit == 0 ? 1 : section + digit) * scale;
                    section = 0;
                } else {
                    section += times * scale;
                }
                lastScale = scale;
                digit = 0;
            } else if (c == '半') {
                half = true;
            }
        }
        long tail = digit > 0 && lastScale >= 100 ? digit * lastScale / 10 : digit;
        BigDecimal value = BigDecimal.valueOf(total + section + tail);
        if (half) {
            value = value.add(new BigDecimal("0.5"));
        }
        if (point >= 0) {
            StringBuilder fraction = new StringBuilder("0.");
            for (char c : words.substring(point + 1).toCharArray()) {
                Integer d = DIGITS.get(c);
                if (d == null) {
                    return null;
                }
                fraction.append(d);
            }
            value = value.add(new BigDecimal(fraction.toString()));
        }
        return value.stripTrailingZeros();
    }
}
