package io.wenwen.app.chat;

import java.util.ArrayList;
import java.util.List;

/** A table whose columns line up although a Chinese character is two cells wide. */
final class Columns {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Columns row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /** One string a row; a cell longer than {@code widest} cells is cut with …. */
    List<String> lines(int widest) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], Math.min(widest, width(row.get(c))));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                String cell = cut(row.get(c), widest);
                line.append(c == 0 ? "" : GAP).append(cell);
                line.append(" ".repeat(widths[c] - width(cell)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    static String cut(String text, int cells) {
        if (width(text) <= cells) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int cp : text.codePoints().toArray()) {
            if (used + width(cp) > cells - 1) {
                break;
            }
            kept.appendCodePoint(cp);
            used += width(cp);
        }
        return kept.append('…').toString();
    }

    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** Cells of one code point, after Unicode's East Asian Width (UAX 11); ambiguous ones count as narrow. */
    private static int width(int cp) {
        int type = Character.getType(cp);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (cp >= 0x1100 && cp <= 0x115F)
                || (cp >= 0x2E80 && cp <= 0x303E)
                || (cp >= 0x3041 && cp <= 0xA4CF)
                || (cp >= 0xAC00 && cp <= 0xD7A3)
                || (cp >= 0xF900 && cp <= 0xFAFF)
                || (cp >= 0xFE30 && cp <= 0xFE6F)
                || (cp >= 0xFF01 && cp <= 0xFF60)
                || (cp >= 0xFFE0 && cp <= 0xFFE6)
                || (cp >= 0x1F300 && cp <= 0x1FAFF)
                || (cp >= 0x20000 && cp <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
