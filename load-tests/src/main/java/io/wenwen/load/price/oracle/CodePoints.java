package io.wenwen.load.price.oracle;

/** The order of ids: by Unicode code point, which is not {@link String#compareTo} beyond U+D800. */
final class CodePoints {
    private CodePoints() {}

    static int compare(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length()) {
            int x = a.codePointAt(i);
            int y = b.codePointAt(i);
            if (x != y) {
                return Integer.compare(x, y);
            }
            i += Character.charCount(x);
        }
        return Integer.compare(a.length(), b.length());
    }
}
