package io.wenwen.core.dialogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the hand-written word lists beside this class: words separated by blanks, {@code #} starts a comment. */
final class WordList {

    private WordList() {}

    static Set<String> of(String... names) {
        Set<String> words = new LinkedHashSet<>();
        for (String name : names) {
            try (InputStream in = WordList.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("Word list " + name + " is missing from the jar; rebuild it.");
                }
                read(in, words);
            } catch (IOException e) {
                throw new UncheckedIOException("Word list " + name + " cannot be read from the jar.", e);
            }
        }
        return words;
    }

    private static void read(InputStream in, Set<String> words) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            int comment = line.indexOf('#');
            for (String word : (comment < 0 ? line : line.substring(0, comment)).split("\\s+")) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
    }
}
