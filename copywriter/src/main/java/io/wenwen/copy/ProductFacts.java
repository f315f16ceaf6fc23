package io.wenwen.copy;

import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Sku;
import io.wenwen.core.dialogue.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A product's facts as phrases that read after a comma, in the catalogue's words: what it states of the product, then what can
 * be chosen, then where it stands in the shop. A value that denies something (否, 不支持) is no selling point and is left out;
 * so is what changes by the hour (price, stock).
 */
final class ProductFacts {

    private static final int LONGEST = 40;
    private static final Set<String> YES = Set.of("是", "有", "支持", "可以", "可");
    private static final Set<String> NO = Set.of("否", "无", "没有", "不支持", "不可以", "不可", "不", "其他", "其它", "未知", "-", "/");

    private ProductFacts() {}

    static List<Slot> of(Product product) {
        List<Slot> facts = new ArrayList<>();
        for (Attribute attribute : product.attributes()) {
            add(facts, product, attribute.name(), attribute.phrase(), phrase(attribute));
        }
        Map<String, Set<String>> options = new LinkedHashMap<>();
        for (Sku sku : product.skus()) {
            sku.options()
                    .forEach((name, value) -> options.computeIfAbsent(name, n -> new LinkedHashSet<>())
                            .add(value));
        }
        options.forEach((name, values) -> {
            if (product.attribute(name).isEmpty()) {
                String joined = String.join("、", values);
                add(facts, product, name, joined, name + (values.size() > 1 ? "可选" : "是") + joined);
            }
        });
        String brand = product.brand();
        if (brand != null) {
            add(facts, product, "品牌", brand, "品牌是" + brand);
        }
        for (int i = product.category().size() - 1; i >= 0; i--) {
            String category = product.category().get(i);
            add(facts, product, "类目", category, "属于" + category);
        }
        return facts;
    }

    private static void add(List<Slot> facts, Product product, String attribute, String value, String phrase) {
        if (!phrase.isBlank()
                && phrase.length() <= LONGEST
                && phrase.chars().noneMatch(Character::isISOControl)
                && facts.stream().noneMatch(f -> f.text().equals(phrase))) {
            facts.add(Slot.attribute(product.id().value(), attribute, value, phrase, source(product, attribute)));
        }
    }

    /** Empty where the value says nothing that a merchant would print. */
    private static String phrase(Attribute attribute) {
        String value = attribute.phrase();
        String name = attribute.name();
        if (NO.contains(value) || value.isBlank() || value.matches("(?:不支持|不可|不带|没有|暂无).*")) {
            return "";
        }
        if (YES.contains(value)) {
            return name.startsWith("是否") ? name.substring(2) : name.startsWith("支持") ? name : "支持" + name;
        }
        boolean quantity = attribute.number() != null;
        return quantity || value.contains(name) ? (value.contains(name) ? value : name + value) : name + "是" + value;
    }

    static String source(Product product, String attribute) {
        return "catalog:" + product.id() + "#" + attribute;
    }
}
