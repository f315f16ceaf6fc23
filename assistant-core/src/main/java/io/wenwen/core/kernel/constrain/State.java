package io.wenwen.core.kernel.constrain;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What may still be written: one stack of parts for each way in which the text so far can be read. Transitions and mask are found when
 * they are first asked for and kept; the mask of a state with many tokens may be dropped and found again.
 */
final class State {

    /** Where no valid text goes on. */
    static final State DEAD = new State(null, new Stack[0], false);

    /** Parts to be written from the top down; interned, so that equal ones are the same. */
    static final class Stack {
        final Part top;
        final @Nullable Stack below;
        final int number;

        Stack(Part top, @Nullable Stack below, int number) {
            this.top = top;
            this.below = below;
            this.number = number;
        }
    }

    private final @Nullable SchemaAutomaton automaton;
    final Stack[] stacks;
    /** True where the text may end. */
    final boolean accepting;

    /** A racy cache of immutable values: two threads at worst find the same one twice. */
    private State @Nullable [] next;

    /** The tokens, where they are few. */
    volatile int @Nullable [] few;

    volatile int @Nullable [] forced;

    /** Behind a free string: what tokens that close it may bring, see {@link StringTokens}. */
    volatile @Nullable BitSet fitting;

    State(@Nullable SchemaAutomaton automaton, Stack[] stacks, boolean accepting) {
        this.automaton = automaton;
        this.stacks = stacks;
        this.accepting = accepting;
    }

    boolean dead() {
        return this == DEAD;
    }

    /** The state behind this byte; {@link #DEAD} if it may not come. */
    State next(int unsignedByte) {
        if (automaton == null) {
            return DEAD;
        }
        State[] known = next;
        if (known == null) {
            known = new State[256];
            next = known;
        }
        State to = known[unsignedByte];
        if (to == null) {
            to = automaton.step(this, unsignedByte);
            known[unsignedByte] = to;
        }
        return to;
    }

    State next(byte[] bytes) {
        State state = this;
        for (int i = 0; i < bytes.length && !state.dead(); i++) {
            state = state.next(bytes[i] & 0xFF);
        }
        return state;
    }

    /** The only byte that can come; -1 where there is a choice, or the text may end. */
    int only() {
        int only = -1;
        for (Stack stack : stacks) {
            int one = stack.top instanceof Part.Text text
                    ? text.dfa().only(text.state())
                    : stack.top instanceof Part.Inside inside && inside.at() == 0 && inside.most() == 0 ? '"' : -1;
            if (one < 0 || only >= 0 && one != only) {
                return -1;
            }
            only = one;
        }
        return accepting ? -1 : only;
    }

    /** True where a free string goes on: what comes next is the model's own words. */
    boolean free() {
        for (Stack stack : stacks) {
            if (stack.top instanceof Part.Inside || stack.top instanceof Part.Name) {
                return true;
            }
        }
        return false;
    }
}
