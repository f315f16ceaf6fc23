package io.wenwen.catalog.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Makes spellings of the same word equal, character by character, so that a position in folded text is the same position in
 * what was typed: full width to half width, traditional to simplified, upper case to lower case.
 */
public final class Folding {

    private static final char[] TABLE = table();

    private Folding() {}

    /** The folded text; always of the same length. */
    public static String fold(CharSequence text) {
        char[] folded = new char[text.length()];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(text.charAt(i));
        }
        return new String(folded);
    }

    public static char fold(char c) {
        return TABLE[c];
    }

    /** Folded, without white space; the form in which values are compared. */
    public static String key(CharSequence text) {
        StringBuilder key = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = fold(text.charAt(i));
            if (!Character.isWhitespace(c)) {
                key.append(c);
            }
        }
        return key.toString();
    }

    private static char[] table() {
        char[] table = new char[65536];
        for (int c = 0; c < table.length; c++) {
            table[c] = Character.isSurrogate((char) c) ? (char) c : Character.toLowerCase((char) c);
        }
        simplify(table);
        for (int c = 0xFF01; c <= 0xFF5E; c++) {
            table[c] = Character.toLowerCase((char) (c - 0xFEE0));
        }
        table[0x3000] = ' ';
        table[0x00A0] = ' ';
        table[0xFFE5] = '¥';
        return table;
    }

    /** HanLP's table of single characters; its phrases are left out because they may change the length. */
    private static void simplify(char[] table) {
        try (InputStream in = Folding.class.getResourceAsStream("/data/dictionary/tc/t2s.txt")) {
            if (in == null) {
                throw new IllegalStateException(
                        "data/dictionary/tc/t2s.txt is not on the class path; it comes with com.hankcs:hanlp (portable).");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() == 3 && line.charAt(1) == '=') {
                    table[line.charAt(0)] = line.charAt(2);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
