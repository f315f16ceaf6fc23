package io.wenwen.app.shopper;

import java.util.Locale;

/** The language an answer is given in: the shopper's own, as far as the shop speaks it. */
enum Tongue {
    CHINESE("zh-CN"),
    ENGLISH("en"),
    /** Neither; answered in both. */
    OTHER("zh-CN");

    private final String tag;

    Tongue(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    boolean english() {
        return this == ENGLISH;
    }

    /** Picks the text in this tongue. */
    String of(String chinese, String english) {
        return this == ENGLISH ? english : chinese;
    }

    /** By the message's own letters; where these say nothing (figures, signs) by what the page asked for. */
    static Tongue of(String message, Locale asked) {
        int han = 0;
        int latin = 0;
        int other = 0;
        for (int c : message.codePoints().toArray()) {
            if (!Character.isLetter(c)) {
                continue;
            }
            switch (Character.UnicodeScript.of(c)) {
                case HAN -> han++;
                case LATIN -> latin++;
                case COMMON, INHERITED -> {}
                default -> other++;
            }
        }
        if (other > 0 && other * 3 >= han + latin) {
            return OTHER;
        }
        if (han > 0) {
            return CHINESE;
        }
        boolean sentence = latin > 0 && (message.strip().contains(" ") || latin >= 2);
        if (sentence) {
            return ENGLISH;
        }
        return asked.getLanguage().equals("en") ? ENGLISH : CHINESE;
    }
}
