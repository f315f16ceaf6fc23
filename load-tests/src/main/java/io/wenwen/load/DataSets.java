package io.wenwen.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the public data sets that some measurements read; they are no part of the project. */
public final class DataSets {

    private DataSets() {}

    /** {@code WENWEN_DATASETS}, else {@code shared/datasets} beside one of the folders above. */
    public static Path folder() {
        String given = System.getenv("WENWEN_DATASETS");
        if (given != null && !given.isBlank()) {
            return Path.of(given);
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/datasets"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("../shared/datasets"));
    }

    /** A file of a data set; where it is missing the message says how to name the folder. */
    public static Path file(String set, String name) throws IOException {
        Path file = folder().resolve(set).resolve(name);
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing. Set WENWEN_DATASETS to the folder that holds " + set + ".");
        }
        return file;
    }
}
