package io.wenwen.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    private static final Download.Patience QUICK =
            new Download.Patience(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMillis(300));

    @TempDir
    Path folder = Path.of(".");

    private final byte[] file = someModel(7);
    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> bytes = Collections.synchronizedList(new ArrayList<>());
    private @Nullable FileServer started;

    @BeforeEach
    void serve() throws IOException {
        started = new FileServer(file);
    }

    @AfterEach
    void stop() {
        server().close();
    }

    @Test
    void a_file_gets_its_name_only_when_it_is_whole_and_is_not_fetched_twice() throws Exception {
        ModelStore store = store(sha(file), server().uri("m.gguf"));
        ModelFile got = store.obtain("m", progress());
        assertThat(got.path()).hasBinaryContent(file).isEqualTo(folder.resolve("m.gguf"));
        assertThat(got.sha256()).isEqualTo(sha(file));
        assertThat(bytes).isSorted().last().isEqualTo((long) file.length);
        assertThat(folder.resolve("m.gguf.part")).doesNotExist();

        assertThat(store.obtain("alias", progress()).path()).isEqualTo(got.path());
        assertThat(server().requests()).isEqualTo(1);
    }

    @Test
    void a_cut_connection_goes_on_where_it_stopped() throws Exception {
        server().manners.cutAfter = file.length / 3;
        ModelFile got = store(sha(file), server().uri("m.gguf")).obtain("m", progress());
        assertThat(got.path()).hasBinaryContent(file);
        assertThat(server().ranges).hasSizeBetween(3, 5).first().isEqualTo("");
        assertThat(server().ranges.subList(1, server().requests())).allMatch(r -> r.startsWith("bytes="));
    }

    @Test
    void what_an_earlier_run_left_is_used() throws Exception {
        Files.write(folder.resolve("m.gguf.part"), Arrays.copyOf(file, 1_000_000));
        ModelFile got = store(sha(file), server().uri("m.gguf")).obtain("m", progress());
        assertThat(got.path()).hasBinaryContent(file);
        assertThat(server().ranges).containsExactly("bytes=1000000-");
    }

    @Test
    void a_server_without_ranges_is_read_from_the_start() throws Exception {
        server().manners.ranges = false;
        Files.write(folder.resolve("m.gguf.part"), Arrays.copyOf(file, 1_000_000));
        assertThat(store(sha(file), server().uri("m.gguf"))
                        .obtain("m", progress())
                        .path())
                .hasBinaryContent(file);
    }

    @Test
    void a_bad_piece_of_an_earlier_run_is_thrown_away_and_fetched_again() throws Exception {
        byte[] other = someModel(8);
        Files.write(folder.resolve("m.gguf.part"), Arrays.copyOf(other, 1_000_000));
        ModelFile got = store(sha(file), server().uri("m.gguf")).obtain("m", progress());
        assertThat(got.path()).hasBinaryContent(file);
        assertThat(server().ranges).containsExactly("bytes=1000000-", "");
    }

    @Test
    void a_part_that_is_already_whole_is_only_checked() throws Exception {
        Files.write(folder.resolve("m.gguf.part"), file);
        assertThat(store(sha(file), server().uri("m.gguf"))
                        .obtain("m", progress())
                        .path())
                .hasBinaryContent(file);
    }

    @Test
    void a_wrong_file_is_refused_and_the_next_source_asked() throws Exception {
        try (FileServer wrong = new FileServer(someModel(9))) {
            ModelFile got = store(sha(file), wrong.uri("m.gguf"), server().uri("m.gguf"))
                    .obtain("m", progress());
            assertThat(got.path()).hasBinaryContent(file);
            assertThat(steps).anyMatch(s -> s.contains("wrong SHA-256"));
        }
    }

    @Test
    void a_wrong_file_from_the_only_source_leaves_nothing_behind() throws Exception {
        server().content = someModel(9);
        ModelUnavailableException e = failure(store(sha(file), server().uri("m.gguf")));
        assertThat(e).hasMessageContaining("wrong SHA-256").hasMessageContaining("127.0.0.1");
        assertThat(e.advice()).contains("--model FILE").contains(folder.toString());
        assertThat(e.lasting()).isFalse();
        assertThat(folder.resolve("m.gguf")).doesNotExist();
        assertThat(folder.resolve("m.gguf.part")).doesNotExist();
    }

    @Test
    void a_host_that_is_not_there_or_refuses_costs_little_and_the_next_is_asked() throws Exception {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort() + "/m.gguf");
        }
        try (FileServer gone = new FileServer(file)) {
            gone.manners.status = 404;
            ModelFile got = store(sha(file), nobody, gone.uri("m.gguf"), server().uri("m.gguf"))
                    .obtain("m", progress());
            assertThat(got.path()).hasBinaryContent(file);
            assertThat(gone.requests()).isEqualTo(1);
            assertThat(steps).anyMatch(s -> s.contains("no connection")).anyMatch(s -> s.contains("HTTP 404"));
        }
    }

    @Test
    void a_server_that_falls_silent_is_left() throws Exception {
        try (FileServer silent = new FileServer(file)) {
            silent.manners.stallAfter = 1000;
            silent.manners.ranges = false;
            ModelFile got = store(sha(file), silent.uri("m.gguf"), server().uri("m.gguf"))
                    .obtain("m", progress());
            assertThat(got.path()).hasBinaryContent(file);
        }
    }

    @Test
    void offline_nothing_is_asked_but_what_is_here_is_used() throws Exception {
        ModelStore offline =
                new ModelStore(folder, catalogue(sha(file), server().uri("m.gguf")), true, QUICK, List.of());
        assertThat(failure(offline)).hasMessageContaining("--offline");
        assertThat(server().requests()).isZero();

        Files.write(folder.resolve("m.gguf"), file);
        assertThat(offline.obtain("m", progress()).bytes()).isEqualTo(file.length);
    }

    @Test
    void a_damaged_cached_file_is_fetched_again() throws Exception {
        Files.write(folder.resolve("m.gguf"), someModel(9));
        assertThat(store(sha(file), server().uri("m.gguf"))
                        .obtain("m", progress())
                        .path())
                .hasBinaryContent(file);
    }

    @Test
    void without_a_published_hash_the_servers_own_decides() throws Exception {
        server().manners.linkedEtag = sha(someModel(9));
        assertThat(failure(store(null, server().uri("m.gguf")))).hasMessageContaining("wrong SHA-256");
        server().manners.linkedEtag = sha(file);
        assertThat(store(null, server().uri("m.gguf")).obtain("m", progress()).sha256())
                .isEqualTo(sha(file));
    }

    @Test
    void pulls_of_one_file_at_a_time_download_it_once() throws Exception {
        ModelStore store = store(sha(file), server().uri("m.gguf"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<ModelFile>> pulls = Collections.nCopies(6, () -> store.obtain("m", progress()));
            for (Future<ModelFile> pull : threads.invokeAll(pulls)) {
                assertThat(pull.get().path()).hasBinaryContent(file);
            }
        }
        assertThat(server().requests()).isEqualTo(1);
    }

    @Test
    void a_file_and_an_address_given_by_the_user_are_taken_as_they_are() throws Exception {
        Path own = Files.write(folder.resolve("own.gguf"), file);
        ModelStore store = store(sha(file), server().uri("m.gguf"));
        assertThat(store.obtain(own.toString(), progress())).satisfies(f -> {
            assertThat(f.name()).isEqualTo("own");
            assertThat(f.sha256()).isEqualTo(sha(file));
        });
        ModelFile fetched = store.obtain(server().uri("other.gguf") + "?download=true", progress());
        assertThat(fetched.path()).hasFileName("other.gguf").hasBinaryContent(file);
        assertThat(fetched.name()).isEqualTo("other");
    }

    @Test
    void two_addresses_with_one_file_name_are_two_files_and_neither_is_the_catalogues() throws Exception {
        byte[] theirs = someModel(9);
        try (FileServer other = new FileServer(theirs)) {
            ModelStore store = store(sha(file), server().uri("m.gguf"));
            assertThat(store.toDownload(server().uri("m.gguf").toString())).isEqualTo(-1);
            assertThat(store.obtain(server().uri("m.gguf").toString(), progress())
                            .path())
                    .hasBinaryContent(file);
            assertThat(store.obtain(other.uri("m.gguf").toString(), progress()).path())
                    .hasBinaryContent(theirs);
            assertThat(store.toDownload(server().uri("m.gguf").toString())).isZero();
            assertThat(folder.resolve("m.gguf")).doesNotExist();
            store.obtain(other.uri("m.gguf").toString(), progress());
            assertThat(other.requests()).isEqualTo(1);
        }
    }

    @Test
    void without_a_published_hash_the_first_download_is_trusted_and_holds_from_then_on() throws Exception {
        ModelStore store = store(null, server().uri("m.gguf"));
        KnownModel model = store.known("m").orElseThrow();
        assertThat(store.expectedHash(model)).isEmpty();
        Path first = store.obtain("m", progress()).path();
        assertThat(steps).anyMatch(s -> s.contains("no published SHA-256 known; recorded): " + sha(file)));
        assertThat(store.expectedHash(model)).hasValue(sha(file));

        Files.write(first, someModel(9));
        assertThat(store.obtain("m", progress()).path())
                .as("changed afterwards, fetched again")
                .hasBinaryContent(file);

        Files.delete(first);
        server().content = someModel(9);
        assertThat(failure(store))
                .hasMessageContaining("the first download was that")
                .hasMessageContaining(".first");
        String note = String.valueOf(failure(store).getMessage()).replaceFirst("(?s).*remove ", "");
        Files.delete(Path.of(note.strip()));
        assertThat(store.obtain("m", progress()).path()).hasBinaryContent(someModel(9));
    }

    @Test
    void an_address_that_is_broken_or_not_protected_is_refused_before_anything_is_asked() throws Exception {
        ModelStore store = store(sha(file), server().uri("m.gguf"));
        assertThatThrownBy(() -> store.obtain("http://example.com/m.gguf", progress()))
                .hasMessageContaining("not protected");
        assertThatThrownBy(() -> store.obtain("http://127.0.0.1.example.com/m.gguf", progress()))
                .hasMessageContaining("not protected");
        assertThatThrownBy(() -> store.obtain("https://example.com/a b.gguf", progress()))
                .hasMessageContaining("not well formed");
        assertThatThrownBy(() -> store.toDownload("https://example.com/v1"))
                .hasMessageContaining("does not name a .gguf file");
    }

    @Test
    void what_is_no_model_is_refused_with_what_would_be_one() throws Exception {
        ModelStore store = store(sha(file), server().uri("m.gguf"));
        assertThatThrownBy(() -> store.obtain("gpt-9", progress()))
                .hasMessageContaining("neither a name of the catalogue nor a file");
        assertThatThrownBy(() -> store.obtain("https://example.com/v1", progress()))
                .isInstanceOfSatisfying(ModelUnavailableException.class, e -> {
                    assertThat(e.lasting()).isTrue();
                    assertThat(e.advice()).contains("Remote model servers are not supported yet");
                });
        Path page = Files.writeString(folder.resolve("page.gguf"), "<html>");
        assertThatThrownBy(() -> store.obtain(page.toString(), progress()))
                .hasMessageContaining("not a GGUF file")
                .hasMessageContaining("<htm");
    }

    private FileServer server() {
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    private ModelUnavailableException failure(ModelStore store) {
        return catchThrowableOfType(ModelUnavailableException.class, () -> store.obtain("m", progress()));
    }

    private ModelStore store(@Nullable String sha256, URI... sources) {
        return new ModelStore(folder, catalogue(sha256, sources), false, QUICK, List.of());
    }

    private ModelCatalogue catalogue(@Nullable String sha256, URI... sources) {
        List<ModelSource> from =
                Arrays.stream(sources).<ModelSource>map(ModelSource.Url::new).toList();
        KnownModel model = new KnownModel(
                "m", List.of("alias"), "Apache-2.0", "qwen2", "m.gguf", file.length, sha256, 1 << 20, from);
        return new ModelCatalogue(List.of(model), "m");
    }

    private ModelProgress progress() {
        return new ModelProgress() {
            @Override
            public void bytes(long done, long total) {
                bytes.add(done);
                assertThat(total).isEqualTo(file.length);
            }

            @Override
            public void step(String what) {
                steps.add(what);
            }
        };
    }

    private static byte[] someModel(int seed) {
        byte[] bytes = new byte[3_000_000];
        new Random(seed).nextBytes(bytes);
        System.arraycopy(new byte[] {'G', 'G', 'U', 'F'}, 0, bytes, 0, 4);
        return bytes;
    }

    private static String sha(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
