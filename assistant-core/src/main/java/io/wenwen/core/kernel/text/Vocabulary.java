package io.wenwen.core.kernel.text;

import io.wenwen.core.kernel.model.Metadata;
import io.wenwen.core.kernel.model.ModelFileException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens of a model file: their bytes, which of them are control tokens, and how their texts merge. Immutable. Added
 * tokens of every kind ({@code <|im_start|>}, but also {@code <tool_call>}) count as control: text never becomes one.
 */
final class Vocabulary {

    private static final String MODEL = "tokenizer.ggml.model";
    private static final String SPLIT = "tokenizer.ggml.pre";
    private static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String TYPES = "tokenizer.ggml.token_type";
    private static final String MERGES = "tokenizer.ggml.merges";
    private static final String END = "tokenizer.ggml.eos_token_id";

    // ggml's token types.
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final byte[] NOTHING = {};

    private final List<String> texts;
    private final byte[][] bytes;
    private final Map<String, Integer> controls;
    private final List<String> controlTexts;
    private final BitSet markers;
    private final int[] ofByte;
    private final int endOfTurn;

    private Vocabulary(
            List<String> texts,
            byte[][] bytes,
            Map<String, Integer> controls,
            BitSet markers,
            int[] ofByte,
            int endOfTurn) {
        this.texts = texts;
        this.bytes = bytes;
        this.controls = Map.copyOf(controls);
        this.controlTexts = controls.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        this.markers = markers;
        this.ofByte = ofByte;
        this.endOfTurn = endOfTurn;
    }

    static Vocabulary of(Metadata metadata) throws ModelFileException {
        expect(metadata, MODEL, "gpt2");
        expect(metadata, SPLIT, "qwen2");
        List<String> texts = metadata.texts(TOKENS);
        int[] types = metadata.wholes(TYPES);
        if (types.length != texts.size()) {
            throw bad(metadata, TOKENS + " has " + texts.size() + " entries but " + TYPES + " has " + types.length);
        }
        byte[][] bytes = new byte[texts.size()][];
        Map<String, Integer> controls = new HashMap<>();
        BitSet markers = new BitSet();
        int[] ofByte = new int[256];
        int singles = 0;
        for (int id = 0; id < types.length; id++) {
            String text = texts.get(id);
            bytes[id] = NOTHING;
            markers.set(id, types[id] == USER_DEFINED);
            if (types[id] == NORMAL) {
                byte[] read = ByteAlphabet.bytes(text);
                if (read == null || read.length == 0) {
                    throw bad(metadata, "token " + id + " is not written in the byte alphabet");
                }
                bytes[id] = read;
                if (read.length == 1) {
                    ofByte[read[0] & 255] = id;
                    singles++;
                }
            } else if ((types[id] == CONTROL || types[id] == USER_DEFINED)
                    && (text.isEmpty() || controls.put(text, id) != null)) {
                throw bad(metadata, "control token " + id + " has no text of its own");
            }
        }
        if (singles != 256) {
            throw bad(metadata, "the vocabulary has " + singles + " tokens of one byte instead of 256");
        }
        return new Vocabulary(texts, bytes, controls, markers, ofByte, metadata.whole(END, 0, types.length - 1));
    }

    /** The file's list of merges over this vocabulary, in the order in which they were learned. */
    MergeTable merges(Metadata metadata) throws ModelFileException {
        Map<String, Integer> ids = new HashMap<>(texts.size() * 2);
        for (int id = 0; id < texts.size(); id++) {
            if (bytes[id].length > 0) {
                ids.put(texts.get(id), id);
            }
        }
        List<String> merges = metadata.texts(MERGES);
        MergeTable table = new MergeTable(merges.size());
        for (int rank = 0; rank < merges.size(); rank++) {
            String merge = merges.get(rank);
            int space = merge.indexOf(' ');
            Integer left = space < 0 ? null : ids.get(merge.substring(0, space));
            Integer right = space < 0 ? null : ids.get(merge.substring(space + 1));
            Integer both = left == null || right == null ? null : ids.get(texts.get(left) + texts.get(right));
            if (left == null || right == null || both == null || !table.add(left, right, rank, both)) {
                throw bad(metadata, "merge " + rank + " is there twice or joins what the vocabulary does not hold");
            }
        }
        return table;
    }

    byte[] bytes(int token) {
        return bytes[token];
    }

    boolean isControl(int token) {
        return bytes[token].length == 0;
    }

    boolean isMarker(int token) {
        return markers.get(token);
    }

    int ofByte(byte value) {
        return ofByte[value & 255];
    }

    int size() {
        return bytes.length;
    }

    int endOfTurn() {
        return endOfTurn;
    }

    Map<String, Integer> controls() {
        return controls;
    }

    List<String> controlTexts() {
        return controlTexts;
    }

    private static void expect(Metadata metadata, String key, String supported) throws ModelFileException {
        String found = metadata.text(key);
        if (!found.equals(supported)) {
            throw new ModelFileException(metadata.file() + ": the tokenizer's " + key + " is " + found
                    + ", which is not supported. Supported: " + supported + ". Get a Qwen2, Qwen2.5 or Qwen3 model.");
        }
    }

    private static ModelFileException bad(Metadata metadata, String what) {
        return new ModelFileException(metadata.file() + ": " + what
                + ". The file is damaged or wrongly converted; remove it and download it again (./wenwen model pull).");
    }
}
