package io.wenwen.app.shopper;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.product.Product;
import io.wenwen.core.dialogue.Lexicon;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one version of the catalogue is asked for at every turn, worked out once.
 *
 * @param lexicon words that the model may not say freely
 * @param names finds products by the names that a message says
 * @param popular kinds of goods to try, best-selling first
 * @param nearWords values near to words that the grammar could not place
 */
record ShopWords(String version, Lexicon lexicon, NamedProducts names, List<String> popular, NearWords nearWords) {

    private static final int POPULAR = 4;

    static ShopWords of(Catalog catalog) {
        Set<String> words = new HashSet<>(catalog.lexicon().categories());
        words.addAll(catalog.lexicon().brands());
        catalog.lexicon().values().values().forEach(words::addAll);
        List<String> popular = catalog.products().stream()
                .sorted(Comparator.comparingLong(Product::sales).reversed())
                .map(Product::leaf)
                .distinct()
                .limit(POPULAR)
                .toList();
        return new ShopWords(
                catalog.version(),
                Lexicon.of(words),
                new NamedProducts(catalog.products()),
                popular,
                new NearWords(catalog.lexicon().values()));
    }
}
