package io.wenwen.catalog.demo;

import io.wenwen.catalog.demo.Knowledge.Leaf;
import io.wenwen.catalog.demo.Vocabulary.Facts;
import io.wenwen.catalog.product.Attribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills sentence patterns for one product. Slots: {@code {b}} brand, {@code {s}} series, {@code {n}} a name of the thing,
 * {@code {x}} selling words, {@code {v}} one of its own attribute values, {@code {f}} attribute name with value,
 * {@code {材质}} the value of that attribute (the pattern is skipped where the product does not state it).
 */
final class TextMaker {

    private static final Pattern SLOT = Pattern.compile("\\{([^}]{1,12})}");
    private static final int TRIES = 40;
    private static final Set<String> DULL =
            Set.of("产地", "质保期", "保质期", "执行标准", "出版时间", "额定电压", "包装", "包装清单", "生产许可", "储存方式", "适用性别", "洗涤方式");

    /** Values that say that something is not there, or nothing; no seller boasts of them. */
    private static final Pattern MEANINGLESS =
            Pattern.compile("^(?:不|无(?!线|频闪|尘)|有$|是$|否$|普通|常温|通用|单机$|男女|成人$)|无附|无配件");

    private final Random random;
    private final Set<String> told = new HashSet<>();
    private final Leaf leaf;
    private final Vocabulary vocabulary;
    private final List<Attribute> attributes;
    private final Facts facts;
    private final String brand;
    private final String series;

    TextMaker(
            Random random,
            Leaf leaf,
            Vocabulary vocabulary,
            List<Attribute> attributes,
            Facts facts,
            String brand,
            String series) {
        this.random = random;
        this.leaf = leaf;
        this.vocabulary = vocabulary;
        this.attributes = attributes;
        this.facts = facts;
        this.brand = brand;
        this.series = series;
    }

    /** One of the patterns, filled and true of the product; {@code otherwise} where chance finds none. */
    String fill(List<String> patterns, String otherwise) {
        for (int i = 0; i < TRIES; i++) {
            String text = filled(Draw.one(random, patterns));
            if (text != null && vocabulary.fits(text, facts)) {
                return text;
            }
        }
        return otherwise;
    }

    /** The text with one of the tails, where the tail says nothing that the text says already. */
    String extended(String text, List<String> tails) {
        String tail = filled(Draw.one(random, tails));
        if (tail == null || tail.isEmpty()) {
            return text;
        }
        for (String word : tail.split(" ")) {
            if (text.contains(word)) {
                return text;
            }
        }
        String whole = text + " " + tail;
        return vocabulary.fits(whole, facts) ? whole : text;
    }

    /** Several different ones in a row. */
    List<String> fillSome(List<String> patterns, int count) {
        List<String> texts = new ArrayList<>();
        for (String pattern : Draw.some(random, patterns, count)) {
            String text = fill(List.of(pattern), "");
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private @Nullable String filled(String pattern) {
        Set<String> used = new HashSet<>();
        StringBuilder text = new StringBuilder();
        Matcher slot = SLOT.matcher(pattern);
        while (slot.find()) {
            String value = value(slot.group(1), used);
            if (value == null) {
                return null;
            }
            slot.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return slot.appendTail(text).toString().strip();
    }

    private @Nullable String value(String slot, Set<String> used) {
        return switch (slot) {
            case "b" -> brand;
            case "s" -> series;
            case "l" -> leaf.name();
            case "n" -> Draw.fitting(random, leaf.names(), n -> vocabulary.fits(n, facts));
            case "x" -> Draw.fitting(random, leaf.sells(), x -> vocabulary.fits(x, facts) && used.add(x));
            case "v" -> {
                Attribute a = telling(used);
                yield a == null ? null : Draw.one(random, a.values());
            }
            case "f" -> {
                Attribute a = telling(told);
                yield a == null ? null : a.number() == null ? a.name() + "：" + a.phrase() : a.name() + a.phrase();
            }
            default ->
                attributes.stream()
                        .filter(a -> a.name().equals(slot))
                        .map(Attribute::phrase)
                        .findFirst()
                        .orElse(null);
        };
    }

    private @Nullable Attribute telling(Set<String> used) {
        return Draw.fitting(
                random,
                attributes,
                a -> !DULL.contains(a.name())
                        && a.phrase().length() <= 12
                        && !MEANINGLESS.matcher(a.phrase()).find()
                        && a.values().getFirst().length() >= 2
                        && used.add(a.name()));
    }
}
