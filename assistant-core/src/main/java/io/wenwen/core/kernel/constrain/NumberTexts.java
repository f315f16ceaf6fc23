package io.wenwen.core.kernel.constrain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decimal texts of the numbers between two bounds, exactly. Whole numbers have no fraction; where a bound is given there is
 * no exponent either, which loses no value of up to {@link #WHOLE_DIGITS} digits before and {@link #FRACTION_DIGITS} behind the point.
 */
final class NumberTexts {

    /** Digits before the point, where the bounds do not have more themselves. */
    static final int WHOLE_DIGITS = 18;

    static final int FRACTION_DIGITS = 15;

    /** Remainders are states. */
    static final int MOST_MODULUS = 10_000;

    private static final Regex DIGIT = Regex.chars('0', '9');

    private NumberTexts() {}

    /** @param modulus the numbers are its multiples; 1 for all */
    static CharDfa integers(@Nullable BigInteger least, @Nullable BigInteger most, int modulus) {
        int digits = Math.max(WHOLE_DIGITS, Math.max(length(least), length(most)) + 1);
        BigInteger end = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE);
        BigInteger low = least == null ? end.negate() : least;
        BigInteger high = most == null ? end : most;
        List<Regex> ways = new ArrayList<>();
        if (high.signum() >= 0) {
            naturals(low.max(BigInteger.ZERO), high, ways);
        }
        List<Regex> negative = new ArrayList<>();
        if (low.signum() < 0) {
            naturals(high.negate().max(BigInteger.ONE), low.negate(), negative);
        }
        if (!negative.isEmpty()) {
            ways.add(Regex.sequence(Regex.text("-"), new Regex.Either(negative)));
        }
        CharDfa all = RegexAutomaton.whole(new Regex.Either(ways));
        return modulus == 1 ? all : all.and(multiples(modulus));
    }

    private static int length(@Nullable BigInteger number) {
        return number == null ? 0 : number.abs().toString().length();
    }

    /** The texts from {@code low} to {@code high}, length by length. */
    private static void naturals(BigInteger low, BigInteger high, List<Regex> ways) {
        for (int n = low.toString().length(); n <= high.toString().length(); n++) {
            BigInteger first = n == 1 ? BigInteger.ZERO : BigInteger.TEN.pow(n - 1);
            BigInteger from = low.max(first);
            BigInteger to = high.min(BigInteger.TEN.pow(n).subtract(BigInteger.ONE));
            if (from.compareTo(to) <= 0) {
                ways.add(sameLength(from.toString(), to.toString()));
            }
        }
    }

    private static Regex sameLength(String low, String high) {
        int rest = low.length() - 1;
        if (rest < 0) {
            return Regex.sequence();
        }
        Regex free = new Regex.Repeat(DIGIT, rest, rest);
        if (low.equals("0".repeat(rest + 1)) && high.equals("9".repeat(rest + 1))) {
            return Regex.sequence(DIGIT, free);
        }
        char a = low.charAt(0);
        char b = high.charAt(0);
        if (a == b) {
            return Regex.sequence(Regex.chars(a, a), sameLength(low.substring(1), high.substring(1)));
        }
        List<Regex> ways = new ArrayList<>();
        ways.add(Regex.sequence(Regex.chars(a, a), sameLength(low.substring(1), "9".repeat(rest))));
        if (a + 1 < b) {
            ways.add(Regex.sequence(Regex.chars(a + 1, b - 1), free));
        }
        ways.add(Regex.sequence(Regex.chars(b, b), sameLength("0".repeat(rest), high.substring(1))));
        return new Regex.Either(ways);
    }

    private static CharDfa multiples(int modulus) {
        CharDfa.Builder builder = new CharDfa.Builder();
        int start = builder.add(false);
        int minus = builder.add(false);
        int[] remainder = new int[modulus];
        for (int r = 0; r < modulus; r++) {
            remainder[r] = builder.add(r == 0);
        }
        builder.edge(start, '-', '-', minus);
        for (int digit = 0; digit < 10; digit++) {
            int c = '0' + digit;
            builder.edge(start, c, c, remainder[digit % modulus]);
            builder.edge(minus, c, c, remainder[digit % modulus]);
            for (int r = 0; r < modulus; r++) {
                builder.edge(remainder[r], c, c, remainder[(r * 10 + digit) % modulus]);
            }
        }
        return builder.build();
    }

    /** Any number, with an exponent of up to two digits. */
    static CharDfa decimals() {
        Regex exponent = Regex.sequence(
                Regex.chars('e', 'e', 'E', 'E'),
                Regex.optional(Regex.chars('+', '+', '-', '-')),
                new Regex.Repeat(DIGIT, 1, 2));
        return RegexAutomaton.whole(Regex.sequence(
                Regex.optional(Regex.text("-")),
                whole(WHOLE_DIGITS),
                fraction(FRACTION_DIGITS),
                Regex.optional(exponent)));
    }

    /** A bound and whether the number may equal it. */
    record Bound(BigDecimal value, boolean inclusive) {
        Bound negated() {
            return new Bound(value.negate(), inclusive);
        }
    }

    /** @param fractionDigits how many at most; 0 for whole numbers */
    static CharDfa decimals(@Nullable Bound least, @Nullable Bound most, int fractionDigits) {
        Bound zero = new Bound(BigDecimal.ZERO, true);
        boolean mayBePositive =
                most == null || most.value().signum() > 0 || most.value().signum() == 0 && most.inclusive();
        boolean mayBeNegative = least == null || least.value().signum() < 0;
        CharDfa natural = mayBePositive
                ? magnitudes(least == null || least.value().signum() < 0 ? zero : least, most, fractionDigits)
                : CharDfa.ofNothing();
        Bound smallest =
                most == null || most.value().signum() >= 0 ? new Bound(BigDecimal.ZERO, false) : most.negated();
        CharDfa negative = mayBeNegative
                ? magnitudes(smallest, least == null ? null : least.negated(), fractionDigits)
                : CharDfa.ofNothing();
        return CharDfa.eitherOr(natural, '-', negative);
    }

    private static CharDfa magnitudes(Bound least, @Nullable Bound most, int fractionDigits) {
        int digits = Math.max(
                WHOLE_DIGITS,
                1
                        + Math.max(
                                length(least.value().toBigInteger()),
                                most == null ? 0 : length(most.value().toBigInteger())));
        CharDfa texts = RegexAutomaton.whole(Regex.sequence(whole(digits), fraction(fractionDigits)));
        texts = texts.and(RegexAutomaton.whole(atLeast(least, digits)));
        return most == null ? texts : texts.and(RegexAutomaton.whole(atMost(most)));
    }

    private static Regex whole(int digits) {
        return Regex.either(
                Regex.text("0"), Regex.sequence(Regex.chars('1', '9'), new Regex.Repeat(DIGIT, 0, digits - 1)));
    }

    private static Regex fraction(int digits) {
        return digits == 0
                ? Regex.sequence()
                : Regex.optional(Regex.sequence(Regex.text("."), new Regex.Repeat(DIGIT, 1, digits)));
    }

    private static Regex atLeast(Bound bound, int digits) {
        BigInteger whole = bound.value().toBigInteger();
        String f = fractionOf(bound.value());
        Regex any = Regex.optional(Regex.sequence(Regex.text("."), some(DIGIT)));
        List<Regex> ways = new ArrayList<>();
        List<Regex> larger = new ArrayList<>();
        naturals(whole.add(BigInteger.ONE), BigInteger.TEN.pow(digits).subtract(BigInteger.ONE), larger);
        ways.add(Regex.sequence(new Regex.Either(larger), any));
        List<Regex> fractions = new ArrayList<>();
        for (int i = 0; i < f.length(); i++) {
            if (f.charAt(i) < '9') {
                fractions.add(
                        Regex.sequence(Regex.text(f.substring(0, i)), Regex.chars(f.charAt(i) + 1, '9'), many(DIGIT)));
            }
        }
        fractions.add(
                bound.inclusive()
                        ? Regex.sequence(Regex.text(f), f.isEmpty() ? some(DIGIT) : many(DIGIT))
                        : Regex.sequence(
                                Regex.text(f), many(Regex.chars('0', '0')), Regex.chars('1', '9'), many(DIGIT)));
        Regex equalWhole = Regex.sequence(Regex.text("."), new Regex.Either(fractions));
        ways.add(Regex.sequence(
                Regex.text(whole.toString()),
                f.isEmpty() && bound.inclusive() ? Regex.optional(equalWhole) : equalWhole));
        return new Regex.Either(ways);
    }

    private static Regex atMost(Bound bound) {
        BigInteger whole = bound.value().toBigInteger();
        String f = fractionOf(bound.value());
        List<Regex> ways = new ArrayList<>();
        if (whole.signum() > 0) {
            List<Regex> smaller = new ArrayList<>();
            naturals(BigInteger.ZERO, whole.subtract(BigInteger.ONE), smaller);
            Regex any = Regex.optional(Regex.sequence(Regex.text("."), some(DIGIT)));
            ways.add(Regex.sequence(new Regex.Either(smaller), any));
        }
        List<Regex> fractions = new ArrayList<>();
        for (int i = 0; i < f.length(); i++) {
            if (f.charAt(i) > '0') {
                fractions.add(
                        Regex.sequence(Regex.text(f.substring(0, i)), Regex.chars('0', f.charAt(i) - 1), many(DIGIT)));
            }
            if (i > 0) {
                fractions.add(Regex.text(f.substring(0, i)));
            }
        }
        Regex zeros = Regex.chars('0', '0');
        if (bound.inclusive()) {
            fractions.add(Regex.sequence(Regex.text(f), f.isEmpty() ? some(zeros) : many(zeros)));
        }
        List<Regex> tails = new ArrayList<>();
        if (bound.inclusive() || !f.isEmpty()) {
            tails.add(Regex.sequence());
        }
        if (!fractions.isEmpty()) {
            tails.add(Regex.sequence(Regex.text("."), new Regex.Either(fractions)));
        }
        if (!tails.isEmpty()) {
            ways.add(Regex.sequence(Regex.text(whole.toString()), new Regex.Either(tails)));
        }
        return new Regex.Either(ways);
    }

    /** The digits behind the point, without zeros at the end. */
    private static String fractionOf(BigDecimal value) {
        BigDecimal rest = value.remainder(BigDecimal.ONE).stripTrailingZeros();
        String plain = rest.toPlainString();
        return rest.signum() == 0 ? "" : plain.substring(plain.indexOf('.') + 1);
    }

    private static Regex some(Regex part) {
        return new Regex.Repeat(part, 1, -1);
    }

    private static Regex many(Regex part) {
        return new Regex.Repeat(part, 0, -1);
    }
}
