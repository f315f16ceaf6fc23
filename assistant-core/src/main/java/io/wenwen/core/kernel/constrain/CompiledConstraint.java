package io.wenwen.core.kernel.constrain;

import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.text.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A constraint that many generations share: what one of them finds out about a state (its mask, its forced run) the others look up.
 * Thread-safe.
 */
public final class CompiledConstraint {

    /** Masks of more tokens are kept apart, and only so many of them: each takes a bit per token of the vocabulary. */
    private static final int FEW = 512;

    private static final int MOST_LARGE = 128;
    private static final int LONGEST_FORCED = 2_048;

    private final Tokenizer tokenizer;
    private final SchemaAutomaton automaton;
    private final StringTokens strings;
    private final Map<State, BitSet> large = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<State, BitSet> eldest) {
            return size() > MOST_LARGE;
        }
    };

    private final LongAdder computed = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    CompiledConstraint(Tokenizer tokenizer, SchemaAutomaton automaton, StringTokens strings) {
        this.tokenizer = tokenizer;
        this.automaton = automaton;
        this.strings = strings;
    }

    /** The constraint of one generation. */
    public TokenConstraint start() {
        return new AutomatonConstraint(this, automaton.start());
    }

    /** True if this text is one that the constraint can write, whole and in its form. */
    public boolean accepts(String text) {
        State state = automaton.start().next(text.getBytes(StandardCharsets.UTF_8));
        return state.accepting;
    }

    /** Masks that had to be found, i.e. were not looked up. */
    public long masksFound() {
        return computed.sum();
    }

    /** Time spent on finding them, in nanoseconds. */
    public long maskNanos() {
        return nanos.sum();
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The tokens that may come in this state; do not change. */
    BitSet mask(State state) {
        int[] few = state.few;
        if (few != null) {
            BitSet mask = new BitSet();
            for (int token : few) {
                mask.set(token);
            }
            return mask;
        }
        synchronized (large) {
            BitSet known = large.get(state);
            if (known != null) {
                return known;
            }
        }
        long begin = System.nanoTime();
        BitSet mask = find(state);
        if (mask.cardinality() <= FEW) {
            state.few = mask.stream().toArray();
        } else {
            synchronized (large) {
                large.put(state, mask);
            }
        }
        computed.increment();
        nanos.add(System.nanoTime() - begin);
        return mask;
    }

    private BitSet find(State state) {
        BitSet mask = new BitSet();
        List<State.Stack> others = new ArrayList<>();
        for (State.Stack stack : state.stacks) {
            if (stack.top instanceof Part.Inside inside && inside.at() == 0) {
                mask.or(strings.mask(inside, automaton.behindQuote(stack)));
            } else if (stack.top instanceof Part.Name name && name.at() == 0 && name.most() > 0) {
                State here = automaton.only(List.of(stack));
                mask.or(strings.mask(name, automaton.behindQuote(stack), here, tokenizer::bytes));
            } else {
                others.add(stack);
            }
        }
        if (!others.isEmpty()) {
            strings.vocabulary().collect(automaton.only(others), mask);
        }
        if (state.accepting) {
            mask.set(tokenizer.endOfTurn());
        }
        return mask;
    }

    /** The tokens that must come from this state on; empty where there is a choice. */
    int[] forced(State state) {
        int[] known = state.forced;
        if (known == null) {
            known = findForced(state);
            state.forced = known;
        }
        return known;
    }

    private int[] findForced(State from) {
        if (from.accepting) {
            return from.stacks.length == 0 ? new int[] {tokenizer.endOfTurn()} : TokenConstraint.NONE;
        }
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        State state = from;
        for (int b = state.only(); b >= 0 && run.size() < LONGEST_FORCED; b = state.only()) {
            run.write(b);
            state = state.next(b);
        }
        byte[] bytes = run.toByteArray();
        if (bytes.length == 0) {
            return TokenConstraint.NONE;
        }
        int whole = wholeCharacters(bytes);
        int[] tokens = tokenizer.encode(new String(bytes, 0, whole, StandardCharsets.UTF_8));
        return settled(bytes, tokens, state);
    }

    /** The bytes up to the end of the last whole character. */
    private static int wholeCharacters(byte[] bytes) {
        int end = bytes.length;
        int back = 1;
        while (back <= Math.min(3, end) && (bytes[end - back] & 0xC0) == 0x80) {
            back++;
        }
        if (back > end) {
            return 0;
        }
        int lead = bytes[end - back] & 0xFF;
        int length = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        return length == back ? end : end - back;
    }

    /**
     * The tokens of a run that no continuation would have cut differently: a run that ends within a word ({@code 蓝} of 蓝色 and 蓝牙)
     * leaves its end to the model, one that ends where the model's own words begin does not.
     */
    private int[] settled(byte[] bytes, int[] tokens, State behind) {
        int at = 0;
        int count = 0;
        while (count < tokens.length) {
            byte[] token = tokenizer.bytes(tokens[count]);
            if (at + token.length > bytes.length
                    || !Arrays.equals(bytes, at, at + token.length, token, 0, token.length)
                    || !behind.free() && strings.vocabulary().reachesBeyond(bytes, at, behind)) {
                break;
            }
            at += token.length;
            count++;
        }
        return Arrays.copyOf(tokens, count);
    }

    /** One generation's way through the automaton. */
    private static final class AutomatonConstraint implements TokenConstraint {
        private final CompiledConstraint compiled;
        private State state;
        private boolean ended;

        AutomatonConstraint(CompiledConstraint compiled, State state) {
            this.compiled = compiled;
            this.state = state;
        }

        @Override
        public BitSet allowed() {
            if (ended) {
                BitSet end = new BitSet();
                end.set(compiled.tokenizer.endOfTurn());
                return end;
            }
            return compiled.mask(state);
        }

        @Override
        public int[] forced() {
            return ended ? NONE : compiled.forced(state);
        }

        @Override
        public void accept(int token) {
            if (token == compiled.tokenizer.endOfTurn() && state.accepting && !ended) {
                ended = true;
                return;
            }
            byte[] bytes = compiled.tokenizer.bytes(token);
            State next = ended || bytes.length == 0 ? State.DEAD : state.next(bytes);
            if (next.dead()) {
                throw new IllegalStateException("Token " + token + " was not allowed here.");
            }
            state = next;
        }
    }
}
