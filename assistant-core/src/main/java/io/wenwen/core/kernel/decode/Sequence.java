package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Completion.Ending;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.TokenChoice;
import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.text.Tokenizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One generation: how its next tokens come about, and who hears them. All but {@link Generation} belongs to the engine's thread. */
final class Sequence extends Job implements Generation {

    /** How long a generation that was told to end may take for it: the longest step of a slow machine. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final GenerationRequest request;
    private final Tokenizer tokenizer;
    private final BitSet permitted;
    private final Histogram maskTime;
    private final Sampler sampler;
    private final TextStream stream;
    private final CompletableFuture<Completion> done = new CompletableFuture<>();
    private volatile @Nullable Ending abort;
    private @Nullable Ending ending;

    /** The token just drawn, until it is appended; null where the sink does not ask. */
    private @Nullable TokenChoice drawn;

    /** What may come next, once it was asked; forgotten with every token. */
    private @Nullable BitSet allowed;

    /** Tokens that the sink has heard of; those forced before it joined wait. */
    private int told;

    private long firstToken;
    private long lastToken;
    private int drafted;
    private int forced;
    private boolean begun;

    /** What is left of a forced run where its tokens come one by one. */
    private int[] rest = TokenConstraint.NONE;

    final DraftRate draftRate;
    /** What the engine's counts know of its tokens. */
    Completion.Tokens counted = Completion.Tokens.NONE;

    /**
     * @param permitted the tokens that may come at all
     * @param maskTime hears how long each mask took, in nanoseconds
     */
    Sequence(
            EncodedPrompt prompt,
            GenerationRequest request,
            Tokenizer tokenizer,
            BitSet permitted,
            Histogram maskTime,
            DraftRate draftRate) {
        super(prompt, request.maxTokens(), request.service(), System.nanoTime());
        this.request = request;
        this.tokenizer = tokenizer;
        this.permitted = permitted;
        this.maskTime = maskTime;
        this.draftRate = draftRate;
        told = length;
        sampler = new Sampler(request.sampling());
        stream = new TextStream(request.stop(), request.sink());
    }

