package io.wenwen.core.kernel.constrain;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The formats of strings that are regular languages, as patterns of the whole string. Leap seconds, the offset -00:00 and offsets beyond
 * 17 hours, which many programs refuse, are left out.
 */
final class Formats {

    private static final String LEAP_YEAR = "([0-9][0-9](0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
    private static final String DATE =
            "([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
                    + "|02-(0[1-9]|1[0-9]|2[0-8]))|" + LEAP_YEAR + "-02-29)";
    private static final String CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String OFFSET =
            "\\+(0[0-9]|1[0-7]):[0-5][0-9]|-(0[1-9]|1[0-7]):[0-5][0-9]|-00:(0[1-9]|[1-5][0-9])";
    private static final String TIME = CLOCK + ":[0-5][0-9](\\.[0-9]{1,9})?([Zz]|" + OFFSET + ")";
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    private static final Map<String, String> PATTERNS = Map.of(
            "date",
            DATE,
            "time",
            TIME,
            "date-time",
            DATE + "[Tt]" + TIME,
            "uuid",
            "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
            "ipv4",
            BYTE + "(\\." + BYTE + "){3}");

    private static final Map<String, CharDfa> COMPILED = new ConcurrentHashMap<>();

    private Formats() {}

    static Set<String> names() {
        return PATTERNS.keySet();
    }

    static @Nullable CharDfa named(String format) {
        String pattern = PATTERNS.get(format);
        return pattern == null
                ? null
                : COMPILED.computeIfAbsent(format, f -> RegexAutomaton.whole(RegexParser.parse(pattern)));
    }
}
