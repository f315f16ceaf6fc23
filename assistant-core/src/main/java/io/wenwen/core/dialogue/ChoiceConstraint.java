package io.wenwen.core.dialogue;

import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.text.Tokenizer;
import java.util.BitSet;
import java.util.List;

/** Lets the model pick one of some texts and nothing else, e.g. a category name or 无. One instance for one generation. */
public final class ChoiceConstraint implements TokenConstraint {

    private final TokenTrie trie = new TokenTrie();
    private final int endOfTurn;
    private int node = TokenTrie.ROOT;
    private boolean ended;

    /** @param choices what may be picked, none empty; the completion's text is one of them, word for word */
    public ChoiceConstraint(Tokenizer tokenizer, List<String> choices) {
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("A choice needs at least one text.");
        }
        for (int i = 0; i < choices.size(); i++) {
            trie.add(i, tokenizer.encode(choices.get(i)));
        }
        this.endOfTurn = tokenizer.endOfTurn();
    }

    /** The number of the text picked so far; -1 while none is whole. */
    public int choice() {
        return trie.whole(node);
    }

    @Override
    public BitSet allowed() {
        BitSet allowed = new BitSet();
        if (!ended) {
            trie.collect(node, allowed);
        }
        if (ended || trie.whole(node) >= 0) {
            allowed.set(endOfTurn);
        }
        return allowed;
    }

    @Override
    public void accept(int token) {
        if (token == endOfTurn) {
            ended = true;
            return;
        }
        int next = trie.next(node, token);
        if (next < 0) {
            throw new IllegalStateException("Token " + token + " leads to none of the choices; it was not allowed.");
        }
        node = next;
    }

    @Override
    public int[] forced() {
        return ended ? NONE : trie.onlyWay(node);
    }
}
