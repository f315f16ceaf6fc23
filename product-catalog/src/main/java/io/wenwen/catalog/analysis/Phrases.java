package io.wenwen.catalog.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A dictionary of phrases that is asked "what begins here?"; time per position is bounded by the longest phrase.
 *
 * @param <T> what a phrase means; several meanings may share one
 */
public final class Phrases<T> {

    /** Longer phrases are not kept: nobody types them. */
    public static final int LONGEST = 32;

    private final Map<String, List<T>> meanings = new HashMap<>();
    /** By first character: bit n-1 set when some phrase of n characters begins with it. */
    private final Map<Character, Integer> lengths = new HashMap<>();

    /** Adds a meaning; equal ones are kept once. Phrases that are empty or too long are left out. */
    public void add(String phrase, T meaning) {
        if (phrase.isEmpty() || phrase.length() > LONGEST) {
            return;
        }
        List<T> known = meanings.computeIfAbsent(phrase, k -> new ArrayList<>(1));
        if (!known.contains(meaning)) {
            known.add(meaning);
        }
        lengths.merge(phrase.charAt(0), 1 << (phrase.length() - 1), (a, b) -> a | b);
    }

    public List<T> get(String phrase) {
        return meanings.getOrDefault(phrase, List.of());
    }

    public boolean contains(String phrase) {
        return meanings.containsKey(phrase);
    }

    /** Every phrase that begins at {@code start}, longest first. */
    public void at(String text, int start, BiConsumer<Integer, List<T>> found) {
        int bits = lengths.getOrDefault(text.charAt(start), 0);
        for (int length = Math.min(LONGEST, text.length() - start); length > 0; length--) {
            if ((bits & (1 << (length - 1))) != 0) {
                List<T> known = meanings.get(text.substring(start, start + length));
                if (known != null) {
                    found.accept(start + length, known);
                }
            }
        }
    }

    public int size() {
        return meanings.size();
    }

    public Iterable<Map.Entry<String, List<T>>> entries() {
        return meanings.entrySet();
    }
}
