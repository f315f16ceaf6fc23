package io.wenwen.catalog.feed;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** Makes a merchant's text safe to show and search: no HTML, no control characters, bounded length. */
final class PlainText {

    private static final Pattern MARKUP =
            Pattern.compile("<(?:[a-zA-Z!/?])|&(?:#\\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff&&[^\\n\\t]]");
    private static final Pattern BREAK = Pattern.compile("[ \\t\\u00a0\\u3000]*\\n\\s*");

    private PlainText() {}

    /** Cleans {@code raw} of the row's field {@code name}, noting on the row what was changed. */
    static String of(Row row, String name, String raw, int longest) {
        String text = raw;
        if (MARKUP.matcher(text).find()) {
            text = Jsoup.parse(text).wholeText();
            row.fixed(name + ": HTML removed");
        }
        if (CONTROL.matcher(text).find()) {
            text = CONTROL.matcher(text).replaceAll("");
            row.fixed(name + ": control characters removed");
        }
        text = BREAK.matcher(text.strip()).replaceAll("\n");
        if (text.length() > longest) {
            int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
            row.fixed(name + ": cut from " + text.length() + " to " + end + " characters");
            text = text.substring(0, end);
        }
        return text;
    }

    /** As {@link #of}, on one line. */
    static String line(Row row, String name, String raw, int longest) {
        return of(row, name, raw, longest).replace('\n', ' ').strip();
    }
}
