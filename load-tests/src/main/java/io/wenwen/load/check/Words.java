package io.wenwen.load.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** The checker's own word lists, written by hand for it alone. */
final class Words {

    static final Set<String> FUNCTIONS = read("functions.txt");
    static final Set<String> BRANDS = read("brands.txt");
    static final Set<String> PROMISES = read("promises.txt");

    private Words() {}

    private static Set<String> read(String file) {
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The word list " + file + " is not on the class path.");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Set<String> words = new LinkedHashSet<>();
            for (String line : text.split("\n")) {
                // A line with bars holds phrases of several words.
                Arrays.stream(line.split(line.contains("|") ? "\\|" : "\\s+"))
                        .map(String::strip)
                        .filter(w -> !w.isEmpty())
                        .forEach(words::add);
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
