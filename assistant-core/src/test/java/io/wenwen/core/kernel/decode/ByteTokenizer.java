package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.text.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One token for each byte; 256 ends the turn, 257 is another control token, the rest is padding. */
final class ByteTokenizer implements Tokenizer {

    static final int END = 256;
    static final int SIZE = 300;

    @Override
    public int[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] ids = new int[bytes.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = bytes[i] & 0xFF;
        }
        return ids;
    }

    @Override
    public String decode(int... tokens) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int token : tokens) {
            out.writeBytes(bytes(token));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] bytes(int token) {
        return token < 256 ? new byte[] {(byte) token} : new byte[0];
    }

    @Override
    public boolean isControl(int token) {
        return token >= 256;
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public int endOfTurn() {
        return END;
    }
}
