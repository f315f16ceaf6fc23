package io.wenwen.catalog.price;

import java.util.Comparator;

/** Order of ids by Unicode code point, the same in every language; {@link String#compareTo} differs beyond U+FFFF. */
final class CodePoints {

    static final Comparator<String> ORDER = (a, b) -> {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothOrNeither = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothOrNeither ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    };

    private CodePoints() {}
}
