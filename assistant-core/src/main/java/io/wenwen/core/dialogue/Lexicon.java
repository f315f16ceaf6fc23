package io.wenwen.core.dialogue;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The words that state a property in this shop: attribute values, option values, functions, brands, category names. Free
 * words of the model may contain none of them. Build one for each version of the catalogue and keep it: masks hang on it.
 */
public final class Lexicon {

    public static final Lexicon EMPTY = new Lexicon(Set.of());

    private static final int LONGEST = 40;

    private final Set<String> words;
    private final String fingerprint;

    private Lexicon(Set<String> words) {
        this.words = Set.copyOf(words);
        this.fingerprint = Integer.toHexString(new TreeSet<>(words).hashCode()) + "-" + words.size();
    }

    /** Phrases longer than 40 characters are left out: their parts are what the model could say. */
    public static Lexicon of(Collection<String> words) {
        return new Lexicon(words.stream()
                .map(String::strip)
                .filter(w -> !w.isEmpty() && w.length() <= LONGEST)
                .collect(Collectors.toSet()));
    }

    public Set<String> words() {
        return words;
    }

    String fingerprint() {
        return fingerprint;
    }
}
