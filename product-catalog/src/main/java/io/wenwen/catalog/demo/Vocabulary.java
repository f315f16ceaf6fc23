package io.wenwen.catalog.demo;

import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Sku;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps generated text honest: a word that is an attribute value somewhere in the category may stand in a product's text
 * only where that product has the value.
 */
final class Vocabulary {

    private final String leaf;
    private final Set<String> words = new LinkedHashSet<>();

    Vocabulary(Knowledge.Leaf leaf) {
        this.leaf = leaf.name();
        Stream.concat(
                        leaf.attributes().stream().flatMap(rule -> rule.words().stream()),
                        leaf.options().values().stream().flatMap(option -> option.values().stream()))
                .filter(word -> word.length() >= 2)
                .forEach(words::add);
    }

    /** Whether the text says only what the product has. */
    boolean fits(String text, Facts facts) {
        String said = text.replace(leaf, "");
        return facts.lacking().stream().noneMatch(said::contains);
    }

    /** What must not be said of a product with these attributes and variants. */
    Facts facts(List<Attribute> attributes, List<Sku> skus) {
        List<String> values = Stream.concat(
                        attributes.stream().flatMap(a -> a.values().stream()),
                        skus.stream().flatMap(s -> s.options().values().stream()))
                .distinct()
                .toList();
        return new Facts(words.stream()
                .filter(word -> values.stream().noneMatch(v -> v.contains(word)))
                .toList());
    }

    /** The words of the category that do not hold for one product. */
    record Facts(List<String> lacking) {}
}
