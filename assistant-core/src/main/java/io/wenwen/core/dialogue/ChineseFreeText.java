package io.wenwen.core.dialogue;

import io.wenwen.core.kernel.text.Tokenizer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chinese free text: common simplified characters in any order that spells no forbidden phrase.
 *
 * <p>Two lists forbid: the hand-written one of this package (figures, claims, promises, properties, names, openers) and the
 * shop's {@link Lexicon}. Traditional and rare characters are left out altogether, since they would spell the same words past both
 * lists. A phrase is blocked with or without a negation before it, because the phrase itself is.
 */
final class ChineseFreeText implements FreeText {

    private static final Lengths LENGTHS = new Lengths(5, 18, 34);
    private static final int MASKS = 20_000;
    private static final String NO_END = "很挺蛮和与跟在把被让给对从向而且并但或及以为因如若则即是有这那款会能要想可将也都还就又再太非所其之时候我您你它让请来说比中里";
    private static final List<String> FACT_AFTER =
            List.of("因为", "由于", "它", "而且", "并且", "同时", "本身", "就是", "毕竟", "刚好", "正好", "理由是", "特点是");
    /** Function words that a shop's lexicon cannot take away, e.g. where 是 is the value of a yes-or-no attribute. */
    private static final Set<String> KEPT = WordList.of("zh-kept.txt");

    private final PhraseAutomaton automaton;
    private final int[] tokens;
    private final String[] texts;
    private final int comma;
    private final int period;
    private final BitSet root;
    /** For each state the tokens that the root allows and the state does not. */
    private final Map<Integer, int[]> removed = new ConcurrentHashMap<>();

    /** @param meets whether the sentence may say that a need is met */
    ChineseFreeText(Tokenizer tokenizer, Lexicon lexicon, boolean meets) {
        Set<String> forbidden = forbidden(lexicon);
        if (!meets) {
            forbidden.addAll(WordList.of("zh-fitting.txt"));
        }
        this.automaton = new PhraseAutomaton(forbidden);
        List<String> candidates = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (int token = 0; token < tokenizer.size(); token++) {
            String text = tokenizer.isControl(token) ? "" : commonChinese(tokenizer.bytes(token));
            if (!text.isEmpty() && step(0, text) != REFUSED) {
                ids.add(token);
                candidates.add(text);
            }
        }
        this.tokens = ids.stream().mapToInt(Integer::intValue).toArray();
        this.texts = candidates.toArray(String[]::new);
        this.root = new BitSet(tokenizer.size());
        ids.forEach(root::set);
        this.comma = single(tokenizer, "，");
        this.period = single(tokenizer, "。");
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

    /** The text of a token that is made of common simplified characters only; else empty. */
    private static String commonChinese(byte[] bytes) {
        if (bytes.length < 3 || bytes.length % 3 != 0) {
            return "";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            for (int i = 0; i < text.length(); i++) {
                if (!Common.CHARACTERS.get(text.charAt(i))) {
                    return "";
                }
            }
            return text;
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    /** The 3,755 characters of the first level of GB 2312. */
    private static final class Common {
        static final BitSet CHARACTERS = characters();

        private static BitSet characters() {
            Charset gb = Charset.forName("GB2312");
            BitSet set = new BitSet(1 << 16);
            for (int high = 0xB0; high <= 0xD7; high++) {
                for (int low = 0xA1; low <= (high == 0xD7 ? 0xF9 : 0xFE); low++) {
                    set.set(new String(new byte[] {(byte) high, (byte) low}, gb).charAt(0));
                }
            }
            return set;
        }
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public BitSet words(int state) {
        if (state == 0) {
            return root;
        }
        int[] without = removed.get(state);
        if (without == null) {
            without = removedIn(state);
            if (removed.size() < MASKS) {
                removed.put(state, without);
            }
        }
        BitSet mask = (BitSet) root.clone();
        for (int token : without) {
            mask.clear(token);
        }
        return mask;
    }

    private int[] removedIn(int state) {
        int[] list = new int[64];
        int size = 0;
        for (int i = 0; i < tokens.length; i++) {
            if (step(state, texts[i]) == REFUSED) {
                if (size == list.length) {
                    list = java.util.Arrays.copyOf(list, size * 2);
                }
                list[size++] = tokens[i];
            }
        }
        return java.util.Arrays.copyOf(list, size);
    }

    @Override
    public int after(int state, String piece) {
        return step(state, piece);
    }

    private int step(int state, String text) {
        int s = state;
        for (int i = 0; i < text.length(); i++) {
            s = automaton.next(s, text.charAt(i));
            if (automaton.match(s) > 0) {
                return REFUSED;
            }
        }
        return s;
    }

    @Override
    public int afterComma(int state) {
        return automaton.next(state, '，');
    }

    @Override
    public int afterSlot(int state, String text) {
        int s = state;
        for (int i = 0; i < text.length(); i++) {
            s = automaton.next(s, text.charAt(i));
            if (automaton.match(s) > i + 1) {
                return REFUSED;
            }
        }
        return s;
    }

    @Override
    public boolean atBoundary(int state) {
        return true;
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
    public Lengths lengths() {
        return LENGTHS;
    }
}
