package io.wenwen.core.kernel;

import java.util.BitSet;

/**
 * Says which tokens may come next. One instance serves one generation; the engine calls it from one thread at a time, in
 * the order {@code forced, allowed, accept, forced, …}.
 */
public interface TokenConstraint {

    /** No token forced. */
    int[] NONE = {};

    /**
     * The tokens that may come next, the end-of-turn token among them where the text may end here. Never empty. The caller
     * does not change the set; the constraint may hand out the same one again.
     */
    BitSet allowed();

    /** The engine has appended this token. */
    void accept(int token);

    /** Tokens that are the only way on (a slot's phrase); appended without sampling, {@code accept} is called for each. */
    default int[] forced() {
        return NONE;
    }
}
