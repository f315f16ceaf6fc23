package io.wenwen.catalog.query;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number as shoppers write it: {@code 1.5k}, {@code 1万2}, {@code 两百五}, {@code 三四十} (30 to 40), {@code 几百} (100 to 999),
 * {@code 一百多} (100 to 199), {@code 半}.
 *
 * @param low the number, or the lower end
 * @param high equal to {@code low} unless the word itself is a range
 * @param magnitude the magnitude written behind it (100 for 三百, 1000 for 3k), 1 where none; scales 两到 in 两到三百
 * @param bare true for one or more digits without any magnitude
 * @param about the word says "roughly": 三百来
 * @param chinese written in characters
 */
record Numeral(BigDecimal low, BigDecimal high, long magnitude, boolean bare, boolean about, boolean chinese, int end) {

    private static final String DIGITS = "零一二三四五六七八九";

    boolean isRange() {
        return low.compareTo(high) != 0;
    }

    Numeral times(long factor) {
        BigDecimal f = BigDecimal.valueOf(factor);
        return new Numeral(low.multiply(f), high.multiply(f), factor, false, about, chinese, end);
    }

    /** The number that begins at {@code start} of folded text; {@code null} where none does. */
    static @Nullable Numeral at(String text, int start) {
        char c = text.charAt(start);
        Numeral found = c >= '0' && c <= '9' ? arabic(text, start) : chinese(text, start);
        return found == null ? null : tail(text, found);
    }

    private static @Nullable Numeral arabic(String text, int start) {
        int end = start;
        StringBuilder digits = new StringBuilder();
        while (end < text.length() && digits.length() < 12) {
            char c = text.charAt(end);
            if (isDigit(c)) {
                digits.append(c);
            } else if (c == ',' && grouped(text, end)) {
                // 1,299
            } else if (c == '.'
                    && end + 1 < text.length()
                    && isDigit(text.charAt(end + 1))
                    && digits.indexOf(".") < 0) {
                digits.append(c);
            } else {
                break;
            }
            end++;
        }
        if (end < text.length() && isDigit(text.charAt(end))) {
            return null;
        }
        BigDecimal number = new BigDecimal(digits.toString());
        long magnitude = end < text.length() ? magnitude(text, end) : 1;
        if (magnitude == 1) {
            return new Numeral(number, number, 1, true, false, false, end);
        }
        end++;
        number = number.multiply(BigDecimal.valueOf(magnitude));
        if (end < text.length() && isDigit(text.charAt(end)) && text.charAt(end - 1) != 'k') {
            // 1万2, 2千5: the digit counts tenths of the magnitude.
            if (end + 1 == text.length() || !isDigit(text.charAt(end + 1))) {
                number = number.add(BigDecimal.valueOf((text.charAt(end) - '0') * (magnitude / 10)));
                end++;
            }
        }
        return new Numeral(number, number, magnitude, false, false, false, end);
    }

    private static boolean grouped(String text, int comma) {
        if (comma + 3 >= text.length() || (comma + 4 < text.length() && isDigit(text.charAt(comma + 4)))) {
            return false;
        }
        return isDigit(text.charAt(comma + 1)) && isDigit(text.charAt(comma + 2)) && isDigit(text.charAt(comma + 3));
    }

    private static long magnitude(String text, int at) {
        char c = text.charAt(at);
        if (c == 'k') {
            boolean word = at + 1 < text.length() && isLetter(text.charAt(at + 1));
            return word ? 1 : 1000;
        }
        return switch (c) {
            case '百' -> 100;
            case '千' -> at + 1 < text.length() && "克瓦米帕卡".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 1000;
            case '万' -> at + 1 < text.length() && text.charAt(at + 1) == '像' ? 1 : 10000;
            default -> 1;
        };
    }

    private static @Nullable Numeral chinese(String text, int start) {
        if (text.charAt(start) == '几') {
            long unit = start + 1 < text.length() ? power(text.charAt(start + 1)) : 0;
            return unit == 0
                    ? null
                    : new Numeral(
                            BigDecimal.valueOf(unit),
                            BigDecimal.valueOf(unit * 10 - 1),
                            unit,
                            false,
                            false,
                            true,
                            start + 2);
        }
        if (text.charAt(start) == '半') {
            BigDecimal half = new BigDecimal("0.5");
            return new Numeral(half, half, 1, true, false, true, start + 1);
        }
        Numeral approximate = neighbours(text, start);
        return approximate != null ? approximate : exact(text, start);
    }

