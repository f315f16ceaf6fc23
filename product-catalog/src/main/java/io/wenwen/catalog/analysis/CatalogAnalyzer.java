package io.wenwen.catalog.analysis;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * The one analyzer of the catalogue. A field whose name ends in {@value #BIGRAMS} is cut into pairs of Chinese characters, which
 * never miss a word that the dictionary does not know; every other field into dictionary words. Latin words and numbers stay whole
 * in both.
 */
public final class CatalogAnalyzer extends Analyzer {

    public static final String BIGRAMS = ".bi";

    /** Longer texts say nothing new; bounds the work per field. */
    private static final int LONGEST = 20_000;

    private final Segmenter segmenter;

    public CatalogAnalyzer(Segmenter segmenter) {
        super(PER_FIELD_REUSE_STRATEGY);
        this.segmenter = segmenter;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        return new TokenStreamComponents(new Terms(segmenter, field.endsWith(BIGRAMS)));
    }

    /** Terms of a text, the same ones that are indexed. */
    public static List<Segmenter.Word> terms(Segmenter segmenter, String text, boolean bigrams) {
        String folded = Folding.fold(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return bigrams ? bigrams(folded) : segmenter.cut(folded);
    }

    private static List<Segmenter.Word> bigrams(String text) {
        List<Segmenter.Word> terms = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (Segmenter.isHan(c)) {
                while (end < text.length() && Segmenter.isHan(text.charAt(end))) {
                    terms.add(new Segmenter.Word(text.substring(end - 1, end + 1), end - 1, end + 1));
                    end++;
                }
                if (end == at + 1) {
                    terms.add(new Segmenter.Word(text.substring(at, end), at, end));
                }
            } else if (Character.isLetterOrDigit(c)) {
                while (end < text.length()
                        && Character.isLetterOrDigit(text.charAt(end))
                        && !Segmenter.isHan(text.charAt(end))) {
                    end++;
                }
                terms.add(new Segmenter.Word(text.substring(at, end), at, end));
            }
            at = end;
        }
        return terms;
    }

    /** Hands out the terms of a whole text; cutting needs to see all of it. */
    private static final class Terms extends Tokenizer {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
        private final Segmenter segmenter;
        private final boolean bigrams;
        private List<Segmenter.Word> terms = List.of();
        private int next;
        private int length;

        Terms(Segmenter segmenter, boolean bigrams) {
            this.segmenter = segmenter;
            this.bigrams = bigrams;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            String text = read(input);
            length = text.length();
            terms = terms(segmenter, text, bigrams);
            next = 0;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (next == terms.size()) {
                return false;
            }
            Segmenter.Word word = terms.get(next++);
            term.append(word.text());
            offset.setOffset(correctOffset(word.start()), correctOffset(word.end()));
            return true;
        }

        @Override
        public void end() throws IOException {
            super.end();
            offset.setOffset(correctOffset(length), correctOffset(length));
        }

        private static String read(Reader reader) throws IOException {
            char[] buffer = new char[4096];
            StringBuilder text = new StringBuilder();
            for (int n = reader.read(buffer); n >= 0 && text.length() <= LONGEST; n = reader.read(buffer)) {
                text.append(buffer, 0, n);
            }
            return text.toString();
        }
    }
}
