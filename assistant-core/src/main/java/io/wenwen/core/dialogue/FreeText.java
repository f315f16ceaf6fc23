package io.wenwen.core.dialogue;

import java.util.BitSet;
import java.util.Collection;

/**
 * Which words may stand between slots: a language's automaton over its free text. A state sums up the text so far. Made without a
 * tokenizer it has no tokens, for reading text that comes from elsewhere. Thread-safe.
 */
sealed interface FreeText permits ChineseFreeText, EnglishFreeText {

    /** No way on. */
    int REFUSED = -1;

    /** In place of a token where there is no tokenizer. */
    int NO_TOKEN = -1;

    /** At the start of a sentence, or behind an opening. */
    int start();

    /** Tokens of free words that may follow, punctuation not among them. Do not change. */
    BitSet words(int state);

    /** The state after this piece of free words, or {@link #REFUSED}. */
    int after(int state, String piece);

    /** The state after a comma. */
    int afterComma(int state);

    /** The state after a slot's text, or {@link #REFUSED} where text and slot together would say something forbidden. */
    int afterSlot(int state, String text);

    /** True where a word is whole, so that punctuation or a slot may follow. */
    boolean atBoundary(int state);

    /** True if a fact may follow these words: they end in nothing that could turn it round. */
    boolean admitsFact(CharSequence freeTail);

    /** True if a sentence may end on these words. */
    boolean mayEndOn(CharSequence freeTail);

    /** How a slot is written behind other text. */
    String joined(String slotText);

    int comma();

    int period();

    /** The sign between clauses. */
    String commaText();

    /** The sign that ends a sentence. */
    String periodText();

    /** The words of the hand-written list that may be used here, for a model that can only be asked to keep to them. */
    Collection<String> listedWords();

    /** Free characters (punctuation not counted) that a sentence needs, from which on no comma may come, and that it may have. */
    Lengths lengths();

    /** Lengths in characters. */
    record Lengths(int least, int noComma, int most) {}
}
