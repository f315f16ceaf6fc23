package io.wenwen.core.kernel.text;

import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.ModelFileException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokenizer of Qwen models, read from the model file: NFC, then words by a regular expression, then byte-level
 * byte-pair encoding with the file's merges. Thread-safe; a bounded cache of words is shared by all threads.
 *
 * <p>{@link #encode} takes text as text whatever it says: {@code <|im_start|>} becomes the characters it is made of. Control
 * tokens come only from {@link #controlToken}, which the chat template uses.
 */
public final class BytePairTokenizer implements Tokenizer {

    /**
     * What one word is: a contraction, letters with at most one other character before them, one digit, signs with the line
     * ends after them, line ends with the space before them, other space. Java needs to be told that {@code \s} means
     * Unicode's white space (U+3000 is everywhere in Chinese text) and that case is Unicode's.
     */
    static final Pattern WORD = Pattern.compile(
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
                    + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE);

    private static final int CACHED_WORDS = 1 << 15;
    private static final int CACHED_LENGTH = 24;

    private final Vocabulary vocabulary;
    private final MergeTable merges;
    private final Map<String, int[]> words = new ConcurrentHashMap<>();

    private BytePairTokenizer(Vocabulary vocabulary, MergeTable merges) {
        this.vocabulary = vocabulary;
        this.merges = merges;
    }

    /** @throws ModelFileException if the file's tokenizer is of another kind or contradicts itself */
    public static BytePairTokenizer of(GgufFile file) throws ModelFileException {
        Vocabulary vocabulary = Vocabulary.of(file.metadata());
        return new BytePairTokenizer(vocabulary, vocabulary.merges(file.metadata()));
    }

    @Override
    public int[] encode(String text) {
        String normal = Normalizer.normalize(wellFormed(text), Normalizer.Form.NFC);
        Tokens out = new Tokens(normal.length());
        Matcher matcher = WORD.matcher(normal);
        while (matcher.find()) {
            out.append(word(matcher.group()));
        }
        return out.toArray();
    }

    /** The id of a control token by its text, e.g. {@code <|im_start|>}; -1 if the file has none of that text. */
    public int controlToken(String text) {
        return vocabulary.controls().getOrDefault(text, -1);
    }

    /** The texts of all control tokens, longest first. */
    public List<String> controlTexts() {
        return vocabulary.controlTexts();
    }

    @Override
    public String decode(int... tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(tokens.length * 4);
        for (int token : tokens) {
            bytes.writeBytes(bytes(token));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] bytes(int token) {
        return vocabulary.bytes(token);
    }

    @Override
    public boolean isControl(int token) {
        return vocabulary.isControl(token);
    }

    @Override
    public boolean isMarker(int token) {
        return vocabulary.isMarker(token);
    }

    @Override
    public int marker(String text) {
        int token = controlToken(text);
        return token >= 0 && isMarker(token) ? token : -1;
    }

    @Override
    public int size() {
        return vocabulary.size();
    }

    @Override
    public int endOfTurn() {
        return vocabulary.endOfTurn();
    }

    private int[] word(String word) {
        if (word.length() > CACHED_LENGTH) {
            return merged(word);
        }
        int[] known = words.get(word);
        if (known == null) {
            known = merged(word);
            if (words.size() >= CACHED_WORDS) {
                words.clear();
            }
            words.put(word, known);
        }
        return known;
    }

    private int[] merged(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            tokens[i] = vocabulary.ofByte(bytes[i]);
        }
        return Arrays.copyOf(tokens, merges.merge(tokens, tokens.length));
    }

    /** Lone surrogates, which UTF-8 cannot write, become U+FFFD. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int[] codePoints = text.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                        .toArray();
                return new String(codePoints, 0, codePoints.length);
            }
        }
        return text;
    }

    /** A growing array of ids. */
    private static final class Tokens {
        private int[] ids;
        private int size;

        Tokens(int expected) {
            ids = new int[Math.max(16, expected)];
        }

        void append(int[] more) {
            if (size + more.length > ids.length) {
                ids = Arrays.copyOf(ids, Math.max(ids.length * 2, size + more.length));
            }
            System.arraycopy(more, 0, ids, size, more.length);
            size += more.length;
        }

        int[] toArray() {
            return Arrays.copyOf(ids, size);
        }
    }
}
