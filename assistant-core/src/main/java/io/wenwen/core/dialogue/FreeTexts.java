package io.wenwen.core.dialogue;

import io.wenwen.core.kernel.text.Tokenizer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiled free-text rules, one for each tokenizer, lexicon and language in use; the oldest goes when there are too many. */
final class FreeTexts {

    private static final int CAPACITY = 8;

    private record Key(int tokenizer, Lexicon lexicon, Language language, boolean meets) {}

    private final Map<Key, FreeText> compiled = new LinkedHashMap<>(8, 0.75f, true);

    /**
     * @param tokenizer {@code null} for reading text that comes from elsewhere
     * @param meets whether the sentence may say that a need is met
     */
    synchronized FreeText of(@Nullable Tokenizer tokenizer, Lexicon lexicon, Language language, boolean meets) {
        Key key = new Key(System.identityHashCode(tokenizer), lexicon, language, meets);
        FreeText rule = compiled.get(key);
        if (rule == null) {
            rule = language == Language.ZH
                    ? new ChineseFreeText(tokenizer, lexicon, meets)
                    : new EnglishFreeText(tokenizer, lexicon, meets);
            compiled.put(key, rule);
            Iterator<Key> oldest = compiled.keySet().iterator();
            if (compiled.size() > CAPACITY) {
                oldest.next();
                oldest.remove();
            }
        }
        return rule;
    }
}
