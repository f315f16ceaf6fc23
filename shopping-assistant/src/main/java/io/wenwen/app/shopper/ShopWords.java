package io.wenwen.app.shopper;

import io.wenwen.catalog.Catalog;
import io.wenwen.core.dialogue.Lexicon;
import java.util.HashSet;
import java.util.Set;

/** What one version of the catalogue is searched by for names, and the words that the model may not say freely. */
record ShopWords(String version, Lexicon lexicon, NamedProducts names) {

    static ShopWords of(Catalog catalog) {
        Set<String> words = new HashSet<>(catalog.lexicon().categories());
        words.addAll(catalog.lexicon().brands());
        catalog.lexicon().values().values().forEach(words::addAll);
        return new ShopWords(catalog.version(), Lexicon.of(words), new NamedProducts(catalog.products()));
    }
}
