package io.wenwen.core.kernel.remote;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.ModelBusyException;
import io.wenwen.core.kernel.ModelCard;
import io.wenwen.core.kernel.text.Tokenizer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model on a server that speaks OpenAI's interface (vLLM, SGLang, DashScope, Ollama, another Wenwen). Its text comes without a
 * constraint, and nothing that may belong to a person is sent to it. Thread-safe.
 */
public final class RemoteModel implements LanguageModel {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LONGEST_LIST = 1 << 20;
    /** Where a server does not say how much its model reads. */
    private static final int CONTEXT = 8192;

    private final RemoteOptions options;
    private final HttpClient client;
    private final ScheduledExecutorService clock;
    private final TokenBudget budget;
    private final Pause pause = new Pause(System::nanoTime);
    private final Set<RemoteGeneration> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public RemoteModel(RemoteOptions options) {
        this.options = options;
        this.budget = new TokenBudget(options.tokensPerDay(), System::nanoTime);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(options.connect())
                // A redirect would carry the key to whoever is named.
                .followRedirects(HttpClient.Redirect.NEVER);
        if ("http".equalsIgnoreCase(options.url().getScheme())) {
            // Servers without TLS mostly do not know how to upgrade.
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        client = builder.build();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("remote-model-clock").factory());
        timer.setRemoveOnCancelPolicy(true);
        clock = timer;
    }

    /**
     * Asks whether the server is there, takes the key and has the model.
     *
     * @return why it cannot be used; empty if it can. A server without a list of models is taken at its word
     * @throws IOException if it cannot be reached
     */
    public Optional<String> check() throws IOException, InterruptedException {
        HttpRequest asked =
                authorised(HttpRequest.newBuilder(options.at("/models"))).GET().build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                asked, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST_LIST));
        HttpResponse<byte[]> response;
        try {
            response = answer.get(options.firstToken().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "Its server said nothing for " + options.firstToken().toSeconds() + " s.", e);
        } catch (ExecutionException e) {
            throw new IOException("Its server cannot be reached: " + e.getCause(), e);
        } finally {
            answer.cancel(true);
        }
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            return Optional.of("its server refuses the key (" + status + ")");
        }
        if (status >= 500) {
            throw new IOException("Its server answers " + status + ".");
        }
        try {
            JsonNode list = JsonMapper.shared().readTree(response.body()).path("data");
            boolean named = status != 200
                    || !list.isArray()
                    || list.isEmpty()
                    || list.valueStream()
                            .anyMatch(m -> m.path("id").asString("").equals(options.model()));
            return named ? Optional.empty() : Optional.of("its server has no model of this name");
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    HttpRequest.Builder authorised(HttpRequest.Builder request) {
        return options.key().isEmpty() ? request : request.header("Authorization", "Bearer " + options.key());
    }

    @Override
    public ModelCard card() {
        return new ModelCard(options.model(), "", "remote", "remote", CONTEXT, 0);
    }

    @Override
    public @Nullable Tokenizer tokenizer() {
        return null;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the request has a constraint, or a prompt that a chat server cannot be given, or one that
     *     holds personal data
     * @throws ModelBusyException also when the day's tokens are used up, or the server failed several times in a row
     */
    @Override
    public Generation start(GenerationRequest request) {
        if (request.constraint() != null) {
            throw new IllegalArgumentException(
                    "A remote model takes no constraint. Ask for plain text and check it afterwards.");
        }
        if (request.prompt().messages().isEmpty() || !request.prompt().opening().isEmpty()) {
            throw new IllegalArgumentException(
                    "A remote model answers messages; it cannot be given the beginning of its answer.");
        }
        for (Message message : request.prompt().messages()) {
            PersonalData.in(message.text()).ifPresent(kind -> {
                throw new IllegalArgumentException(
                        "A message holds what looks like " + kind + "; it was not sent to the remote model.");
            });
        }
        Duration left = pause.left();
        if (left.isPositive()) {
            throw new ModelBusyException(
                    "The remote model " + options.model() + " failed several times in a row and is left alone for "
                            + left.toSeconds() + " s.",
                    left.plus(SOON));
        }
        if (budget.spent()) {
            throw new ModelBusyException(
                    "The remote model " + options.model() + " has used its " + options.tokensPerDay()
                            + " tokens of 24 hours. Raise wenwen.model.remote.tokens-per-day.",
                    HOUR);
        }
        RemoteGeneration generation = new RemoteGeneration(this, options, request, clock);
        synchronized (running) {
            if (closed) {
                throw new RejectedExecutionException("The model " + options.model() + " is closed.");
            }
            if (running.size() >= options.atOnce()) {
                throw new ModelBusyException(
                        running.size() + " generations run on the remote model already, which is the limit.", SOON);
            }
            running.add(generation);
        }
        generation.start();
        return generation;
    }

    HttpClient client() {
        return client;
    }

    /**
     * @param serverFailed whether the server is to blame for the end
     * @param tokens of prompt and answer, as far as is known
     */
    void ended(RemoteGeneration generation, Completion.Ending how, boolean serverFailed, long tokens) {
        synchronized (running) {
            running.remove(generation);
        }
        budget.use(tokens);
        if (serverFailed) {
            pause.failed();
        } else if (how != Completion.Ending.CANCELLED) {
            pause.succeeded();
        }
    }

    /** Ends all generations; their connections are closed. */
    @Override
    public void close() {
        synchronized (running) {
            closed = true;
        }
        running.forEach(RemoteGeneration::cancel);
        clock.shutdown();
        client.shutdownNow();
    }
}
