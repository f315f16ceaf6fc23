package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import io.wenwen.catalog.analysis.Phrases;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Sku;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The words of one shop: its categories, brands, attributes and values, as its catalogue writes them. Immutable. */
public final class Lexicon {

    private final Set<String> categories = new TreeSet<>();
    private final Set<String> brands = new TreeSet<>();
    private final Map<String, Set<String>> values = new TreeMap<>();
    final Phrases<Constraint> phrases = new Phrases<>();

    public Lexicon(Collection<Product> products) {
        for (Product product : products) {
            for (String name : product.category()) {
                if (categories.add(name)) {
                    phrases.add(Folding.key(name), demand(Constraint.CATEGORY, name));
                }
            }
            if (product.brand() != null && brands.add(product.brand())) {
                phrases.add(Folding.key(product.brand()), demand(Constraint.BRAND, product.brand()));
            }
            for (Attribute attribute : product.attributes()) {
                attribute.values().forEach(v -> value(attribute.name(), v));
            }
            for (Sku sku : product.skus()) {
                sku.options().forEach(this::value);
            }
        }
    }

    private void value(String attribute, String value) {
        if (values.computeIfAbsent(attribute, k -> new TreeSet<>()).add(value)) {
            phrases.add(Folding.key(value), demand(attribute, value));
        }
    }

    private static Constraint demand(String attribute, String value) {
        return new Constraint(attribute, Operator.IS, value, null, null);
    }

    /** Category names of every level. */
    public Set<String> categories() {
        return categories;
    }

    public Set<String> brands() {
        return brands;
    }

    /** Attribute and option names with their values, in the catalogue's words. */
    public Map<String, Set<String>> values() {
        return new LinkedHashMap<>(values);
    }
}