    @Override
    public Completion await(Duration atMost) throws InterruptedException {
        try {
            return done.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
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

    /** Ends it from outside, within a step. */
    synchronized void end(Ending how) {
        if (abort == null) {
            abort = how;
        }
    }

    @Override
    boolean unwanted() {
        return abort != null || ending != null;
    }

    int generated() {
        return length - promptLength;
    }

    Completion.Tokens tokensByKind() {
        return new Completion.Tokens(generated() - drafted - forced, drafted, forced);
    }

    /** True the first time it is asked. */
    boolean firstPass() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    /** When the first token was told, on the clock of {@code System.nanoTime()}; 0 before. */
    long firstToken() {
        return firstToken;
    }

    /** When the latest token was told; 0 before. */
    long lastToken() {
        return lastToken;
    }

    /** Appends what the constraint forces before the first draw, so that it is read together with the prompt; it is told later. */
    void prime() {
        appendForced();
    }

    /**
     * Goes on from the logits behind its last token and behind each of its guesses. A token that was drawn as guessed is followed by a
     * draw from the next row: every token is drawn from the same distribution by the same random numbers as one step at a time. (For a
     * guess that is sure of itself this is the acceptance rule of Leviathan et al. 2023: it is kept with the probability that the model
     * gives it, and replaced by a draw from the rest otherwise.)
     *
     * @param oneByOne forced tokens get a pass of their own each
     * @return how many guesses were right
     */
    int accept(float[][] logits, boolean oneByOne) {
        tell();
        int base = length;
        int guesses = logits.length - 1;
        int[] guessed = Arrays.copyOfRange(tokens, base, base + guesses);
        int right = 0;
        for (int row = 0; row <= guesses && base + right == length && !unwanted(); row = length - base) {
            if (oneByOne && rest.length == 0) {
                rest = onlyWay();
            }
            if (rest.length > 0) {
                forced++;
                append(rest[0]);
                rest = Arrays.copyOfRange(rest, 1, rest.length);
            } else {
                append(draw(logits[row]));
                drafted += row > 0 ? 1 : 0;
            }
            if (!oneByOne) {
                appendForced();
            }
            tell();
            while (right < guesses && base + right < length && tokens[base + right] == guessed[right]) {
                right++;
            }
        }
        return right;
    }

    /**
     * The tokens of which one will be drawn from the next logits, so that a runner may leave the others out; {@code null} where nothing
     * narrows them. A constraint that fails is left to fail at the draw, where it ends its own sequence alone.
     */
    @Nullable
    BitSet drawable() {
        if (request.constraint() == null) {
            return null;
        }
        try {
            return allowed();
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** The tokens that may come next. */
    private BitSet allowed() {
        TokenConstraint constraint = request.constraint();
        if (constraint == null) {
            return permitted;
        }
        BitSet known = allowed;
        if (known != null) {
            return known;
        }
        long from = System.nanoTime();
        known = (BitSet) constraint.allowed().clone();
        known.and(permitted);
        maskTime.record(System.nanoTime() - from);
        allowed = known;
        return known;
    }

    private int draw(float[] logits) {
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

    private void appendForced() {
        for (int[] run = onlyWay(); run.length > 0; run = onlyWay()) {
            for (int token : run) {
                if (ending != null) {
                    return;
                }
                forced++;
                append(token);
            }
        }
    }

    /** What must come next: a run that is forced, or the one token that is allowed; none where there is a choice. */
    private int[] onlyWay() {
        TokenConstraint constraint = request.constraint();
        if (constraint == null || ending != null) {
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

    private void append(int token) {
        tokens[length++] = token;
        allowed = null;
        TokenConstraint constraint = request.constraint();
        if (constraint != null) {
            constraint.accept(token);
        }
        if (token == tokenizer.endOfTurn()) {
            ending = Ending.END_OF_TURN;
        } else if (length == tokens.length) {
            ending = Ending.TOKEN_BUDGET;
        }
        if (state == State.RUNNING) {
            tell();
        }
    }

    /** Tells the sink what it has not heard; a stop string takes back what was appended behind it. */
    private void tell() {
        if (told < length) {
            lastToken = System.nanoTime();
            firstToken = firstToken == 0 ? lastToken : firstToken;
        }
        while (told < length) {
            int token = tokens[told++];
            sampler.accept(token);
            TokenChoice choice = drawn;
            drawn = null;
            if (token == tokenizer.endOfTurn()) {
                continue;
            }
            if (request.sink().alternatives() >= 0) {
                request.sink().token(choice != null ? choice : new TokenChoice(token, 0, List.of()));
            }
            if (stream.push(tokenizer.bytes(token))) {
                ending = Ending.STOP_STRING;
                forced -= length - told;
                length = told;
            }
        }
    }

    /** The sink hears the rest of the text. Without any other reason the deadline has passed. */
    Ending finish(@Nullable Ending failure) {
        if (failure == null && ending != null) {
            tell();
        }
        forced -= length - told;
        length = told;
        Ending how = failure;
        if (how == null) {
            how = ending != null ? ending : abort;
        }
        Ending last = how == null ? Ending.DEADLINE : how;
        if (last != Ending.FAILED && last != Ending.STOP_STRING) {
            stream.end();
        }
        return last;
    }

    /** Ends it for whoever waits, after {@link #finish}. */
    void complete(Ending how) {
        done.complete(completion(how));
    }

    private Completion completion(Ending how) {
        long now = System.nanoTime();
        return new Completion(
                stream.text(),
                promptLength,
                tokensByKind(),
                Duration.ofNanos((firstToken == 0 ? now : firstToken) - arrival),
                Duration.ofNanos(now - arrival),
                how);
    }
}
