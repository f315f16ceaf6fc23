package io.wenwen.core.kernel.constrain;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The named character sets of ECMA-262 patterns. */
final class CharacterClasses {

    static final CodePoints DIGIT = CodePoints.of('0', '9');
    static final CodePoints WORD = CodePoints.of('a', 'z', 'A', 'Z', '0', '9', '_', '_');
    static final CodePoints SPACE = CodePoints.of(
            '\t', '\r', ' ', ' ', 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x202F, 0x205F,
            0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF);

    /** General categories by their short names, as {@link Character#getType} numbers them. */
    private static final Map<String, Integer> CATEGORIES = Map.ofEntries(
            Map.entry("Lu", (int) Character.UPPERCASE_LETTER),
            Map.entry("Ll", (int) Character.LOWERCASE_LETTER),
            Map.entry("Lt", (int) Character.TITLECASE_LETTER),
            Map.entry("Lm", (int) Character.MODIFIER_LETTER),
            Map.entry("Lo", (int) Character.OTHER_LETTER),
            Map.entry("Mn", (int) Character.NON_SPACING_MARK),
            Map.entry("Mc", (int) Character.COMBINING_SPACING_MARK),
            Map.entry("Me", (int) Character.ENCLOSING_MARK),
            Map.entry("Nd", (int) Character.DECIMAL_DIGIT_NUMBER),
            Map.entry("Nl", (int) Character.LETTER_NUMBER),
            Map.entry("No", (int) Character.OTHER_NUMBER),
            Map.entry("Pc", (int) Character.CONNECTOR_PUNCTUATION),
            Map.entry("Pd", (int) Character.DASH_PUNCTUATION),
            Map.entry("Ps", (int) Character.START_PUNCTUATION),
            Map.entry("Pe", (int) Character.END_PUNCTUATION),
            Map.entry("Pi", (int) Character.INITIAL_QUOTE_PUNCTUATION),
            Map.entry("Pf", (int) Character.FINAL_QUOTE_PUNCTUATION),
            Map.entry("Po", (int) Character.OTHER_PUNCTUATION),
            Map.entry("Sm", (int) Character.MATH_SYMBOL),
            Map.entry("Sc", (int) Character.CURRENCY_SYMBOL),
            Map.entry("Sk", (int) Character.MODIFIER_SYMBOL),
            Map.entry("So", (int) Character.OTHER_SYMBOL),
            Map.entry("Zs", (int) Character.SPACE_SEPARATOR),
            Map.entry("Zl", (int) Character.LINE_SEPARATOR),
            Map.entry("Zp", (int) Character.PARAGRAPH_SEPARATOR),
            Map.entry("Cc", (int) Character.CONTROL),
            Map.entry("Cf", (int) Character.FORMAT),
            Map.entry("Co", (int) Character.PRIVATE_USE),
            Map.entry("Cn", (int) Character.UNASSIGNED));

    private static final Map<String, String> LONG_NAMES = Map.of(
            "Letter",
            "L",
            "Number",
            "N",
            "Punctuation",
            "P",
            "Symbol",
            "S",
            "Mark",
            "M",
            "Separator",
            "Z",
            "Uppercase_Letter",
            "Lu",
            "Lowercase_Letter",
            "Ll",
            "Decimal_Number",
            "Nd",
            "digit",
            "Nd");

    private CharacterClasses() {}

    /** The set that {@code \p{name}} stands for: a general category or a script; {@code null} if it is neither. */
    static @Nullable CodePoints property(String name) {
        int equals = name.indexOf('=');
        String key = equals < 0 ? "gc" : name.substring(0, equals);
        String value = name.substring(equals + 1);
        return switch (key) {
            case "gc", "General_Category" -> category(LONG_NAMES.getOrDefault(value, value));
            case "sc", "Script" -> script(value);
            default -> null;
        };
    }

    private static @Nullable CodePoints category(String name) {
        if (name.equals("Any") || name.equals("ASCII")) {
            return name.equals("Any") ? CodePoints.ANY : CodePoints.of(0, 127);
        }
        int[] types = CATEGORIES.entrySet().stream()
                .filter(e -> e.getKey().equals(name)
                        || name.length() == 1 && e.getKey().startsWith(name))
                .mapToInt(Map.Entry::getValue)
                .toArray();
        return types.length == 0 ? null : scan(c -> IntStream.of(types).anyMatch(type -> type == Character.getType(c)));
    }

    private static @Nullable CodePoints script(String name) {
        try {
            UnicodeScript script = UnicodeScript.forName(name);
            return scan(c -> UnicodeScript.of(c) == script);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static CodePoints scan(IntPredicate member) {
        IntStream.Builder pairs = IntStream.builder();
        int first = -1;
        for (int c = 0; c <= CodePoints.MOST + 1; c++) {
            boolean in = c <= CodePoints.MOST && member.test(c);
            if (in && first < 0) {
                first = c;
            } else if (!in && first >= 0) {
                pairs.add(first).add(c - 1);
                first = -1;
            }
        }
        return CodePoints.of(pairs.build().toArray());
    }
}
