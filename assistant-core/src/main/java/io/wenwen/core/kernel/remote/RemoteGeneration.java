package io.wenwen.core.kernel.remote;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Completion.Ending;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer of a remote server, read by a thread of its own. Whatever ends it early (cancelled, too late) interrupts that thread, and
 * that closes the connection.
 *
 * <p>Asked again is only where the server says that it did nothing (429, 503) or was never reached; never after a failure that may
 * have cost tokens, and never once an answer has begun.
 */
final class RemoteGeneration implements Generation {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteGeneration.class);
    private static final int TRIES = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(300);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LONGEST_TEXT = 1 << 20;

    private final RemoteModel model;
    private final RemoteOptions options;
    private final GenerationRequest request;
    private final ScheduledExecutorService clock;
    private final Thread reader;
    private final CompletableFuture<Completion> done = new CompletableFuture<>();
    private final long started = System.nanoTime();

    private final Object lock = new Object();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Ending abort;
    private @Nullable Future<?> alarm;
    private boolean over;
    private long firstToken;

    /** Chunks with text: about as many tokens. */
    private int chunks;

    private int promptTokens;
    private int generatedTokens;

    RemoteGeneration(
            RemoteModel model, RemoteOptions options, GenerationRequest request, ScheduledExecutorService clock) {
        this.model = model;
        this.options = options;
        this.request = request;
        this.clock = clock;
        this.reader = Thread.ofVirtual().name("remote-generation").unstarted(this::read);
    }

    void start() {
        Duration total = options.total();
        Duration own = request.service().deadline();
        Duration limit = own != null && own.compareTo(total) < 0 ? own : total;
        Future<?> last = clock.schedule(() -> end(Ending.DEADLINE), limit.toNanos(), TimeUnit.NANOSECONDS);
        done.whenComplete((completion, failure) -> last.cancel(false));
        alarm(options.firstToken());
        reader.start();
    }

    /** From now on the next sign of life may take this long. */
    private void alarm(Duration atMost) {
        synchronized (lock) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            alarm = over ? null : clock.schedule(() -> end(Ending.DEADLINE), atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void cancel() {
        end(Ending.CANCELLED);
    }

    private void end(Ending how) {
        synchronized (lock) {
            if (abort == null && !over) {
                abort = how;
                reader.interrupt();
            }
        }
    }

    @Override
    public Completion await(Duration deadline) throws InterruptedException {
        try {
            return done.get(Math.max(0, deadline.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            end(Ending.DEADLINE);
            return lastWords();
        } catch (InterruptedException e) {
            cancel();
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A generation never completes exceptionally", e);
        }
    }

    private Completion lastWords() throws InterruptedException {
        try {
            return done.get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return completion(Ending.DEADLINE);
        }
    }

    private void read() {
        Ending ending = Ending.FAILED;
        boolean serverFailed = true;
        try {
            ending = ask();
            serverFailed = false;
        } catch (RemoteFailure e) {
            LOG.warn("The remote model {} failed: {}", options.model(), e.getMessage());
            serverFailed = e.serversFault();
        } catch (IOException e) {
            if (!aborted()) {
                // Without its message, which may quote an answer.
                LOG.warn(
                        "The connection to the remote model {} broke: {}",
                        options.model(),
                        e.getClass().getName());
            }
        } catch (InterruptedException e) {
            // Ended from outside; which way is said by abort.
        } catch (RuntimeException | Error e) {
            LOG.warn(
                    "The hearer of a remote generation failed: {}", e.getClass().getName());
            serverFailed = false;
        }
        finish(ending, serverFailed);
    }

    private boolean aborted() {
        synchronized (lock) {
            return abort != null;
        }
    }

    private void finish(Ending ending, boolean serverFailed) {
        Ending how;
        synchronized (lock) {
            over = true;
            how = abort != null ? abort : ending;
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
        boolean late = how == Ending.DEADLINE;
        Completion completion = completion(how);
        model.ended(
                this,
                how,
                late || how == Ending.FAILED && serverFailed,
                (long) completion.promptTokens() + completion.generatedTokens());
        done.complete(completion);
    }

    private Ending ask() throws IOException, InterruptedException, RemoteFailure {
        HttpRequest asked = model.authorised(HttpRequest.newBuilder(options.at("/chat/completions")))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(ChatJson.request(options.model(), request)))
                .build();
        Duration wait = FIRST_WAIT;
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<InputStream> response =
                        model.client().send(asked, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    if (response.statusCode() == 200) {
                        return answer(new EventLines(body));
                    }
                    RemoteFailure refused = RemoteFailure.of(response.statusCode(), body);
                    if (!refused.nothingDone() || attempt == TRIES) {
                        throw refused;
                    }
                    wait = retryAfter(response).orElse(wait);
                }
            } catch (ConnectException | HttpConnectTimeoutException e) {
                if (attempt == TRIES) {
                    throw RemoteFailure.unreachable(e);
                }
            }
            if (wait.compareTo(LONGEST_WAIT) > 0) {
                throw RemoteFailure.askedToWait(wait);
            }
            Thread.sleep(wait);
            wait = wait.multipliedBy(2);
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private Ending answer(EventLines lines) throws IOException, RemoteFailure {
        Ending ending = null;
        for (String data = lines.next(); data != null && !data.equals("[DONE]"); data = lines.next()) {
            ChatJson.Chunk chunk = ChatJson.chunk(data);
            if (aborted()) {
                return Ending.CANCELLED;
            }
            if (!chunk.text().isEmpty()) {
                heard(chunk.text());
            }
            if (chunk.usage() != null) {
                synchronized (lock) {
                    promptTokens = chunk.usage().prompt();
                    generatedTokens = chunk.usage().completion();
                }
            }
            if (chunk.ending() != null) {
                ending = chunk.ending();
            }
        }
        if (ending == null) {
            throw RemoteFailure.brokenOff();
        }
        return ending;
    }

    private void heard(String piece) throws RemoteFailure {
        synchronized (lock) {
            if (firstToken == 0) {
                firstToken = System.nanoTime();
            }
            chunks++;
            text.append(piece);
            if (text.length() > LONGEST_TEXT || chunks > 2L * request.maxTokens() + 16) {
                throw RemoteFailure.tooMuch(request.maxTokens());
            }
        }
        alarm(options.silence());
        request.sink().text(piece);
    }

    private Completion completion(Ending how) {
        long now = System.nanoTime();
        synchronized (lock) {
            return new Completion(
                    text.toString(),
                    promptTokens,
                    Math.max(generatedTokens, chunks),
                    Duration.ofNanos((firstToken == 0 ? now : firstToken) - started),
                    Duration.ofNanos(now - started),
                    how);
        }
    }
}
