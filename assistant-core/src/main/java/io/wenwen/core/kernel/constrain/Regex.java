package io.wenwen.core.kernel.constrain;

import java.util.List;

/** A regular expression as a tree. */
sealed interface Regex {

    /** One character of this set. */
    record Chars(CodePoints set) implements Regex {}

    record Sequence(List<Regex> parts) implements Regex {}

    record Either(List<Regex> ways) implements Regex {}

    /** @param most -1 for no bound */
    record Repeat(Regex part, int least, int most) implements Regex {}

    /** Matches nothing, at the text's beginning. */
    record Begin() implements Regex {}

    /** Matches nothing, at the text's end. */
    record End() implements Regex {}

    static Regex text(String text) {
        return new Sequence(text.codePoints()
                .<Regex>mapToObj(c -> new Chars(CodePoints.one(c)))
                .toList());
    }

    static Regex chars(int... pairs) {
        return new Chars(CodePoints.of(pairs));
    }

    static Regex sequence(Regex... parts) {
        return new Sequence(List.of(parts));
    }

    static Regex either(Regex... ways) {
        return new Either(List.of(ways));
    }

    static Regex optional(Regex part) {
        return new Repeat(part, 0, 1);
    }
}
