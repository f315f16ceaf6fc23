package io.wenwen.catalog.query;

import com.hankcs.hanlp.dictionary.CoreDictionary;
import io.wenwen.catalog.analysis.Folding;
import io.wenwen.catalog.analysis.Segmenter;
import io.wenwen.catalog.product.Product;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which category the things are in that titles name at their end: where 四件套 ends 36 titles of 床品件套 and one of 夏凉, who asks for a
 * 四件套 means 床品件套.
 */
final class TitleNouns {

    private static final Pattern BRACKETS = Pattern.compile("[(（【\\[][^)）】\\]]*[)）】\\]]");
    /** 曲奇礼盒 is 曲奇. */
    private static final Pattern PACKED = Pattern.compile("(?<=..)(?:大?礼[盒包袋篮]|套装|组合装?|[大小家庭特惠]*装)$");
    /** Fewer titles than this prove nothing. */
    private static final int SUPPORT = 2;

    private static final int LONGEST = 4;

    private final Map<String, Map<String, Integer>> categories = new HashMap<>();
    /** For each ending the endings that are one character longer. */
    private final Map<String, Set<String>> longer = new HashMap<>();

    TitleNouns(Collection<Product> products) {
        for (Product product : products) {
            String title = Folding.fold(
                    BRACKETS.matcher(product.title()).replaceAll(" ").strip());
            Set<String> endings = new HashSet<>();
            for (String whole : title.split("[\\s,，/+]+")) {
                String piece = PACKED.matcher(whole).replaceFirst("");
                for (int length = 1; length <= Math.min(LONGEST, piece.length()); length++) {
                    String noun = piece.substring(piece.length() - length);
                    if (!Segmenter.isHan(noun.charAt(0))) {
                        break;
                    }
                    endings.add(noun);
                }
            }
            for (String noun : endings) {
                if (!noun.isEmpty()) {
                    categories.computeIfAbsent(noun, k -> new HashMap<>()).merge(product.leaf(), 1, Integer::sum);
                }
            }
        }
        for (String noun : categories.keySet()) {
            if (noun.length() > 1) {
                longer.computeIfAbsent(noun.substring(1), k -> new HashSet<>(2)).add(noun);
            }
        }
    }

    /** Endings that are surely words of their own. */
    List<String> sure() {
        return categories.keySet().stream()
                .filter(n -> n.length() >= 2
                        && category(n)
                                .filter(g -> g.titles() >= 5 && g.share() > 0.8)
                                .isPresent())
                .toList();
    }

    /**
     * A category and how sure that is.
     *
     * @param share of the titles that end in the noun
     */
    record Guess(String category, double share, int titles) {}

    /** 水器 is none where all titles that end in it end in 饮水器. */
    private boolean endOfAnotherWord(String noun) {
        if (noun.length() != 2 || CoreDictionary.contains(noun)) {
            return false;
        }
        int total = total(noun);
        return longer.getOrDefault(noun, Set.of()).stream().anyMatch(l -> total(l) * 10 >= total * 9);
    }

    private int total(String noun) {
        return categories.getOrDefault(noun, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    Optional<Guess> category(String noun) {
        if (endOfAnotherWord(noun)) {
            return Optional.empty();
        }
        Map<String, Integer> counts = categories.getOrDefault(noun, Map.of());
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(e -> total >= (noun.length() <= 2 && e.getValue() < total ? SUPPORT + 1 : SUPPORT))
                .map(e -> new Guess(e.getKey(), (double) e.getValue() / total, total));
    }
}
