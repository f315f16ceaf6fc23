package io.wenwen.core.kernel.constrain;

import io.wenwen.core.kernel.text.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small vocabulary that has every awkward kind of token: single bytes, pieces of characters, words, punctuation that ends a string
 * and begins the next, tokens with three quotes, the same bytes twice.
 */
final class SmallTokenizer implements Tokenizer {

    private static final List<String> WORDS = List.of(
            "{\"",
            "\":",
            "\":\"",
            "\",\"",
            "\",",
            "\"}",
            "\"]",
            "\":[",
            "\":[\"",
            "},{\"",
            "}]",
            "]}",
            "{}",
            "[]",
            "\"\"",
            "\":\"\",\"",
            "a\":1,\"a\":",
            "true",
            "false",
            "null",
            ",\"",
            "12",
            "00",
            "0.",
            ".5",
            "-1",
            "99",
            "e+",
            "ab",
            "abc",
            "name",
            "name\"",
            "\"name\"",
            "蓝",
            "蓝牙",
            "色",
            "白色",
            "价格",
            "，",
            "  ",
            " a",
            "\\\"",
            "\\n",
            "\\u00",
            "\\\\",
            "😀",
            "ab");

    private final List<byte[]> tokens = new ArrayList<>();

    SmallTokenizer() {
        for (int b = 0; b < 256; b++) {
            tokens.add(new byte[] {(byte) b});
        }
        WORDS.forEach(word -> tokens.add(word.getBytes(StandardCharsets.UTF_8)));
        byte[] blue = "蓝白".getBytes(StandardCharsets.UTF_8);
        tokens.add(Arrays.copyOfRange(blue, 0, 2));
        tokens.add(Arrays.copyOfRange(blue, 1, 3));
        tokens.add(Arrays.copyOfRange(blue, 2, 5));
    }

    @Override
    public int[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Integer> ids = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int best = bytes[at] & 0xFF;
            for (int t = 256; t < tokens.size(); t++) {
                byte[] token = tokens.get(t);
                if (token.length > tokens.get(best).length
                        && at + token.length <= bytes.length
                        && Arrays.equals(bytes, at, at + token.length, token, 0, token.length)) {
                    best = t;
                }
            }
            ids.add(best);
            at += tokens.get(best).length;
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String decode(int... ids) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int id : ids) {
            out.writeBytes(bytes(id));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] bytes(int token) {
        return token < tokens.size() ? tokens.get(token) : new byte[0];
    }

    @Override
    public boolean isControl(int token) {
        return token >= tokens.size();
    }

    @Override
    public int size() {
        return tokens.size() + 4;
    }

    @Override
    public int endOfTurn() {
        return tokens.size();
    }
}
