package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Completion.Ending;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.TokenChoice;
import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.text.Tokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One generation: its tokens, its pages, and how far both have come. All but {@link Generation} belongs to the engine's thread. */
final class Sequence implements Generation {

    /** How long a generation that was told to end may take for it: the longest step of a slow machine. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    final int promptLength;
    final int shared;
    final int[] tokens;
    int length;

    /** Tokens whose keys and values are in pages. */
    int computed;

    int[] pages = {};
    final List<PrefixCache.Node> prefix = new ArrayList<>();
    boolean publishing = true;

    private final GenerationRequest request;
    private final Tokenizer tokenizer;
    private final BitSet permitted;
    private final Sampler sampler;
    private final TextStream stream;
    private final CompletableFuture<Completion> done = new CompletableFuture<>();
    private final long started = System.nanoTime();
    private volatile @Nullable Ending abort;
    private @Nullable Ending ending;

    /** The token just drawn, until it is appended; null where the sink does not ask. */
    private @Nullable TokenChoice drawn;

    private long firstToken;
    private int forced;

    /** @param permitted the tokens that may come at all */
    Sequence(EncodedPrompt prompt, GenerationRequest request, Tokenizer tokenizer, BitSet permitted) {
        this.request = request;
        this.tokenizer = tokenizer;
        this.permitted = permitted;
        promptLength = prompt.tokens().length;
        shared = prompt.shared();
        tokens = Arrays.copyOf(prompt.tokens(), promptLength + request.maxTokens());
        length = promptLength;
        sampler = new Sampler(request.sampling());
        stream = new TextStream(request.stop(), request.sink());
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
        } catch (TimeoutException e) {
            return completion(Ending.DEADLINE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A generation never completes exceptionally", e);
        }
    }

    @Override
    public void cancel() {
        end(Ending.CANCELLED);
    }

    private synchronized void end(Ending how) {
        if (abort == null) {
            abort = how;
        }
    }

    /** True when someone outside wants it to end. */
    boolean aborted() {
        return abort != null;
    }

    boolean ended() {
        return ending != null;
    }

    /** Pages for the prompt and the whole budget. */
    int pagesNeeded() {
        return Math.ceilDiv(tokens.length, ModelRunner.PAGE);
    }

    /** Tokens not yet in pages; the last of them gives the next logits. */
    int pending() {
        return length - computed;
    }

    boolean reading() {
        return computed < promptLength;
    }

    int forcedTokens() {
        return forced;
    }

    int generated() {
        return length - promptLength;
    }

    /** The tokens that may come next. */
    private BitSet allowed() {
        TokenConstraint constraint = request.constraint();
        if (constraint == null) {
            return permitted;
        }
        BitSet allowed = (BitSet) constraint.allowed().clone();
        allowed.and(permitted);
        return allowed;
    }

    int draw(float[] logits) {
        BitSet allowed = allowed();
        int alternatives = request.sink().alternatives();
        if (alternatives < 0) {
            return sampler.draw(logits, allowed);
        }
        Distribution distribution = new Distribution(logits, allowed);
        int token = sampler.draw(logits, allowed);
        drawn = distribution.choice(token, alternatives);
        return token;
    }

    /** Appends a token, then all that must come after it. */
    void append(int token) {
        appendOne(token);
        appendForced();
    }

    /** Appends what the constraint leaves no choice about, before the first draw as well. */
    void appendForced() {
        TokenConstraint constraint = request.constraint();
        if (constraint == null) {
            return;
        }
        for (int[] run = onlyWay(constraint); run.length > 0; run = onlyWay(constraint)) {
            for (int token : run) {
                if (ending != null) {
                    return;
                }
                forced++;
                appendOne(token);
            }
        }
    }

    /** What must come next: a run that is forced, or the one token that is allowed; none where there is a choice. */
    private int[] onlyWay(TokenConstraint constraint) {
        if (ending != null) {
            return TokenConstraint.NONE;
        }
        int[] run = constraint.forced();
        if (run.length > 0) {
            return run.clone();
        }
        BitSet allowed = allowed();
        int only = allowed.nextSetBit(0);
        return only >= 0 && allowed.nextSetBit(only + 1) < 0 ? new int[] {only} : TokenConstraint.NONE;
    }

    private void appendOne(int token) {
        if (firstToken == 0) {
            firstToken = System.nanoTime();
        }
        tokens[length++] = token;
        sampler.accept(token);
        TokenConstraint constraint = request.constraint();
        if (constraint != null) {
            constraint.accept(token);
        }
        tell(token);
        if (token == tokenizer.endOfTurn()) {
            ending = Ending.END_OF_TURN;
        } else if (stream.push(tokenizer.bytes(token))) {
            ending = Ending.STOP_STRING;
        } else if (length == tokens.length) {
            ending = Ending.TOKEN_BUDGET;
        }
    }

    private void tell(int token) {
        TokenChoice choice = drawn;
        drawn = null;
        if (request.sink().alternatives() >= 0 && token != tokenizer.endOfTurn()) {
            request.sink().token(choice != null ? choice : new TokenChoice(token, 0, List.of()));
        }
    }

    /** Ends it for whoever waits. The sink hears the rest of the text first. */
    void finish(@Nullable Ending failure) {
        Ending how = failure;
        if (how == null) {
            how = ending != null ? ending : abort;
        }
        Ending last = how == null ? Ending.FAILED : how;
        if (last != Ending.FAILED && last != Ending.STOP_STRING) {
            stream.end();
        }
        done.complete(completion(last));
    }

    private Completion completion(Ending how) {
        long now = System.nanoTime();
        return new Completion(
                stream.text(),
                promptLength,
                new Completion.Tokens(generated() - forced, 0, forced),
                Duration.ofNanos((firstToken == 0 ? now : firstToken) - started),
                Duration.ofNanos(now - started),
                how);
    }

    /** Completes it after a failure in {@link #finish} itself. */
    void abandon() {
        done.complete(completion(Ending.FAILED));
    }
}
