package io.wenwen.catalog.query;

import java.util.ArrayList;
import java.util.List;

/** Free-text values that list several things: {@code 石板灰/ 烟褐色}, {@code 2000g/2300g}. */
public final class Values {

    private static final String SEPARATORS = "/、,，;；|\n";

    private Values() {}

    /** The things listed; the value itself where it lists nothing. */
    public static List<String> parts(String value) {
        if (value.length() > 120) {
            return List.of(value);
        }
        List<String> parts = new ArrayList<>(2);
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || SEPARATORS.indexOf(value.charAt(i)) >= 0) {
                String part = value.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts.isEmpty() ? List.of(value) : parts;
    }
}
