package io.wenwen.app.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path folder = Path.of(".");

    @Test
    void a_new_folder_becomes_a_home_with_commented_settings() {
        Home home = new Home(folder.resolve("shop a")).open();
        assertThat(home.settings()).content().contains("# wenwen:").contains("#     name: default");
        assertThat(home.logs()).isDirectory();
        assertThat(home.open()).isEqualTo(home);
    }

    @Test
    void a_folder_that_holds_something_else_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> new Home(folder).open())
                .isInstanceOfSatisfying(OperateException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(2);
                    assertThat(e.advice()).contains("--home");
                })
                .hasMessageContaining("holds no Wenwen shop");
        assertThat(folder).isDirectoryContaining("glob:**thesis.txt");
    }

    @Test
    void a_newer_format_is_refused_with_the_next_step() throws IOException {
        Home home = new Home(folder.resolve("h")).open();
        Files.writeString(home.folder().resolve("format"), (Home.FORMAT + 1) + "\n");
        assertThatThrownBy(home::open)
                .isInstanceOfSatisfying(
                        OperateException.class, e -> assertThat(e.advice()).contains("git pull"))
                .hasMessageContaining("newer Wenwen");
    }

    @Test
    void of_an_older_format_only_what_can_be_made_anew_is_dropped() throws IOException {
        Home home = new Home(folder.resolve("h")).open();
        Files.writeString(home.folder().resolve("format"), "0\n");
        Path index = Files.writeString(home.index().resolve("segments_1"), "old");
        Path shop = Files.writeString(home.shop().resolve("catalog.jsonl"), "{}");
        home.open();
        assertThat(index).doesNotExist();
        assertThat(shop).exists();
        assertThat(home.folder().resolve("format")).hasContent(String.valueOf(Home.FORMAT));
    }

    @Test
    void clearing_keeps_the_settings_alone() throws IOException {
        Home home = new Home(folder.resolve("h")).open();
        Files.writeString(home.shop().resolve("catalog.jsonl"), "{}");
        Files.createDirectories(home.folder().resolve("data"));
        home.clear();
        List<String> left = new ArrayList<>();
        try (var entries = Files.list(home.folder())) {
            entries.forEach(e -> left.add(String.valueOf(e.getFileName())));
        }
        assertThat(left).containsExactlyInAnyOrder("wenwen.yml", "format");
    }

    @Test
    void one_process_serves_a_home_and_a_stale_file_claims_nothing() throws IOException {
        Home home = new Home(folder.resolve("h")).open();
        assertThat(RunningServer.of(home)).isEmpty();
        try (RunningServer.Claim claim = RunningServer.claim(home).orElseThrow()) {
            assertThat(RunningServer.claim(home)).isEmpty();
            claim.announce("http://127.0.0.1:1234");
            assertThat(RunningServer.of(home))
                    .hasValue(new RunningServer(ProcessHandle.current().pid(), "http://127.0.0.1:1234"));
        }
        Files.writeString(home.runFile(), "{\"pid\":1,\"url\":\"http://127.0.0.1:1234\"}");
        assertThat(RunningServer.of(home)).isEmpty();
        RunningServer.claim(home).orElseThrow().close();
    }
}
