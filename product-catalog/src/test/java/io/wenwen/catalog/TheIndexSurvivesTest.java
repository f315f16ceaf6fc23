package io.wenwen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.retrieval.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TheIndexSurvivesTest {

    @TempDir
    Path directory;

    private Map<String, FileTime> files() throws IOException {
        Map<String, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), Files.getLastModifiedTime(file));
            }
        }
        return files;
    }

    private String load() {
        try (Catalog catalog = Catalog.open(directory, null)) {
            catalog.load("街角小店", CornerShop.products(), CornerShop.promotions());
            assertThat(catalog.search(new SearchRequest(List.of(), "碎花", null, 5))
                            .hits())
                    .hasSize(1);
            return catalog.version();
        }
    }

    @Test
    void aSecondStartWritesNothing() throws IOException {
        String version = load();
        Map<String, FileTime> before = files();
        assertThat(before).isNotEmpty();
        assertThat(load()).isEqualTo(version);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aDamagedIndexIsWrittenAnew() throws IOException {
        load();
        for (String file : files().keySet()) {
            byte[] bytes = Files.readAllBytes(directory.resolve(file));
            for (int i = bytes.length / 3; i < bytes.length; i++) {
                bytes[i] = 7;
            }
            Files.write(directory.resolve(file), bytes);
        }
        load();
    }

    @Test
    void otherContentHasAnotherVersionAndReplacesTheOldIndex() throws IOException {
        String version = load();
        try (Catalog catalog = Catalog.open(directory, null)) {
            catalog.load("街角小店", CornerShop.products().subList(0, 5), List.of());
            assertThat(catalog.version()).isNotEqualTo(version);
            assertThat(catalog.products()).hasSize(5);
        }
        assertThat(files().keySet()).noneMatch(f -> f.contains(version));
    }
}
