package io.wenwen.core.openai;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.ContextOverflowException;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.ModelBusyException;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Service;
import io.wenwen.core.kernel.TokenConstraint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The generations of one request, from start to end; closing cancels what still runs. For the request's thread. */
final class Choices implements AutoCloseable {

    /** A connection is tried this often, so that a client who left is noticed while the model reads a long prompt. */
    private static final long PING_MILLIS = 500;

    /** Receives what happens. Any method throws when the client has gone. */
    interface Answer {
        void piece(ChoiceEvent.Piece piece) throws IOException;

        default void call(ChoiceEvent.Call call) throws IOException {}

        default void arguments(ChoiceEvent.Arguments arguments) throws IOException {}

        void end(ChoiceEvent.End end) throws IOException;

        void ping() throws IOException;
    }

    private final LanguageModel model;
    private final TokenTexts texts;
    private final GenerationOptions options;
    private final int defaultTokens;
    private final int alternatives;
    private final Service service;
    private final Duration deadline;
    private final Semaphore places;

    /** Bounded by the budgets: an event a token at most. */
    private final BlockingQueue<ChoiceEvent> events = new LinkedBlockingQueue<>();

    private final List<Generation> running = new ArrayList<>();

    /** @param places how many generations the whole interface may have at once */
    Choices(
            ServedModels.Chat model,
            GenerationOptions options,
            int defaultTokens,
            int alternatives,
            String tenant,
            Duration deadline,
            Semaphore places) {
        this.model = model.model();
        this.texts = model.texts();
        this.options = options;
        this.defaultTokens = defaultTokens;
        this.alternatives = alternatives;
        this.service = new Service(Service.Priority.STANDARD, tenant, deadline);
        this.deadline = deadline;
        this.places = places;
    }

    /** Starts as many choices of this prompt as were asked for. */
    void start(Prompt prompt) {
        start(prompt, () -> null);
    }

    /** @param constraints gives each choice its own; {@code null} for none */
    void start(Prompt prompt, Supplier<? extends @Nullable TokenConstraint> constraints) {
        for (int i = 0; i < options.choices(); i++) {
            if (!places.tryAcquire()) {
                throw ApiError.busy(
                        "Too many answers are being generated at once (wenwen.openai.max-generations). Try again later.");
            }
            int choice = running.size();
            TokenConstraint constraint = constraints.get();
            ChoiceSink sink = new ChoiceSink(
                    choice,
                    alternatives,
                    texts,
                    constraint instanceof CallConstraint calls ? calls : null,
                    events::add);
            Generation generation;
            try {
                generation = start(prompt, choice, constraint, sink);
            } catch (RuntimeException | Error e) {
                places.release();
                throw e;
            }
            running.add(generation);
            Thread.ofVirtual().name("v1-choice").start(() -> await(generation, sink));
        }
    }

    private Generation start(Prompt prompt, int choice, @Nullable TokenConstraint constraint, ChoiceSink sink) {
        int budget = options.maxTokens().orElse(defaultTokens);
        try {
            return start(prompt, choice, constraint, sink, budget);
        } catch (ContextOverflowException e) {
            int room = e.contextLength() - e.promptTokens();
            if (options.maxTokens().isEmpty() && room > 0) {
                return start(prompt, choice, constraint, sink, room);
            }
            throw ApiError.tooLong("This model's maximum context length is " + e.contextLength()
                    + " tokens. However, you requested " + ((long) e.promptTokens() + budget) + " tokens ("
                    + e.promptTokens() + " in the messages, " + budget
                    + " in the completion). Please reduce the length of the messages or completion.");
        }
    }

    private Generation start(
            Prompt prompt, int choice, @Nullable TokenConstraint constraint, ChoiceSink sink, int budget) {
        try {
            return model.start(new GenerationRequest(
                    prompt, options.sampling(choice), budget, options.stop(), constraint, sink, service));
        } catch (ContextOverflowException e) {
            throw e;
        } catch (ModelBusyException e) {
            throw ApiError.busy("The model has too much to do. Try again later.", e.retryAfter());
        } catch (RejectedExecutionException e) {
            throw ApiError.modelNotReady("it is being closed");
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(null, null, String.valueOf(e.getMessage()));
        }
    }

    private void await(Generation generation, ChoiceSink sink) {
        try {
            sink.end(generation.await(deadline));
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; the generation is cancelled by then.
            Thread.currentThread().interrupt();
        }
    }

    int count() {
        return running.size();
    }

    /**
     * Follows all choices to their end.
     *
     * @throws ApiError if one of them fails or is late
     */
    void follow(Answer answer) throws IOException, InterruptedException {
        for (int open = running.size(); open > 0; ) {
            ChoiceEvent event = events.poll(PING_MILLIS, TimeUnit.MILLISECONDS);
            switch (event) {
                case null -> answer.ping();
                case ChoiceEvent.Piece piece -> answer.piece(piece);
                case ChoiceEvent.Call call -> answer.call(call);
                case ChoiceEvent.Arguments arguments -> answer.arguments(arguments);
                case ChoiceEvent.End end -> {
                    open--;
                    answer.end(checked(end));
                }
            }
        }
    }

    private ChoiceEvent.End checked(ChoiceEvent.End end) {
        switch (end.completion().ending()) {
            case END_OF_TURN, STOP_STRING, TOKEN_BUDGET -> {
                return end;
            }
            case DEADLINE -> throw ApiError.deadline(deadline.toSeconds());
            case CANCELLED -> throw ApiError.modelNotReady("it is being closed");
            case FAILED -> throw ApiError.failed();
            default -> throw new IllegalStateException("An ending that is not known: " + end);
        }
    }

    static String finishReason(ChoiceEvent.End end) {
        if (end.completion().ending() == Completion.Ending.TOKEN_BUDGET) {
            return "length";
        }
        return end.calls() > 0 ? "tool_calls" : "stop";
    }

    @Override
    public void close() {
        running.forEach(Generation::cancel);
        places.release(running.size());
    }
}
