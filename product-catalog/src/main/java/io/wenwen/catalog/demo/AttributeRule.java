package io.wenwen.catalog.demo;

import io.wenwen.catalog.feed.Quantities;
import io.wenwen.catalog.product.Attribute;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one line of category knowledge allows an attribute to say.
 *
 * @param words possible values; empty for quantities
 * @param numbers possible amounts of {@code unit}; empty for words
 * @param several whether a product has one to three of the words at once
 * @param rare whether four in ten products leave it unsaid
 * @param dearer whether later values cost more
 */
record AttributeRule(
        String name,
        List<String> words,
        List<BigDecimal> numbers,
        @Nullable String unit,
        boolean several,
        boolean rare,
        boolean dearer) {

    private static final Pattern RANGE = Pattern.compile("(-?[\\d.]+)\\.\\.(-?[\\d.]+)(?:/([\\d.]+))?\\s+(\\S+)");
    private static final Pattern STEPS = Pattern.compile("(-?[\\d.]+(?:,-?[\\d.]+)*)\\s+(\\S+)");

    /** A value drawn for one product, with its place among the possible ones (0 lowest, 1 highest). */
    record Drawn(Attribute attribute, double place) {}

    static AttributeRule parse(String name, String line) {
        String text = line.strip();
        boolean several = text.startsWith("+ ");
        text = several ? text.substring(2).strip() : text;
        boolean rare = text.startsWith("~ ");
        text = rare ? text.substring(2).strip() : text;
        boolean dearer = text.endsWith(" ^");
        text = dearer ? text.substring(0, text.length() - 2).strip() : text;
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            BigDecimal step = range.group(3) == null ? BigDecimal.ONE : new BigDecimal(range.group(3));
            List<BigDecimal> numbers = new ArrayList<>();
            BigDecimal end = new BigDecimal(range.group(2));
            for (BigDecimal n = new BigDecimal(range.group(1)); n.compareTo(end) <= 0; n = n.add(step)) {
                numbers.add(n);
            }
            return new AttributeRule(name, List.of(), numbers, range.group(4), false, rare, dearer);
        }
        Matcher steps = STEPS.matcher(text);
        if (steps.matches()) {
            List<BigDecimal> numbers = Arrays.stream(steps.group(1).split(","))
                    .map(BigDecimal::new)
                    .toList();
            return new AttributeRule(name, List.of(), numbers, steps.group(2), false, rare, dearer);
        }
        List<String> words = Arrays.stream(text.split(",")).map(String::strip).toList();
        return new AttributeRule(name, words, List.of(), null, several, rare, dearer);
    }

    Drawn draw(Random random) {
        if (!numbers.isEmpty()) {
            int at = random.nextInt(numbers.size());
            BigDecimal number = numbers.get(at);
            double place = numbers.size() == 1 ? 0.5 : at / (numbers.size() - 1.0);
            BigDecimal plain = number.stripTrailingZeros();
            if (plain.scale() < 0) {
                plain = plain.setScale(0);
            }
            return new Drawn(Attribute.quantity(name, plain, String.valueOf(unit)), place);
        }
        if (!several) {
            int at = random.nextInt(words.size());
            Attribute quantity = Quantities.of(name, words.get(at));
            return new Drawn(
                    quantity != null ? quantity : Attribute.text(name, words.get(at)),
                    words.size() == 1 ? 0.5 : at / (words.size() - 1.0));
        }
        int count = Math.min(words.size(), 1 + random.nextInt(3));
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            int at = random.nextInt(words.size());
            if (!chosen.contains(at)) {
                chosen.add(at);
            }
        }
        chosen.sort(null);
        return new Drawn(new Attribute(name, chosen.stream().map(words::get).toList(), null, null), count / 3.0);
    }

    /** Words and amounts as an option would show them. */
    List<String> labels() {
        return numbers.isEmpty()
                ? words
                : numbers.stream().map(n -> n.toPlainString() + unit).toList();
    }
}
