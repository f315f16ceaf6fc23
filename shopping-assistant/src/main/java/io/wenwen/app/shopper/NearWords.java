package io.wenwen.app.shopper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The catalogue's values by pairs of characters, so that 跑越野的 leads to 越野路面. Immutable. */
final class NearWords {

    /** Longer values are sentences, not words to tap. */
    private static final int LONGEST = 10;

    /** A value of an attribute that shares a word with what was typed. */
    record Near(String attribute, String value) {}

    private final Map<String, List<Near>> byPair = new HashMap<>();

    /** @param values of each attribute of the shop */
    NearWords(Map<String, Set<String>> values) {
        values.forEach((attribute, all) -> all.stream()
                .filter(value -> value.length() >= 2 && value.length() <= LONGEST)
                .forEach(value -> pairs(value)
                        .forEach(pair -> byPair.computeIfAbsent(pair, p -> new ArrayList<>())
                                .add(new Near(attribute, value)))));
    }

    /** Values that share at least two characters in a row with the words, those that share most first. */
    List<Near> of(String words, int limit) {
        Map<Near, Integer> shared = new LinkedHashMap<>();
        for (String pair : pairs(words)) {
            byPair.getOrDefault(pair, List.of()).forEach(near -> shared.merge(near, 1, Integer::sum));
        }
        return shared.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Near, Integer> e) ->
                                -(double) e.getValue() / e.getKey().value().length())
                        .thenComparing(e -> e.getKey().value()))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            if (Character.isIdeographic(text.charAt(i)) && Character.isIdeographic(text.charAt(i + 1))) {
                pairs.add(text.substring(i, i + 2));
            }
        }
        return pairs;
    }
}
