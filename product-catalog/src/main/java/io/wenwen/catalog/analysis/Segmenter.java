package io.wenwen.catalog.analysis;

import com.hankcs.hanlp.collection.trie.DoubleArrayTrie;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts folded text into words: the likeliest path through all dictionary words that occur in it, each word independent of its
 * neighbours (unigram model). General words and their frequencies are HanLP's; the shop adds its own. Thread-safe once built.
 */
public final class Segmenter {

    /** Log of the total frequency of HanLP's core dictionary, about. */
    private static final double LOG_TOTAL = Math.log(2.5e7);

    private static final double UNKNOWN = -LOG_TOTAL - 2;
    /** A shop's word counts as often as a common word, so that it is kept whole. */
    private static final double SHOP_WORD = Math.log(2000) - LOG_TOTAL;

    private final Phrases<Boolean> shopWords;

    public Segmenter(Iterable<String> words) {
        shopWords = new Phrases<>();
        for (String word : words) {
            String key = Folding.key(word);
            if (key.length() > 1 && key.length() <= 8) {
                shopWords.add(key, true);
            }
        }
    }

    /** A word and where it stands in the text, end exclusive. */
    public record Word(String text, int start, int end) {}

    /** Words in order; white space and punctuation are left out. */
    public List<Word> cut(String folded) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < folded.length()) {
            char c = folded.charAt(at);
            int end = at + 1;
            if (isHan(c)) {
                while (end < folded.length() && isHan(folded.charAt(end))) {
                    end++;
                }
                cutHan(folded.substring(at, end), at, words);
            } else if (Character.isLetterOrDigit(c)) {
                while (end < folded.length() && isLatin(folded, end)) {
                    end++;
                }
                // T恤, K歌: one letter joined to Chinese characters may be a word with them.
                int joined = joined(folded, at, end);
                words.add(new Word(folded.substring(at, joined), at, joined));
                end = joined;
            }
            at = end;
        }
        return words;
    }

    private int joined(String text, int at, int end) {
        int[] longest = {end};
        if (end < text.length() && isHan(text.charAt(end))) {
            shopWords.at(text, at, (to, m) -> longest[0] = Math.max(longest[0], to));
            if (longest[0] == end && end == at + 1 && text.charAt(at) == 't' && text.charAt(end) == '恤') {
                return end + 1;
            }
        }
        return longest[0];
    }

    private static boolean isLatin(String text, int i) {
        char c = text.charAt(i);
        if (c == '.' && i + 1 < text.length()) {
            return Character.isDigit(text.charAt(i - 1)) && Character.isDigit(text.charAt(i + 1));
        }
        return Character.isLetterOrDigit(c) && !isHan(c);
    }

    public static boolean isHan(char c) {
        return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == '〇';
    }

    private void cutHan(String run, int offset, List<Word> words) {
        int n = run.length();
        double[] best = new double[n + 1];
        int[] from = new int[n + 1];
        java.util.Arrays.fill(best, Double.NEGATIVE_INFINITY);
        best[0] = 0;
        char[] chars = run.toCharArray();
        DoubleArrayTrie<CoreDictionary.Attribute> core = CoreDictionary.trie;
        for (int i = 0; i < n; i++) {
            int start = i;
            relax(best, from, i, i + 1, UNKNOWN);
            DoubleArrayTrie<CoreDictionary.Attribute>.Searcher found = core.getSearcher(chars, i);
            while (found.next() && found.begin == i) {
                double p = Math.log(found.value.totalFrequency + 1.0) - LOG_TOTAL;
                relax(best, from, i, i + found.length, p);
            }
            shopWords.at(run, i, (end, m) -> relax(best, from, start, end, SHOP_WORD));
        }
        int firstNew = words.size();
        for (int end = n; end > 0; end = from[end]) {
            words.add(firstNew, new Word(run.substring(from[end], end), offset + from[end], offset + end));
        }
    }

    private static void relax(double[] best, int[] from, int start, int end, double logProbability) {
        double score = best[start] + logProbability;
        if (score > best[end]) {
            best[end] = score;
            from[end] = start;
        }
    }
}
