package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import io.wenwen.catalog.analysis.Segmenter;
import io.wenwen.catalog.product.Product;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which category the things are in that titles name at their end: where 四件套 ends 36 titles of 床品件套 and one of 夏凉, who asks for a
 * 四件套 means 床品件套.
 */
final class TitleNouns {

    private static final Pattern BRACKETS = Pattern.compile("[(（【\\[][^)）】\\]]*[)）】\\]]");
    /** Fewer titles than this prove nothing. */
    private static final int SUPPORT = 2;

    private final Map<String, Map<String, Integer>> categories = new HashMap<>();

    TitleNouns(Collection<Product> products, Segmenter segmenter) {
        for (Product product : products) {
            String title = Folding.fold(
                    BRACKETS.matcher(product.title()).replaceAll(" ").strip());
            for (String piece : title.split("\\s+")) {
                List<Segmenter.Word> words = segmenter.cut(piece);
                if (!words.isEmpty()) {
                    add(words.getLast().text(), product.leaf());
                    if (words.size() > 1
                            && words.getLast().start()
                                    == words.get(words.size() - 2).end()) {
                        add(words.get(words.size() - 2).text() + words.getLast().text(), product.leaf());
                    }
                }
            }
        }
    }

    private void add(String noun, String category) {
        if (noun.length() >= 2 && noun.length() <= 8 && Segmenter.isHan(noun.charAt(noun.length() - 1))) {
            categories.computeIfAbsent(noun, k -> new HashMap<>()).merge(category, 1, Integer::sum);
        }
    }

    /**
     * A category and how sure that is.
     *
     * @param share of the titles that end in the noun
     */
    record Guess(String category, double share, int titles) {}

    Optional<Guess> category(String noun) {
        Map<String, Integer> counts = categories.getOrDefault(noun, Map.of());
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(e -> total >= SUPPORT)
                .map(e -> new Guess(e.getKey(), (double) e.getValue() / total, total));
    }
}
