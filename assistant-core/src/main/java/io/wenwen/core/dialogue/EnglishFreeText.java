package io.wenwen.core.dialogue;

import io.wenwen.core.kernel.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * English free text: words of a hand-written list of everyday words that state no property. English builds a property from too
 * many words and endings (warm, warmer, warmth) for a list of what is forbidden; so here the list says what is allowed. Words
 * of the shop's {@link Lexicon} are taken out of it.
 *
 * <p>A state is a node of the tree of words, or {@link #GAP} behind a whole word, a comma or a slot.
 */
final class EnglishFreeText implements FreeText {

    private static final String COMMA = ",";
    private static final String PERIOD = ".";
    private static final int GAP = 0;
    private static final int ROOT = 1;
    private static final Lengths LENGTHS = new Lengths(12, 50, 100);
    private static final Set<String> NO_END = WordList.of("en-no-end.txt");
    private static final List<String> FACT_AFTER = List.of(" with", " has", " because");

    private final List<Map<Character, Integer>> children = new ArrayList<>(List.of(new HashMap<>(), new HashMap<>()));
    private final BitSet whole = new BitSet();
    private final Collection<String> listed;
    private final int[] tokens;
    private final String[] texts;
    private final int size;
    private final int comma;
    private final int period;
    private final Map<Integer, BitSet> masks = new ConcurrentHashMap<>();

    /** @param meets whether the sentence may say that a need is met */
    EnglishFreeText(@Nullable Tokenizer tokenizer, Lexicon lexicon, boolean meets) {
        Set<String> allowed = allowed(lexicon);
        if (!meets) {
            allowed.removeAll(WordList.of("en-fitting.txt"));
        }
        listed = new TreeSet<>(allowed);
        for (String word : allowed) {
            int node = ROOT;
            for (char c : word.toCharArray()) {
                Integer next = children.get(node).get(c);
                if (next == null) {
                    next = children.size();
                    children.add(new HashMap<>());
                    children.get(node).put(c, next);
                }
                node = next;
            }
            whole.set(node);
        }
        List<Integer> ids = new ArrayList<>();
        List<String> candidates = new ArrayList<>();
        for (int token = 0; tokenizer != null && token < tokenizer.size(); token++) {
            byte[] bytes = tokenizer.isControl(token) ? new byte[0] : tokenizer.bytes(token);
            String text = new String(bytes, StandardCharsets.US_ASCII);
            if (text.matches(" ?[a-z]+|[a-z]+")) {
                ids.add(token);
                candidates.add(text);
            }
        }
        this.tokens = ids.stream().mapToInt(Integer::intValue).toArray();
        this.texts = candidates.toArray(String[]::new);
        this.size = tokenizer == null ? 0 : tokenizer.size();
        this.comma = tokenizer == null ? NO_TOKEN : tokenizer.encode(COMMA)[0];
        this.period = tokenizer == null ? NO_TOKEN : tokenizer.encode(PERIOD)[0];
    }

    static Set<String> allowed(Lexicon lexicon) {
        Set<String> words = new HashSet<>(WordList.of("en-words.txt"));
        Set<String> kept = WordList.of("en-no-end.txt");
        for (String phrase : lexicon.words()) {
            String word = phrase.toLowerCase(Locale.ROOT);
            if (!kept.contains(word)) {
                words.remove(word);
            }
        }
        return words;
    }

    @Override
    public int start() {
        return GAP;
    }

    @Override
    public BitSet words(int state) {
        int key = whole.get(state) && children.get(state).isEmpty() ? GAP : state;
        return masks.computeIfAbsent(key, s -> {
            BitSet mask = new BitSet(size);
            for (int i = 0; i < tokens.length; i++) {
                if (after(s, texts[i]) != REFUSED) {
                    mask.set(tokens[i]);
                }
            }
            return mask;
        });
    }

    @Override
    public int after(int state, String piece) {
        int s = state;
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c == ' ') {
                if (!atBoundary(s)) {
                    return REFUSED;
                }
                s = ROOT;
            } else {
                Integer next = s == GAP ? null : children.get(s).get(c);
                if (next == null) {
                    return REFUSED;
                }
                s = next;
            }
        }
        return s;
    }

    @Override
    public int afterComma(int state) {
        return GAP;
    }

    @Override
    public int afterSlot(int state, String text) {
        return atBoundary(state) ? GAP : REFUSED;
    }

    @Override
    public boolean atBoundary(int state) {
        return state == GAP || whole.get(state);
    }

    @Override
    public boolean admitsFact(CharSequence freeTail) {
        String tail = freeTail.toString();
        return tail.isEmpty() || FACT_AFTER.stream().anyMatch(tail::endsWith);
    }

    @Override
    public boolean mayEndOn(CharSequence freeTail) {
        String[] words = freeTail.toString().strip().split(" ");
        return !NO_END.contains(words[words.length - 1]);
    }

    @Override
    public String joined(String slotText) {
        return " " + slotText;
    }

    @Override
    public int comma() {
        return comma;
    }

    @Override
    public int period() {
        return period;
    }

    @Override
    public String commaText() {
        return COMMA;
    }

    @Override
    public String periodText() {
        return PERIOD;
    }

    @Override
    public Collection<String> listedWords() {
        return listed;
    }

    @Override
    public Lengths lengths() {
        return LENGTHS;
    }

    @Override
    public String toString() {
        return "EnglishFreeText[" + Arrays.stream(texts).count() + " tokens]";
    }
}
