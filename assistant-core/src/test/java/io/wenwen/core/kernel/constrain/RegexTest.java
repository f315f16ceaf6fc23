package io.wenwen.core.kernel.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexTest {

    /** Patterns that mean the same to {@link Pattern}. */
    private static final List<String> SHARED = List.of(
            "^a*$",
            "a",
            "^(a|bc)*d$",
            "[a-c]+",
            "^[^a-c]{2,3}$",
            "a$|^b",
            "^(a|ab)(c|bcd)(d*)$",
            "(^a|b)c",
            "^$",
            "^a?b{2}c{1,}$",
            "x{0}y",
            "(?:a|b)?c",
            "\\x61\\u0062",
            "[蓝白]色",
            "^\\w+-\\d{1,3}$",
            "a.c",
            "[\\]\\-a]",
            "^(a{2,3}|b){2}$",
            "\\.\\*",
            "[^\\d\\s]b",
            "^a|b$",
            "a^b",
            "(a$)b|c",
            "a+?b",
            "\\p{Lu}a",
            "(?<n>a)b",
            "^[\\w-]+$",
            "😀+");

    @Test
    void patterns_accept_what_java_finds() {
        String letters = "abcdxy-1 蓝白色AB.*]😀";
        int[] alphabet = letters.codePoints().toArray();
        for (String pattern : SHARED) {
            CharDfa dfa = RegexAutomaton.within(RegexParser.parse(pattern));
            Pattern java = Pattern.compile(pattern);
            SplittableRandom random = new SplittableRandom(pattern.hashCode());
            for (int i = 0; i < 3_000; i++) {
                StringBuilder text = new StringBuilder();
                int length = random.nextInt(7);
                for (int c = 0; c < length; c++) {
                    text.appendCodePoint(alphabet[random.nextInt(random.nextBoolean() ? 6 : alphabet.length)]);
                }
                assertThat(dfa.accepts(text.toString()))
                        .as("%s on %s", pattern, text)
                        .isEqualTo(java.matcher(text).find());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    (a)\\1      | back-reference
                    (?<n>a)\\k<n> | back-reference
                    a(?=b)      | look-ahead
                    (?<!a)b     | look-behind
                    \\bword     | word boundary
                    (?i)a       | group with flags
                    \\p{Emoji}  | Unicode property
                    a{99999}    | repetitions
                    (a          | missing )
                    a)          | unmatched )
                    [z-a]       | range
                    *a          | repetition of nothing
                    """)
    void what_is_not_regular_or_malformed_is_refused_by_name(String pattern, String named) {
        assertThatThrownBy(() -> RegexParser.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named)
                .hasMessageContaining(pattern);
    }

    @Test
    void a_pattern_too_hard_to_make_deterministic_is_refused_instead_of_tried_for_ever() {
        assertThatThrownBy(() -> RegexAutomaton.within(RegexParser.parse("(a|b)*a(a|b){30}")))
                .hasMessageContaining("20000 states");
        assertThatThrownBy(() -> RegexAutomaton.within(RegexParser.parse("[ab]{4000}x[ab]{4000}")))
                .hasMessageMatching("(?s).*(too hard|states|positions).*");
    }

    @Test
    void every_character_has_one_way_to_be_written_and_only_utf8_is_written() {
        ByteDfa bytes = StringBytes.quoted(CharDfa.ofLength(1, 1));
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (!surrogate) {
                assertThat(accepts(bytes, JsonText.quoted(Character.toString(c)).getBytes(StandardCharsets.UTF_8)))
                        .as("U+%04X", c)
                        .isTrue();
            }
        }
        // A surrogate, too long a form, beyond the last character, a stray continuation, a raw control character, a
        // needless escape.
        for (int[] bad : List.of(
                new int[] {0xED, 0xA0, 0x80},
                new int[] {0xC0, 0x80},
                new int[] {0xE0, 0x80, 0x80},
                new int[] {0xF4, 0x90, 0x80, 0x80},
                new int[] {0x80},
                new int[] {0x0A},
                new int[] {'\\', 'u', '0', '0', '4', '1'},
                new int[] {'\\', '/'})) {
            byte[] quoted = new byte[bad.length + 2];
            quoted[0] = '"';
            quoted[bad.length + 1] = '"';
            for (int i = 0; i < bad.length; i++) {
                quoted[i + 1] = (byte) bad[i];
            }
            assertThat(accepts(bytes, quoted)).isFalse();
        }
    }

    private static boolean accepts(ByteDfa dfa, byte[] bytes) {
        int state = 0;
        for (byte b : bytes) {
            state = dfa.next(state, b & 0xFF);
            if (state == ByteDfa.DEAD) {
                return false;
            }
        }
        return dfa.accepting(state);
    }
}
