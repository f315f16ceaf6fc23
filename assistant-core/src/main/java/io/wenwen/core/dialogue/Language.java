package io.wenwen.core.dialogue;

import java.util.Locale;

/** The languages that answers are written in. */
public enum Language {
    ZH,
    EN;

    /** English for {@code en…}, else Chinese. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals("en") ? EN : ZH;
    }
}