    /** 两三百, 七八十, 三五千: two digits before one magnitude. */
    private static @Nullable Numeral neighbours(String text, int start) {
        if (start + 1 >= text.length()) {
            return null;
        }
        int a = digit(text.charAt(start));
        int b = digit(text.charAt(start + 1));
        if (a < 1 || b <= a) {
            return null;
        }
        long unit = start + 2 < text.length() ? power(text.charAt(start + 2)) : 0;
        int end = start + 3;
        if (unit == 0) {
            unit = 1;
            end = start + 2;
        }
        if (unit < 10000 && end < text.length() && text.charAt(end) == '万' && unit > 1) {
            unit *= 10000;
            end++;
        }
        return new Numeral(
                BigDecimal.valueOf(a * unit), BigDecimal.valueOf(b * unit), unit, unit == 1, false, true, end);
    }

    private static @Nullable Numeral exact(String text, int start) {
        long total = 0;
        long section = 0;
        long digit = -1;
        long last = 1;
        boolean zero = false;
        boolean any = false;
        int at = start;
        while (at < text.length() && at - start < 16) {
            char c = text.charAt(at);
            int d = digit(c);
            long p = power(c);
            if (d == 0) {
                zero = true;
            } else if (d > 0) {
                if (digit >= 0) {
                    break;
                }
                digit = d;
            } else if (p == 10000) {
                section += Math.max(digit, 0);
                total += Math.max(section, total == 0 && section == 0 ? 1 : section) * 10000;
                section = 0;
                digit = -1;
                last = 10000;
                zero = false;
            } else if (p > 0) {
                if (digit < 0 && p != 10 && at != start) {
                    break;
                }
                section += (digit < 0 ? 1 : digit) * p;
                digit = -1;
                last = p;
                zero = false;
            } else {
                break;
            }
            any = true;
            at++;
        }
        if (!any) {
            return null;
        }
        if (digit >= 0) {
            section += last > 10 && !zero ? digit * (last / 10) : digit;
        }
        long number = total + section;
        if (at < text.length() && text.charAt(at) == '点' && at + 1 < text.length() && digit(text.charAt(at + 1)) >= 0) {
            BigDecimal decimal = new BigDecimal(number + "." + digit(text.charAt(at + 1)));
            return new Numeral(decimal, decimal, 1, true, false, true, at + 2);
        }
        BigDecimal exact = BigDecimal.valueOf(number);
        return new Numeral(exact, exact, last, last == 1, false, true, at);
    }

    /** 多, 几 and 来 behind a number: 一百多, 二十几, 三百来. */
    private static Numeral tail(String text, Numeral n) {
        if (n.end >= text.length() || n.isRange() || n.low.signum() == 0) {
            return n;
        }
        char c = text.charAt(n.end);
        boolean round = n.low.scale() <= 0 && n.low.remainder(BigDecimal.TEN).signum() == 0;
        if (round && (c == '多' || c == '几')) {
            BigDecimal step =
                    BigDecimal.ONE.scaleByPowerOfTen(-n.low.stripTrailingZeros().scale());
            BigDecimal high = n.low.add(step).subtract(BigDecimal.ONE);
            return new Numeral(n.low, high, n.magnitude, false, false, n.chinese, n.end + 1);
        }
        if (round && c == '来' && n.end + 1 < text.length() && "块元个斤岁".indexOf(text.charAt(n.end + 1)) >= 0) {
            return new Numeral(n.low, n.high, n.magnitude, false, true, n.chinese, n.end + 1);
        }
        return n;
    }

    private static int digit(char c) {
        return switch (c) {
            case '两', '俩' -> 2;
            case '〇' -> 0;
            case '壹' -> 1;
            default -> DIGITS.indexOf(c);
        };
    }

    private static long power(char c) {
        return switch (c) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1000;
            case '万' -> 10000;
            default -> 0;
        };
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
