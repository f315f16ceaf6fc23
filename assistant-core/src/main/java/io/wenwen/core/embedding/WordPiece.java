package io.wenwen.core.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * BERT's uncased tokenizer, so that the embedding model needs no native library: clean, lower-case, drop accents, split at
 * white space, punctuation and every CJK character, then cut each word greedily into the longest known pieces (Devlin et al.
 * 2019; Wu et al. 2016, WordPiece). Immutable.
 */
final class WordPiece {

    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int first;
    private final int last;

    private WordPiece(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = id("[UNK]");
        this.first = id("[CLS]");
        this.last = id("[SEP]");
    }

    /** Reads the vocabulary of a {@code tokenizer.json}. */
    static WordPiece read(InputStream tokenizerJson) throws IOException {
        JsonNode vocabulary =
                JsonMapper.shared().readTree(tokenizerJson).path("model").path("vocab");
        if (!vocabulary.isObject() || vocabulary.isEmpty()) {
            throw new IOException("The tokenizer file has no model.vocab; it is not a WordPiece tokenizer.json.");
        }
        Map<String, Integer> ids = HashMap.newHashMap(vocabulary.size());
        for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
            ids.put(entry.getKey(), entry.getValue().intValue());
        }
        return new WordPiece(ids);
    }

    /**
     * Ids of a text between {@code [CLS]} and {@code [SEP]}, cut to {@code limit} ids in all. A text that spells a control token
     * gets the pieces of its characters.
     */
    int[] encode(String text, int limit) {
        Ids ids = new Ids(limit - 1);
        ids.add(first);
        StringBuilder word = new StringBuilder();
        String normal = normalise(text, limit);
        for (int i = 0; i < normal.length() && !ids.full(); ) {
            int c = normal.codePointAt(i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                cut(word, ids);
            } else if (isIdeograph(c) || isPunctuation(c)) {
                cut(word, ids);
                word.appendCodePoint(c);
                cut(word, ids);
            } else {
                word.appendCodePoint(c);
            }
        }
        cut(word, ids);
        return ids.closed(last);
    }

    /** Lower case without accents and control characters; reads no more of a text than could matter. */
    private static String normalise(String text, int limit) {
        int end = Math.min(text.length(), limit * (LONGEST_WORD + 1));
        StringBuilder clean = new StringBuilder(Math.min(end, 4096));
        for (int i = 0; i < end; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == 0 || c == 0xFFFD || isControl(c)) {
                continue;
            }
            clean.appendCodePoint(c);
        }
        String parted = Normalizer.normalize(clean.toString().toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(parted.length());
        parted.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private void cut(StringBuilder word, Ids ids) {
        if (word.isEmpty()) {
            return;
        }
        String whole = word.toString();
        word.setLength(0);
        if (whole.codePointCount(0, whole.length()) > LONGEST_WORD) {
            ids.add(unknown);
            return;
        }
        int mark = ids.size();
        for (int from = 0; from < whole.length(); ) {
            int to = whole.length();
            Integer id = null;
            while (to > from) {
                String piece = (from == 0 ? "" : "##") + whole.substring(from, to);
                id = vocabulary.get(piece);
                if (id != null) {
                    break;
                }
                to = whole.offsetByCodePoints(to, -1);
            }
            if (id == null) {
                ids.reset(mark);
                ids.add(unknown);
                return;
            }
            ids.add(id);
            from = to;
        }
    }

    private int id(String token) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new IllegalArgumentException("The vocabulary lacks " + token + "; it is not a BERT vocabulary.");
        }
        return id;
    }

    private static boolean isSpace(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> c == '\t' || c == '\n' || c == '\r';
        };
    }

    private static boolean isControl(int c) {
        if (c == '\t' || c == '\n' || c == '\r') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static boolean isPunctuation(int c) {
        if ((c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126)) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isIdeograph(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2A6DF)
                || (c >= 0x2A700 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }

    /** Ids up to a limit; what does not fit is dropped. */
    private static final class Ids {
        private final int[] values;
        private int size;

        Ids(int limit) {
            values = new int[limit];
        }

        void add(int id) {
            if (size < values.length) {
                values[size++] = id;
            }
        }

        boolean full() {
            return size == values.length;
        }

        int size() {
            return size;
        }

        void reset(int mark) {
            size = mark;
        }

        int[] closed(int last) {
            int[] out = java.util.Arrays.copyOf(values, size + 1);
            out[size] = last;
            return out;
        }
    }
}
