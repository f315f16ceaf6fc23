package io.wenwen.core.dialogue;

import io.wenwen.core.kernel.text.Tokenizer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Chinese free text: everyday words of a hand-written list, in any order that spells no forbidden phrase.
 *
 * <p>The list of words says what is allowed, because a list of what is forbidden never ends: a small model finds 层次感 and 各种各样的样式.
 * Two lists forbid across words and slots: the hand-written one of this package (figures, claims, promises, properties,
 * names, openers) and the shop's {@link Lexicon}. A phrase is blocked with or without a negation before it, because the phrase
 * itself is.
 *
 * <p>A state is a place in the automaton of forbidden phrases together with the places that the text so far can have in the tree
 * of words, since Chinese writes no blanks between them.
 */
final class ChineseFreeText implements FreeText {

    private static final Lengths LENGTHS = new Lengths(5, 18, 34);
    private static final int MASKS = 1_000;
    private static final String NO_END = "很挺蛮和与跟在把被让给对从向而且并但或及以为因如若则即是有这那款会能要想可将也都还就又再太非所其之时候我您你它让请来说比中里";
    private static final List<String> FACT_AFTER =
            List.of("因为", "由于", "它", "而且", "并且", "同时", "本身", "就是", "毕竟", "刚好", "正好", "理由是", "特点是");
    /** Function words that a shop's lexicon cannot take away, e.g. where 是 is the value of a yes-or-no attribute. */
    private static final Set<String> KEPT = WordList.of("zh-kept.txt");

    private static final String COMMA = "，";
    private static final String PERIOD = "。";

    private final PhraseAutomaton automaton;
    private final List<String> listed;
    private final TokenTrie words = new TokenTrie();
    private final List<Position> positions = new ArrayList<>();
    private final Map<Position, Integer> numbers = new HashMap<>();
    private final int[] tokens;
    private final String[] texts;
    private final int comma;
    private final int period;
    private final int size;
    private final Map<Integer, BitSet> masks = new ConcurrentHashMap<>();

    /** @param nodes of the tree of words, ascending; the root is among them where a word is whole */
    private record Position(int phrase, List<Integer> nodes) {}

    /** @param meets whether the sentence may say that a need is met */
    ChineseFreeText(@Nullable Tokenizer tokenizer, Lexicon lexicon, boolean meets) {
        Set<String> forbidden = forbidden(lexicon);
        if (!meets) {
            forbidden.addAll(WordList.of("zh-fitting.txt"));
        }
        this.automaton = new PhraseAutomaton(forbidden);
        BitSet characters = new BitSet();
        int number = 0;
        listed = List.copyOf(allowed(forbidden));
        for (String word : listed) {
            this.words.add(number++, word.chars().toArray());
            word.chars().forEach(characters::set);
        }
        number(new Position(0, List.of(TokenTrie.ROOT)));
        List<String> candidates = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (int token = 0; tokenizer != null && token < tokenizer.size(); token++) {
            String text = tokenizer.isControl(token) ? "" : chinese(tokenizer.bytes(token), characters);
            if (!text.isEmpty()) {
                ids.add(token);
                candidates.add(text);
            }
        }
        this.tokens = ids.stream().mapToInt(Integer::intValue).toArray();
        this.texts = candidates.toArray(String[]::new);
        this.size = tokenizer == null ? 0 : tokenizer.size();
        this.comma = tokenizer == null ? NO_TOKEN : single(tokenizer, COMMA);
        this.period = tokenizer == null ? NO_TOKEN : single(tokenizer, PERIOD);
    }

    static Set<String> forbidden(Lexicon lexicon) {
        Set<String> all = new HashSet<>(baseForbidden());
        for (String word : lexicon.words()) {
            if (!KEPT.contains(word)) {
                all.add(word);
            }
        }
        return all;
    }

