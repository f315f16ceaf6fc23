package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that shoppers of any shop use for the same thing (耳机, 耳麦; 纯棉, 100%棉; black, 黑色). Hand-written; which of them matter is
 * decided by the catalogue that is loaded.
 *
 * @param categories groups of names for the same kind of product
 * @param attributes groups of names for the same property
 * @param values groups of names for the same value
 * @param colours groups of {@code values} that are colours; the first word is what a catalogue would write
 * @param brands groups of spellings of the same brand
 * @param english English phrases with their Chinese renderings
 */
record EverydayWords(
        List<List<String>> categories,
        List<List<String>> attributes,
        List<List<String>> values,
        List<List<String>> colours,
        List<List<String>> brands,
        Map<String, List<String>> english) {

    static final EverydayWords LOADED = load();

    private static EverydayWords load() {
        Map<String, List<String>> english = new LinkedHashMap<>();
        for (String line : lines("english.txt")) {
            int equals = line.indexOf('=');
            String phrase = Folding.fold(line.substring(0, equals).strip());
            english.put(phrase, words(line.substring(equals + 1)));
        }
        return new EverydayWords(
                groups("categories.txt"),
                groups("attributes.txt"),
                groups("values.txt"),
                groups("colours.txt"),
                groups("brands.txt"),
                english);
    }

    private static List<List<String>> groups(String file) {
        return lines(file).stream().map(EverydayWords::words).toList();
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }

    private static List<String> lines(String file) {
        try (InputStream in = EverydayWords.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(
                        "Resource io/wenwen/catalog/query/" + file + " is missing from the jar.");
            }
            List<String> lines = new ArrayList<>();
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
