package io.wenwen.copy;

import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.core.dialogue.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A title of catalogue words alone: brand, up to three values that set the product apart, leaf category. At most 30 characters,
 * the length that shops show on one card.
 */
final class ProductTitle {

    private static final int LONGEST = 30;
    private static final int LONGEST_VALUE = 6;
    private static final int VALUES = 3;
    /** What a label must state and nobody searches for. */
    private static final Pattern FORMAL = Pattern.compile("产地|标准|包装|保质|质保|储存|贮存|生产|备案|批准|许可|货号|型号");

    private ProductTitle() {}

    /** The words in order. */
    static List<Slot> words(Product product) {
        List<Slot> words = new ArrayList<>();
        String brand = product.brand();
        String leaf = product.leaf();
        if (brand != null) {
            words.add(slot(product, "品牌", brand));
        }
        int length = leaf.length() + (brand == null ? 0 : brand.length());
        int values = 0;
        for (Attribute attribute : product.attributes()) {
            String value = attribute.values().getFirst();
            // A bare amount (30小时) says nothing without its name, a bare 是 or 支持 nothing at all.
            boolean telling = !FORMAL.matcher(attribute.name()).find()
                    && attribute.number() == null
                    && attribute.values().size() == 1
                    && value.length() >= 2
                    && value.length() <= LONGEST_VALUE
                    && value.codePoints().allMatch(Character::isIdeographic)
                    && !value.matches("支持|不.*|没有|其他|其它|未知|可以|均码|通用|标准|普通|常规|默认|中国.*|国产|进口")
                    && !leaf.contains(value)
                    && words.stream().noneMatch(w -> w.text().contains(value));
            if (telling && values < VALUES && length + value.length() <= LONGEST) {
                words.add(slot(product, attribute.name(), value));
                length += value.length();
                values++;
            }
        }
        words.add(slot(product, "类目", leaf));
        return words;
    }

    /** Brand and leaf, as the product is called within a sentence. */
    static Slot shortName(Product product) {
        String brand = product.brand();
        String text = (brand == null ? "" : brand) + product.leaf();
        return Slot.name(product.id().value(), text, ProductFacts.source(product, brand == null ? "类目" : "品牌+类目"));
    }

    private static Slot slot(Product product, String attribute, String value) {
        return Slot.attribute(product.id().value(), attribute, value, value, ProductFacts.source(product, attribute));
    }
}