    /** The words that hold no forbidden phrase themselves. */
    static Set<String> allowed(Set<String> forbidden) {
        PhraseAutomaton phrases = new PhraseAutomaton(forbidden);
        Set<String> allowed = new LinkedHashSet<>();
        for (String word : WordList.of("zh-words.txt")) {
            int state = 0;
            boolean clean = true;
            for (int i = 0; i < word.length(); i++) {
                state = phrases.next(state, word.charAt(i));
                clean &= phrases.match(state) == 0;
            }
            if (clean) {
                allowed.add(word);
            }
        }
        return allowed;
    }

    static Set<String> baseForbidden() {
        return WordList.of(
                "zh-quantities.txt",
                "zh-claims.txt",
                "zh-promises.txt",
                "zh-properties.txt",
                "zh-functions.txt",
                "zh-occasions.txt",
                "zh-goods.txt",
                "zh-names.txt",
                "zh-speech.txt");
    }

    private static int single(Tokenizer tokenizer, String mark) {
        int[] ids = tokenizer.encode(mark);
        if (ids.length != 1) {
            throw new IllegalArgumentException("This model's tokenizer writes " + mark + " as " + ids.length
                    + " tokens; Chinese prose needs it as one. Use a Qwen model.");
        }
        return ids[0];
    }

    /** The text of a token that is made of these characters only; else empty. */
    private static String chinese(byte[] bytes, BitSet characters) {
        if (bytes.length < 3 || bytes.length % 3 != 0) {
            return "";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().allMatch(characters::get) ? text : "";
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public BitSet words(int state) {
        BitSet known = masks.get(state);
        if (known != null) {
            return known;
        }
        BitSet mask = new BitSet(size);
        for (int i = 0; i < tokens.length; i++) {
            if (after(state, texts[i]) != REFUSED) {
                mask.set(tokens[i]);
            }
        }
        if (masks.size() < MASKS) {
            masks.put(state, mask);
        }
        return mask;
    }

    @Override
    public int after(int state, String piece) {
        Position at = position(state);
        int phrase = at.phrase();
        List<Integer> nodes = at.nodes();
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            phrase = automaton.next(phrase, c);
            nodes = automaton.match(phrase) > 0 ? List.of() : along(nodes, c);
            if (nodes.isEmpty()) {
                return REFUSED;
            }
        }
        return number(new Position(phrase, nodes));
    }

    private List<Integer> along(List<Integer> nodes, char c) {
        TreeSet<Integer> next = new TreeSet<>();
        for (int node : nodes) {
            int child = words.next(node, c);
            if (child >= 0) {
                next.add(child);
                if (words.whole(child) >= 0) {
                    next.add(TokenTrie.ROOT);
                }
            }
        }
        return List.copyOf(next);
    }

    private synchronized int number(Position position) {
        return numbers.computeIfAbsent(position, p -> {
            positions.add(p);
            return positions.size() - 1;
        });
    }

    private synchronized Position position(int state) {
        return positions.get(state);
    }

    @Override
    public int afterComma(int state) {
        return number(new Position(automaton.next(position(state).phrase(), '，'), List.of(TokenTrie.ROOT)));
    }

    @Override
    public int afterSlot(int state, String text) {
        if (!atBoundary(state)) {
            return REFUSED;
        }
        int phrase = position(state).phrase();
        for (int i = 0; i < text.length(); i++) {
            phrase = automaton.next(phrase, text.charAt(i));
            if (automaton.match(phrase) > i + 1) {
                return REFUSED;
            }
        }
        return number(new Position(phrase, List.of(TokenTrie.ROOT)));
    }

    @Override
    public boolean atBoundary(int state) {
        return position(state).nodes().getFirst() == TokenTrie.ROOT;
    }

    @Override
    public boolean admitsFact(CharSequence freeTail) {
        String tail = freeTail.toString();
        return tail.isEmpty() || FACT_AFTER.stream().anyMatch(tail::endsWith);
    }

    @Override
    public boolean mayEndOn(CharSequence freeTail) {
        return freeTail.isEmpty() || NO_END.indexOf(freeTail.charAt(freeTail.length() - 1)) < 0;
    }

    @Override
    public String joined(String slotText) {
        return slotText;
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
}
