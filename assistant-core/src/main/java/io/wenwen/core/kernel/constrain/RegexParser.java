package io.wenwen.core.kernel.constrain;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the regular part of ECMA-262 regular expressions with the {@code u} flag, as JSON Schema's {@code pattern} uses them.
 * Back-references, look-around and word boundaries are refused by name.
 */
final class RegexParser {

    private static final int MOST_REPEATS = 4096;
    private static final int MOST_NESTED = 64;

    private final int[] pattern;
    private int at;
    private int nested;

    private RegexParser(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    /** @throws IllegalArgumentException naming what is malformed or not supported, and where */
    static Regex parse(String pattern) {
        RegexParser parser = new RegexParser(pattern);
        Regex regex = parser.either();
        if (parser.at < parser.pattern.length) {
            throw parser.error("an unmatched )");
        }
        return regex;
    }

    private Regex either() {
        if (++nested > MOST_NESTED) {
            throw error("more than " + MOST_NESTED + " nested groups");
        }
        List<Regex> ways = new ArrayList<>();
        do {
            ways.add(sequence());
        } while (take('|'));
        nested--;
        return ways.size() == 1 ? ways.getFirst() : new Regex.Either(ways);
    }

    private Regex sequence() {
        List<Regex> parts = new ArrayList<>();
        while (at < pattern.length && peek() != '|' && peek() != ')') {
            parts.add(repeated(atom()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Regex.Sequence(parts);
    }

    private Regex repeated(Regex atom) {
        int least;
        int most;
        if (take('*')) {
            least = 0;
            most = -1;
        } else if (take('+')) {
            least = 1;
            most = -1;
        } else if (take('?')) {
            least = 0;
            most = 1;
        } else if (take('{')) {
            least = number();
            most = take(',') ? (peek() == '}' ? -1 : number()) : least;
            expect('}');
        } else {
            return atom;
        }
        if (most >= 0 && most < least) {
            throw error("a repetition {" + least + "," + most + "} whose bounds are the wrong way round");
        }
        if (atom instanceof Regex.Begin || atom instanceof Regex.End) {
            throw error("a repeated anchor");
        }
        take('?'); // Lazy: the same language.
        if (at < pattern.length && (peek() == '*' || peek() == '+' || peek() == '?' || peek() == '{')) {
            throw error("a repetition of a repetition");
        }
        return new Regex.Repeat(atom, least, most);
    }

    private Regex atom() {
        int c = next();
        return switch (c) {
            case '(' -> group();
            case '[' -> new Regex.Chars(set());
            case '.' ->
                new Regex.Chars(
                        CodePoints.of('\n', '\n', '\r', '\r', 0x2028, 0x2029).not());
            case '^' -> new Regex.Begin();
            case '$' -> new Regex.End();
            case '\\' -> new Regex.Chars(escape(false));
            case '*', '+', '?' -> throw error("a repetition of nothing");
            case '{', '}', ']' -> throw error("a bare " + Character.toString(c) + ", which must be escaped");
            default -> new Regex.Chars(CodePoints.one(c));
        };
    }

    private Regex group() {
        if (take('?')) {
            if (take('<')) {
                if (at < pattern.length && (peek() == '=' || peek() == '!')) {
                    throw error("look-behind");
                }
                while (at < pattern.length && peek() != '>') {
                    at++;
                }
                expect('>');
            } else if (!take(':')) {
                throw error(peek() == '=' || peek() == '!' ? "look-ahead" : "a group with flags");
            }
        }
        Regex inner = either();
        expect(')');
        return inner;
    }

    private CodePoints set() {
        boolean negated = take('^');
        CodePoints set = CodePoints.NONE;
        while (!take(']')) {
            int begin = at;
            CodePoints low = member();
            if (at + 1 < pattern.length && peek() == '-' && pattern[at + 1] != ']') {
                at++;
                CodePoints high = member();
                if (!single(low) || !single(high) || low.first(0) > high.first(0)) {
                    at = begin;
                    throw error("a range that does not go from a lower to a higher character");
                }
                set = set.or(CodePoints.of(low.first(0), high.first(0)));
            } else {
                set = set.or(low);
            }
        }
        return negated ? set.not() : set;
    }

    private static boolean single(CodePoints set) {
        return set.ranges() == 1 && set.first(0) == set.last(0);
    }

    private CodePoints member() {
        int c = next();
        return c == '\\' ? escape(true) : CodePoints.one(c);
    }

    private CodePoints escape(boolean inSet) {
        int c = next();
        return switch (c) {
            case 'd' -> CharacterClasses.DIGIT;
            case 'D' -> CharacterClasses.DIGIT.not();
            case 'w' -> CharacterClasses.WORD;
            case 'W' -> CharacterClasses.WORD.not();
            case 's' -> CharacterClasses.SPACE;
            case 'S' -> CharacterClasses.SPACE.not();
            case 'p' -> property();
            case 'P' -> property().not();
            case 't' -> CodePoints.one('\t');
            case 'n' -> CodePoints.one('\n');
            case 'r' -> CodePoints.one('\r');
            case 'f' -> CodePoints.one('\f');
            case 'v' -> CodePoints.one(0x0B);
            case 'x' -> CodePoints.one(hex(2));
            case 'u' -> unicode();
            case 'c' -> control();
            case 'b' -> {
                if (inSet) {
                    yield CodePoints.one('\b');
                }
                throw error("the word boundary \\b");
            }
            case 'B' -> throw error("the word boundary \\B");
            case 'k' -> throw error("a back-reference");
            case '0' -> {
                if (at < pattern.length && peek() >= '0' && peek() <= '9') {
                    throw error("an octal escape");
                }
                yield CodePoints.one(0);
            }
            default -> {
                if (c >= '1' && c <= '9') {
                    throw error("a back-reference");
                }
                if (c < 128 && (Character.isLetter(c) || c == '_')) {
                    throw error("the escape \\" + Character.toString(c));
                }
                yield CodePoints.one(c);
            }
        };
    }

    private CodePoints unicode() {
        if (take('{')) {
            int value = 0;
            do {
                value = value * 16 + hex(1);
                if (value > CodePoints.MOST) {
                    throw error("a character beyond U+10FFFF");
                }
            } while (at < pattern.length && peek() != '}');
            expect('}');
            return CodePoints.one(value);
        }
        int value = hex(4);
        if (Character.isHighSurrogate((char) value)
                && at + 1 < pattern.length
                && peek() == '\\'
                && pattern[at + 1] == 'u') {
            at += 2;
            return CodePoints.one(Character.toCodePoint((char) value, (char) hex(4)));
        }
        return CodePoints.one(value);
    }

    private CodePoints control() {
        int letter = next();
        if (letter >= 128 || !Character.isLetter(letter)) {
            throw error("a control escape without a letter");
        }
        return CodePoints.one(letter % 32);
    }

    private CodePoints property() {
        expect('{');
        StringBuilder name = new StringBuilder();
        while (at < pattern.length && peek() != '}') {
            name.appendCodePoint(next());
        }
        expect('}');
        CodePoints found = CharacterClasses.property(name.toString());
        if (found == null) {
            throw error("the Unicode property \\p{" + name + "}");
        }
        return found;
    }

    private int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw error("an escape without its hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private int number() {
        int begin = at;
        int value = 0;
        while (at < pattern.length && peek() >= '0' && peek() <= '9') {
            value = Math.min(value * 10 + next() - '0', MOST_REPEATS + 1);
        }
        if (begin == at) {
            throw error("a { without a number");
        }
        if (value > MOST_REPEATS) {
            throw error("more than " + MOST_REPEATS + " repetitions");
        }
        return value;
    }

    private int peek() {
        return at < pattern.length ? pattern[at] : -1;
    }

    private int next() {
        if (at >= pattern.length) {
            throw error("an end in the middle");
        }
        return pattern[at++];
    }

    private boolean take(int c) {
        if (at < pattern.length && pattern[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(int c) {
        if (!take(c)) {
            throw error("a missing " + Character.toString(c));
        }
    }

    private IllegalArgumentException error(String what) {
        return new IllegalArgumentException("The pattern " + new String(pattern, 0, pattern.length) + " has " + what
                + " (before character " + at + ").");
    }
}
