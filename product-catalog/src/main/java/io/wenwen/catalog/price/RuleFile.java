package io.wenwen.catalog.price;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A file of rules, one JSON object a line as in {@code docs/promotions.md} section 3. */
public final class RuleFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LARGEST = 16L << 20;

    private RuleFile() {}

    /**
     * Reads a file; one that is not there holds no rules.
     *
     * @throws IOException naming the line that is wrong, and why
     */
    public static List<Rule> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than 16 MiB; split what is not in force into another file.");
        }
        return parse(Files.readString(file), file.toString());
    }

    /** @param where named in errors */
    public static List<Rule> parse(String text, String where) throws IOException {
        List<Rule> rules = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                rules.add(RuleReader.read(JSON.readTree(line)));
            } catch (PricingException | JacksonException e) {
                throw new IOException(where + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return rules;
    }
}
