package io.wenwen.load.kernel;

import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.text.Tokenizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * A constraint that never lets an answer end and notes when each of its tokens came: the sink hears pieces of text, this hears
 * tokens. The first token is given, so that answers to one prompt go different ways.
 */
public final class TimedTokens implements TokenConstraint {

    private final BitSet allowed;
    private final BitSet first = new BitSet();
    private final long[] times;
    private int count;

    /** @param allowed as from {@link #alphabet}, shared by all answers */
    public TimedTokens(BitSet allowed, int number, int most) {
        this.allowed = allowed;
        int token = allowed.nextSetBit(0);
        for (int i = 0; i < number * 37; i++) {
            int next = allowed.nextSetBit(token + 1);
            token = next < 0 ? allowed.nextSetBit(0) : next;
        }
        first.set(token);
        times = new long[most];
    }

    /** Every token of text that passes, the end of the turn not among them. */
    public static BitSet alphabet(Tokenizer tokenizer, IntPredicate passes) {
        BitSet tokens = new BitSet(tokenizer.size());
        for (int i = 0; i < tokenizer.size(); i++) {
            tokens.set(i, i != tokenizer.endOfTurn() && !tokenizer.isControl(i) && passes.test(i));
        }
        return tokens;
    }

    /** Tokens that Chinese prose is made of: Han characters, Chinese punctuation, and bytes that are part of a character. */
    public static BitSet chinese(Tokenizer tokenizer) {
        return alphabet(tokenizer, token -> {
            String text = tokenizer.decode(token);
            return !text.isEmpty()
                    && text.codePoints()
                            .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN
                                    || "，。、；：？！「」（）…\uFFFD".indexOf(c) >= 0);
        });
    }

    @Override
    public BitSet allowed() {
        return count == 0 ? first : allowed;
    }

    @Override
    public void accept(int token) {
        times[count++] = System.nanoTime();
    }

    /** When each token came, as {@link System#nanoTime}; to be read when the answer has ended. */
    public long[] times() {
        return Arrays.copyOf(times, count);
    }
}
