package io.wenwen.load.price.oracle;

import java.util.Collections;
import java.util.List;

/** Which lines a rule covers by shop, category, product and SKU (section 3, Coverage); full price is judged elsewhere. */
record Scope(
        List<String> shops,
        List<String> categories,
        List<String> products,
        List<String> skus,
        List<String> exceptSkus,
        boolean fullPriceOnly) {

    static Scope read(Fields rule) {
        return new Scope(
                rule.words("shops"),
                rule.words("categories"),
                rule.words("products"),
                rule.words("skus"),
                rule.words("except_skus"),
                rule.flag("full_price_only"));
    }

    boolean names(Line line) {
        return (shops.isEmpty() || shops.contains(line.shop()))
                && (categories.isEmpty() || !Collections.disjoint(categories, line.category()))
                && (products.isEmpty() || products.contains(line.product()))
                && (skus.isEmpty() || skus.contains(line.sku()))
                && !exceptSkus.contains(line.sku());
    }
}
