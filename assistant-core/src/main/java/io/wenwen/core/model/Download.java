package io.wenwen.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Brings one file over HTTP into a part file and goes on where an earlier try stopped (RFC 9110 ranges). A server that
 * does not know ranges is read from the start. Gives up quickly on a host that does not answer, and tries a cut
 * connection again as long as each try brings something.
 */
final class Download {

    /** How long a host may take. */
    record Patience(Duration connect, Duration answer, Duration stall) {
        static final Patience NORMAL =
                new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    private static final int TRIES_WITHOUT_PROGRESS = 3;
    private static final int BUFFER = 1 << 20;

    private final HttpClient client;
    private final Patience patience;

    Download(Patience patience) {
        this.patience = patience;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.connect())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(Proxies.ofThisMachine());
        Proxies.authenticator().ifPresent(builder::authenticator);
        client = builder.build();
    }

    /**
     * Fills {@code part} up to the file's end.
     *
     * @param room called with the bytes still to come before any is written; throws where the disk has no room
     * @return the file's SHA-256 where the server states it
     */
    Optional<String> into(Path part, URI uri, long expected, ModelProgress progress, Room room)
            throws IOException, InterruptedException {
        int barren = 0;
        while (true) {
            long before = Files.exists(part) ? Files.size(part) : 0;
            try {
                return attempt(part, uri, expected, progress, room);
            } catch (Refused | DiskFullException e) {
                throw e;
            } catch (IOException e) {
                long after = Files.exists(part) ? Files.size(part) : 0;
                barren = after > before ? 0 : barren + 1;
                if (after == 0 || barren >= TRIES_WITHOUT_PROGRESS) {
                    throw e;
                }
                progress.step("连接中断，从 " + (after >> 20) + " MB 处继续 (connection lost, resuming): " + uri.getHost());
            }
        }
    }

    /** Says whether so many more bytes fit. */
    @FunctionalInterface
    interface Room {
        void need(long bytes) throws IOException;
    }

    /** The server answered, and asking again would give the same answer. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    private Optional<String> attempt(Path part, URI uri, long expected, ModelProgress progress, Room room)
            throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(patience.answer())
                .header("User-Agent", "wenwen")
                .header("Accept-Encoding", "identity");
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (status == 416 && have > 0) {
                // The part is whole, or longer than the file: the check of size and hash tells which.
                progress.bytes(have, Math.max(have, expected));
                return statedHash(response);
            }
            boolean goesOn = status == 206 && startOf(response) == have;
            if (status != 200 && !goesOn) {
                throw new Refused("HTTP " + status);
            }
            if (!goesOn) {
                have = 0;
            }
            long coming = response.headers().firstValueAsLong("content-length").orElse(-1);
            long total = coming >= 0 ? have + coming : expected;
            room.need(Math.max(0, total - have));
            copy(body, part, have, total, goesOn, progress);
            if (coming >= 0 && Files.size(part) < total) {
                throw new IOException("the connection ended at " + Files.size(part) + " of " + total + " bytes");
            }
            return statedHash(response);
        }
    }

    private void copy(InputStream body, Path part, long have, long total, boolean append, ModelProgress progress)
            throws IOException {
        AtomicLong last = new AtomicLong(System.nanoTime());
        Thread watch = Thread.ofVirtual().name("download-watch").start(() -> closeWhenStalled(body, last));
        try (OutputStream out = Files.newOutputStream(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] buffer = new byte[BUFFER];
            long done = have;
            progress.bytes(done, total);
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                DiskFullException.guard(part, out, buffer, n);
                done += n;
                last.set(System.nanoTime());
                progress.bytes(done, Math.max(done, total));
            }
        } finally {
            watch.interrupt();
        }
    }

    private void closeWhenStalled(InputStream body, AtomicLong last) {
        try {
            while (true) {
                long idle = System.nanoTime() - last.get();
                long left = patience.stall().toNanos() - idle;
                if (left <= 0) {
                    body.close();
                    return;
                }
                Thread.sleep(Duration.ofNanos(left));
            }
        } catch (InterruptedException | IOException e) {
            // The download ended, one way or the other.
        }
    }

    /** First byte of a 206 answer; -1 where it does not say. */
    private static long startOf(HttpResponse<?> response) {
        String range = response.headers().firstValue("content-range").orElse("");
        if (!range.startsWith("bytes ") || range.indexOf('-') < 0) {
            return -1;
        }
        try {
            return Long.parseLong(range.substring(6, range.indexOf('-')).strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Hugging Face states the SHA-256 of a large file as {@code X-Linked-Etag} on the answer that redirects to it. */
    private static Optional<String> statedHash(@Nullable HttpResponse<?> response) {
        for (HttpResponse<?> r = response; r != null; r = r.previousResponse().orElse(null)) {
            String tag = r.headers().firstValue("x-linked-etag").orElse("").replace("\"", "");
            if (tag.matches("[0-9a-fA-F]{64}")) {
                return Optional.of(tag.toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }
}
