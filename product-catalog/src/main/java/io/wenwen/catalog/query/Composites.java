package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of several numbers: sizes in two or three dimensions (160*230) and the memory of phones (8+256). */
final class Composites {

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Pattern MEMORY = Pattern.compile("(\\d{1,2})(?:gb?)?\\+(\\d{1,4})(gb?|tb?)?");
    private static final BigDecimal TERABYTE = BigDecimal.valueOf(1024);

    private final Lexicon lexicon;
    private final String text;

    Composites(Lexicon lexicon, String text) {
        this.lexicon = lexicon;
        this.text = text;
    }

    List<Constraint> read(Token token, Amount amount, @Nullable String category, boolean negated) {
        return Amount.MEMORY.equals(amount.unit())
                ? memory(token, amount, category, negated)
                : dimensions(token, amount, category, negated);
    }

    /** Two quantities where the shop states them apart, else one value such as 8GB+256GB. */
    private List<Constraint> memory(Token token, Amount amount, @Nullable String category, boolean negated) {
        String working = quantity(category, amount.low(), "运行", "运存", "内存", "ram");
        String storage = quantity(category, amount.high(), "存储", "储存", "机身", "硬盘", "闪存", "rom", "容量");
        if (working != null && storage != null && !working.equals(storage) && !negated) {
            return List.of(
                    demand(token, working, amount.low(), category), demand(token, storage, amount.high(), category));
        }
        return value(token, category, negated, v -> {
            Matcher m = MEMORY.matcher(Folding.key(v));
            if (!m.matches()) {
                return false;
            }
            boolean terabytes = String.valueOf(m.group(3)).startsWith("t");
            BigDecimal size = new BigDecimal(m.group(2)).multiply(terabytes ? TERABYTE : BigDecimal.ONE);
            return new BigDecimal(m.group(1)).compareTo(amount.low()) == 0 && size.compareTo(amount.high()) == 0;
        });
    }

    private Constraint demand(Token token, String attribute, BigDecimal gigabytes, @Nullable String category) {
        Lexicon.Usage usage = lexicon.usage(category, attribute);
        String unit = usage == null ? "GB" : usage.unit();
        BigDecimal number = Units.convert(gigabytes, "gb", unit).orElse(gigabytes);
        return new Constraint(attribute, Operator.IS, Units.plain(number).toPlainString(), unit, token.span());
    }

    private @Nullable String quantity(@Nullable String category, BigDecimal amount, String... names) {
        for (String name : names) {
            for (String attribute : lexicon.attributes(category == null ? Lexicon.SHOP : category)) {
                Lexicon.Usage usage = lexicon.usage(category, attribute);
                if (usage != null
                        && Folding.key(attribute).contains(name)
                        && usage.quantity()
                        && Units.convert(amount, "gb", usage.unit()).isPresent()) {
                    return attribute;
                }
            }
        }
        return null;
    }

    private List<Constraint> dimensions(Token token, Amount amount, @Nullable String category, boolean negated) {
        List<Double> wanted = numbers(text.substring(amount.number(), amount.end()));
        return value(token, category, negated, v -> same(wanted, v));
    }

    /** 1.6*2.3米 is 160x230厘米; without a unit the numbers decide. */
    private static boolean same(List<Double> wanted, String value) {
        String key = Folding.key(value);
        if (key.length() > 24 || key.chars().noneMatch(c -> "*x×乘".indexOf(c) >= 0)) {
            return false;
        }
        List<Double> stated = numbers(key);
        if (stated.size() != wanted.size()) {
            return false;
        }
        for (double scale : new double[] {1, 10, 100, 1000, 0.1, 0.01, 0.001}) {
            boolean equal = true;
            for (int i = 0; i < stated.size(); i++) {
                equal &= Math.abs(stated.get(i) - wanted.get(i) * scale) < 1e-6 * Math.max(1, stated.get(i));
            }
            if (equal) {
                return true;
            }
        }
        return false;
    }

    private static List<Double> numbers(String key) {
        List<Double> numbers = new ArrayList<>(3);
        Matcher m = NUMBER.matcher(key);
        while (m.find() && numbers.size() < 4) {
            numbers.add(Double.valueOf(m.group()));
        }
        return numbers;
    }

    /** The matching value that most products of the category state. */
    private List<Constraint> value(
            Token token, @Nullable String category, boolean negated, java.util.function.Predicate<String> matches) {
        record Found(String attribute, String value, int products) {}
        List<Found> found = new ArrayList<>();
        for (String attribute : lexicon.attributes(category == null ? Lexicon.SHOP : category)) {
            Lexicon.Usage usage = lexicon.usage(category, attribute);
            if (usage == null) {
                continue;
            }
            for (String value : lexicon.values().getOrDefault(attribute, Set.of())) {
                int products = usage.values.getOrDefault(Folding.key(value), 0);
                if (products > 0 && matches.test(value)) {
                    found.add(new Found(attribute, lexicon.spelling(attribute, value), products));
                }
            }
        }
        return found.stream()
                .max(Comparator.comparingInt(Found::products))
                .map(f -> List.of(new Constraint(
                        f.attribute(), negated ? Operator.NOT : Operator.IS, f.value(), null, token.span())))
                .orElse(List.of());
    }
}
