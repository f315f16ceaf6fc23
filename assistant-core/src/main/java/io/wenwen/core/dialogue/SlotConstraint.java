package io.wenwen.core.dialogue;

import io.wenwen.core.dialogue.Clause.Part;
import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.text.Tokenizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one sentence to free words and whole slots: the model chooses the words and when a slot comes, never what is in it.
 *
 * <p>A slot is entered by choosing its first token; the others are then forced. A fact stands behind a comma, the name or a word
 * like 因为, and a comma or a full stop follows it, so that no free word touches it and turns it round. The
 * sentence ends on a full stop once every required slot is said. A sentence that grows too long is brought to its end: what
 * is missing is said and {@link #cut} tells that this was not the model's doing.
 */
final class SlotConstraint implements TokenConstraint {

    private static final int MOST_COMMAS = 4;
    private static final int TAIL = 32;

    private final Tokenizer tokenizer;
    private final FreeText free;
    private final List<Slot> slots;
    private final int required;
    private final int[][] phrases;
    private final BitSet said = new BitSet();

    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    /** Free words since the last slot or comma; decides what may follow. */
    private final StringBuilder tail = new StringBuilder();

    private List<Part> lastEnd = List.of();

    private int state;
    private int freeLength;
    private int commas;
    private boolean afterComma = true;
    private boolean afterFact;
    private boolean afterPeriod;
    private boolean ended;
    private boolean cut;
    private int chosen;

    /** What {@link #choices} found since the last token. */
    private @Nullable BitSet current;

    private TokenTrie trie = new TokenTrie();
    private int node = TokenTrie.ROOT;

    /**
     * @param slots what may be said, each once
     * @param required how many of the first ones must be said
     */
    SlotConstraint(Tokenizer tokenizer, FreeText free, List<Slot> slots, int required) {
        this.tokenizer = tokenizer;
        this.free = free;
        this.slots = List.copyOf(slots);
        this.required = required;
        this.state = free.start();
        this.phrases = new int[slots.size()][];
        for (int i = 0; i < phrases.length; i++) {
            phrases[i] = tokenizer.encode(free.joined(slots.get(i).text()));
        }
    }

    @Override
    public BitSet allowed() {
        BitSet allowed = new BitSet(tokenizer.size());
        if (ended || afterPeriod) {
            allowed.set(tokenizer.endOfTurn());
            return allowed;
        }
        if (node != TokenTrie.ROOT) {
            trie.collect(node, allowed);
            return allowed;
        }
        int[] way = forced();
        if (way.length > 0) {
            allowed.set(way[0]);
            return allowed;
        }
        BitSet choices = choices();
        if (choices.isEmpty()) {
            // A word that nothing may complete; the check refuses the unfinished sentence.
            allowed.set(tokenizer.endOfTurn());
            return allowed;
        }
        return choices;
    }

    private BitSet choices() {
        if (current == null) {
            current = findChoices();
        }
        return current;
    }

    private BitSet findChoices() {
        // Only punctuation touches a fact.
        BitSet allowed = afterFact
                ? new BitSet(tokenizer.size())
                : (BitSet) free.words(state).clone();
        if (mayComma()) {
            allowed.set(free.comma());
        }
        if (mayEnd()) {
            allowed.set(free.period());
        }
        for (int i = 0; i < phrases.length; i++) {
            if (maySay(i)) {
                allowed.set(phrases[i][0]);
            }
        }
        return allowed;
    }

    private boolean mayComma() {
        return !afterComma
                && free.atBoundary(state)
                && commas < MOST_COMMAS
                && (missing() >= 0 || freeLength < free.lengths().noComma());
    }

    private boolean mayEnd() {
        return missing() < 0
                && !afterComma
                && free.atBoundary(state)
                && freeLength >= free.lengths().least()
                && free.mayEndOn(tail);
    }

    private boolean maySay(int slot) {
        if (said.get(slot)
                || !free.atBoundary(state)
                || free.afterSlot(state, slots.get(slot).text()) == FreeText.REFUSED) {
            return false;
        }
        // The name first: a fact before it would belong to nothing.
        return slots.get(slot).kind() == Slot.Kind.NAME
                ? !afterFact
                : nameSaid() && !afterFact && free.admitsFact(tail);
    }

    private boolean nameSaid() {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).kind() == Slot.Kind.NAME && !said.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first required slot that is not said; -1 if none is missing. */
    private int missing() {
        int first = said.nextClearBit(0);
        return first < required ? first : -1;
    }

    @Override
    public int[] forced() {
        if (ended || afterPeriod) {
            return NONE;
        }
        if (node != TokenTrie.ROOT) {
            return trie.onlyWay(node);
        }
        if (!cut && freeLength < free.lengths().most() && !choices().isEmpty()) {
            return NONE;
        }
        if (!free.atBoundary(state)) {
            return NONE;
        }
        cut = true;
        int missing = missing();
        if (missing < 0) {
            return new int[] {free.period()};
        }
        return afterComma ? phrases[missing] : new int[] {free.comma()};
    }

    @Override
    public void accept(int token) {
        current = null;
        if (token == tokenizer.endOfTurn()) {
            ended = true;
            return;
        }
        if (node != TokenTrie.ROOT) {
            step(token);
            return;
        }
        if (token == free.comma()) {
            if (missing() < 0 && freeLength >= free.lengths().least() && free.mayEndOn(tail) && !cut) {
                keepEnd();
            }
            words.append(tokenizer.decode(token));
            tail.setLength(0);
            state = free.afterComma(state);
            commas++;
            afterComma = true;
            afterFact = false;
            return;
        }
        if (token == free.period()) {
            words.append(tokenizer.decode(token));
            afterPeriod = true;
            return;
        }
        if (enters(token)) {
            return;
        }
        word(tokenizer.decode(token), token);
    }

    private void word(String piece, int token) {
        int next = afterFact ? FreeText.REFUSED : free.after(state, piece);
        if (next == FreeText.REFUSED) {
            throw new IllegalStateException("Token " + token + " was not allowed here.");
        }
        state = next;
        words.append(piece);
        tail.append(piece);
        if (tail.length() > TAIL) {
            tail.delete(0, tail.length() - TAIL);
        }
        freeLength += piece.length();
        afterComma = false;
    }

    /** Starts a slot if this token is the first of one that may be said here. */
    private boolean enters(int token) {
        TokenTrie open = new TokenTrie();
        boolean any = false;
        for (int i = 0; i < phrases.length; i++) {
            if (phrases[i][0] == token && (cut ? !said.get(i) : maySay(i))) {
                open.add(i, phrases[i]);
                any = true;
            }
        }
        if (!any) {
            return false;
        }
        if (!cut) {
            chosen++;
        }
        trie = open;
        node = TokenTrie.ROOT;
        step(token);
        return true;
    }

    private void step(int token) {
        node = trie.next(node, token);
        if (node < 0) {
            throw new IllegalStateException("Token " + token + " is not part of the slot that was begun.");
        }
        int whole = trie.whole(node);
        if (whole < 0) {
            return;
        }
        Slot slot = slots.get(whole);
        String joined = free.joined(slot.text());
        words.append(joined, 0, joined.length() - slot.text().length());
        flush();
        parts.add(new Part.Fact(slot));
        said.set(whole);
        int next = free.afterSlot(state, slot.text());
        state = next == FreeText.REFUSED ? free.start() : next;
        tail.setLength(0);
        afterComma = false;
        afterFact = slot.kind() != Slot.Kind.NAME;
        node = TokenTrie.ROOT;
    }

    /** Everything is said and the words are whole: a sentence that gets lost later can still end here. */
    private void keepEnd() {
        lastEnd = new ArrayList<>(parts);
        lastEnd.add(new Part.Words(words + tokenizer.decode(free.period())));
    }

    private void flush() {
        if (!words.isEmpty()) {
            parts.add(new Part.Words(words.toString()));
            words.setLength(0);
        }
    }

    /** What was written, in reading order; a sentence that was cut ends at its last comma where it could. */
    List<Part> parts() {
        if (cut && !lastEnd.isEmpty()) {
            return List.copyOf(lastEnd);
        }
        flush();
        return List.copyOf(parts);
    }

    /** True once the sentence has its full stop. */
    boolean whole() {
        return afterPeriod && node == TokenTrie.ROOT;
    }

    /** True if the sentence grew too long and held no place where it could have ended. */
    boolean cut() {
        return cut && lastEnd.isEmpty();
    }

    /** Slots that the model entered of its own accord. */
    int chosen() {
        return chosen;
    }

    /** Characters of free words. */
    int freeLength() {
        return freeLength;
    }

    /** A bound on the tokens that this constraint can need. */
    int tokenBudget() {
        int budget = free.lengths().most() + MOST_COMMAS + phrases.length + 8;
        for (int[] phrase : phrases) {
            budget += phrase.length;
        }
        return budget;
    }
}
