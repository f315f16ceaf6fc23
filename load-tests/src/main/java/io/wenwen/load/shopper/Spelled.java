package io.wenwen.load.shopper;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a labelled value stands in an answer: words as words without their punctuation, figures as figures. */
final class Spelled {

    private static final Pattern FIGURE = Pattern.compile("\\d+(?:\\.\\d+)?");

    private Spelled() {}

    static boolean occurs(String value, String text) {
        String wanted = plain(value);
        String said = plain(text);
        if (!wanted.isEmpty() && FIGURE.matcher(wanted).matches()) {
            BigDecimal figure = new BigDecimal(wanted);
            Matcher figures = FIGURE.matcher(said);
            while (figures.find()) {
                if (new BigDecimal(figures.group()).compareTo(figure) == 0) {
                    return true;
                }
            }
            return false;
        }
        return said.contains(wanted);
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s，,。.、；;：:！!？?「」“”\"'（）()]+(?!\\d)", "").toLowerCase(java.util.Locale.ROOT);
    }
}
