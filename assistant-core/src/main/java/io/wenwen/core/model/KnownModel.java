package io.wenwen.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the model catalogue: what a file is, where it can be had and how it is recognised.
 *
 * @param bytes exact where {@code sha256} is known, else about right
 * @param sha256 lower-case hex; {@code null} where the publisher's value is not known for certain
 * @param memory bytes of free memory that it needs once loaded
 * @param architecture GGUF {@code general.architecture}
 * @param sources in the order in which they are tried
 */
public record KnownModel(
        String name,
        List<String> aliases,
        String licence,
        String architecture,
        String file,
        long bytes,
        @Nullable String sha256,
        long memory,
        List<ModelSource> sources) {

    public KnownModel {
        aliases = List.copyOf(aliases);
        sources = List.copyOf(sources);
        if (name.isBlank() || file.isBlank() || file.contains("/") || bytes <= 0 || memory <= 0) {
            throw new IllegalArgumentException("A catalogue entry needs name, file, bytes and memory; got '" + name
                    + "', '" + file + "', " + bytes + ", " + memory + ".");
        }
        if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "sha256 of " + name + " has to be 64 lower-case hex digits: " + sha256 + ".");
        }
    }

    boolean isCalled(String wish) {
        return name.equalsIgnoreCase(wish)
                || file.equalsIgnoreCase(wish)
                || aliases.stream().anyMatch(wish::equalsIgnoreCase);
    }
}
