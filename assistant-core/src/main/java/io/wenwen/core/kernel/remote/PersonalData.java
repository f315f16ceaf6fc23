package io.wenwen.core.kernel.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sees what may belong to a person in a text that is about to leave this machine. The last of several guards: prompts for a remote
 * model are made from the catalogue's words to begin with.
 */
final class PersonalData {

    private static final Map<String, Pattern> KINDS = kinds();

    private PersonalData() {}

    private static Map<String, Pattern> kinds() {
        Map<String, Pattern> kinds = new LinkedHashMap<>();
        kinds.put("an e-mail address", Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,64}){1,4}"));
        kinds.put(
                "an identity number",
                Pattern.compile(
                        "(?<!\\d)[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx](?!\\d)"));
        kinds.put("a phone number", Pattern.compile("(?<!\\d)(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}(?!\\d)"));
        kinds.put("a bank card number", Pattern.compile("(?<!\\d)\\d{4}(?:[- ]?\\d{4}){3}(?:[- ]?\\d{1,3})?(?!\\d)"));
        kinds.put(
                "a postal address", Pattern.compile("(?:[路街道巷弄]|小区|花园)\\s?[0-9一二三四五六七八九十百]{1,5}\\s?(?:号|弄|栋|幢|单元|室)"));
        return kinds;
    }

    /** What kind of data is in the text; digits are read whatever width they have. */
    static Optional<String> in(String text) {
        String narrow = narrow(text);
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().matcher(narrow).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            narrow.append(c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c);
        }
        return narrow.toString();
    }
}
