package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an amount is an amount of, in this shop and category: a price, or the quantity that has such a unit. */
final class AmountReading {

    private static final String YUAN = "元";
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})[-~至到](\\d{1,4})([^\\d-]{1,4})");
    private static final Set<String> SIZES = Set.of("码", "号", "岁", "寸", "周岁");

    /** Measure words of any purchase: 买两个 says nothing about the thing unless an attribute is named beside it. */
    private static final Set<String> COUNTERS = Set.of(
            "个", "件", "种", "条", "支", "张", "只", "双", "款", "本", "包", "盒", "瓶", "袋", "次", "套", "台", "把", "块", "层", "格");

    private final Lexicon lexicon;
    private final String text;

    /** @param text the folded message */
    AmountReading(Lexicon lexicon, String text) {
        this.lexicon = lexicon;
        this.text = text;
    }

    /**
     * The demands that the amount makes; empty where the shop has nothing that it could measure.
     *
     * @param category in question; {@code null}: the whole shop
     * @param hints attributes named beside the amount, likeliest first
     * @param negated 不要500以上的
     */
    List<Constraint> read(Token token, @Nullable String category, List<String> hints, boolean negated) {
        Amount amount = token.amount();
        if (amount == null) {
            return List.of();
        }
        if (Amount.DIMENSIONS.equals(amount.unit()) || Amount.MEMORY.equals(amount.unit())) {
            return new Composites(lexicon, text).read(token, amount, category, negated);
        }
        if (amount.money()) {
            return demands(token, amount, Constraint.PRICE, YUAN, BigDecimal.ONE, negated);
        }
        return amount.unit() == null
                ? unitless(token, amount, category, hints, negated)
                : measured(token, amount, category, hints, negated);
    }

    private List<Constraint> unitless(
            Token token, Amount amount, @Nullable String category, List<String> hints, boolean negated) {
        for (String hint : hints) {
            Lexicon.Usage usage = lexicon.usage(category, hint);
            if (usage != null && usage.quantity()) {
                return demands(token, amount, hint, usage.unit(), BigDecimal.ONE, negated);
            }
            String number = Units.plain(amount.low()).toPlainString();
            Optional<Constraint> word = word(token, hint, category, number, negated)
                    .or(() -> beginning(token, hint, category, number, negated));
            if (word.isPresent() && !amount.isRange()) {
                return List.of(word.get());
            }
        }
        if (!amount.compared() && category != null) {
            // 跑鞋 42 黑色: a bare number that is one of the category's sizes.
            String number = Units.plain(amount.low()).toPlainString();
            for (String attribute : lexicon.attributes(category)) {
                Optional<Constraint> size =
                        attribute.contains("码") ? word(token, attribute, category, number, negated) : Optional.empty();
                if (size.isPresent()) {
                    return List.of(size.get());
                }
            }
        }
        boolean price = amount.compared() && amount.high().compareTo(BigDecimal.TEN) >= 0;
        return price ? demands(token, amount, Constraint.PRICE, YUAN, BigDecimal.ONE, negated) : List.of();
    }

    private List<Constraint> measured(
            Token token, Amount amount, @Nullable String category, List<String> hints, boolean negated) {
        if (category == null && hints.isEmpty()) {
            // 床垫 1.8米 in a shop without mattresses: not the length of some cable.
            return List.of();
        }
        String unit = amount.unit() == null ? "" : amount.unit();
        String best = null;
        double bestScore = 0;
        for (String attribute : lexicon.attributes(category == null ? Lexicon.SHOP : category)) {
            double score = fit(amount, unit, attribute, category, hints);
            if (score > bestScore) {
                best = attribute;
                bestScore = score;
            }
        }
        if (best != null) {
            Lexicon.Usage usage = lexicon.usage(category, best);
            if (usage != null) {
                BigDecimal factor =
                        Units.convert(BigDecimal.ONE, unit, usage.unit()).orElse(BigDecimal.ONE);
                factor = Units.terabytes(unit) ? terabyte(amount.low(), factor, usage) : factor;
                return demands(token, amount, best, usage.unit(), factor, negated);
            }
        }
        if (!amount.compared() || SIZES.contains(unit)) {
            Optional<Constraint> word = word(token, amount, unit, category, hints, negated);
            if (word.isPresent()) {
                return List.of(word.get());
            }
        }
        Optional<Constraint> span = span(token, amount, unit, category, negated);
        if (span.isPresent()) {
            return List.of(span.get());
        }
        Optional<Constraint> size = size(token, amount, unit, category, negated);
        if (size.isPresent()) {
            return List.of(size.get());
        }
        if (unit.equals("w") && amount.compared()) {
            return demands(token, amount, Constraint.PRICE, YUAN, TEN_THOUSAND, negated);
        }
        return List.of();
    }

    /** As the catalogue counts: 1024 GB where it has a multiple of that and none of 1000. */
    private static BigDecimal terabyte(BigDecimal amount, BigDecimal factor, Lexicon.Usage usage) {
        BigDecimal binary = factor.multiply(new BigDecimal("1.024"));
        boolean decimal = usage.numbers.contains(Units.plain(amount.multiply(factor)));
        boolean stated = usage.numbers.contains(Units.plain(amount.multiply(binary)));
        return stated && !decimal ? binary : factor;
    }

    /** How well the attribute fits; 0: not at all. */
    private double fit(Amount amount, String unit, String attribute, @Nullable String category, List<String> hints) {
        Lexicon.Usage usage = lexicon.usage(category, attribute);
        if (usage == null || !usage.quantity()) {
            return 0;
        }
        Optional<BigDecimal> low = Units.convert(amount.low(), unit, usage.unit());
        Optional<BigDecimal> high = Units.convert(amount.high(), unit, usage.unit());
        if (low.isEmpty() || high.isEmpty()) {
            return 0;
        }
        int hint = hints.indexOf(attribute);
        if (hint < 0 && COUNTERS.contains(unit) && !counted(amount, unit, attribute, usage, low.get())) {
            return 0;
        }
        double score = hint >= 0 ? 1000 - hint : 0;
        boolean inside = near(low.get(), high.get(), usage, 1.6);
        boolean possible = near(low.get(), high.get(), usage, 5);
        if (hint < 0 && !possible) {
            return 0;
        }
        score += inside ? 100 : 1;
        score += usage.numbers.contains(Units.plain(low.get())) ? 30 : 0;
        score += Folding.key(usage.unit()).equals(unit) ? 10 : 0;
        return score
                + Math.min(20, usage.products * 20.0 / Math.max(1, lexicon.size(category == null ? "" : category)));
    }

    /** 至少24支, 12支一盒 where the catalogue has 支数: more than the few that one buys, or compared. */
    private static boolean counted(
            Amount amount, String unit, String attribute, Lexicon.Usage usage, BigDecimal number) {
        boolean stated = usage.numbers.contains(Units.plain(number));
        return attribute.endsWith(unit + "数")
                && (amount.compared() || stated && (number.doubleValue() > 3 || unit.equals("层")));
    }

    private static boolean near(BigDecimal low, BigDecimal high, Lexicon.Usage usage, double times) {
        double least = usage.least < 0 ? usage.least * times : usage.least / times;
        double most = usage.most < 0 ? usage.most / times : usage.most * times;
        return high.doubleValue() >= least && low.doubleValue() <= most;
    }

    /** 42码, L号: sizes are words of the catalogue. */
    private Optional<Constraint> word(
            Token token, Amount amount, String unit, @Nullable String category, List<String> hints, boolean negated) {
        String number = Units.plain(amount.low()).toPlainString();
        List<String> attributes = new ArrayList<>(hints);
        attributes.addAll(lexicon.attributes(category == null ? Lexicon.SHOP : category));
        if (amount.isRange()) {
            // 40-41码 is a size of its own.
            number += "-" + Units.plain(amount.high()).toPlainString();
        }
        List<String> forms = SIZES.contains(unit) ? List.of(number + unit, number) : List.of(number + unit);
        for (String form : forms) {
            for (String attribute : attributes) {
                Optional<Constraint> found = word(token, attribute, category, form, negated);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** 四个人 is 3-4人, 5岁 is 3-6岁: the one value of the category that is a range around the amount. */
    private Optional<Constraint> span(
            Token token, Amount amount, String unit, @Nullable String category, boolean negated) {
        if (category == null || (amount.compared() && !amount.isRange()) || COUNTERS.contains(unit)) {
            return Optional.empty();
        }
        List<Constraint> found = new ArrayList<>();
        for (String attribute : lexicon.attributes(category)) {
            Lexicon.Usage usage = lexicon.usage(category, attribute);
            if (usage == null || usage.quantity()) {
                continue;
            }
            for (String value : lexicon.values().getOrDefault(attribute, Set.of())) {
                if (usage.values.containsKey(Folding.key(value)) && around(amount, unit, value)) {
                    found.add(
                            new Constraint(attribute, negated ? Operator.NOT : Operator.IS, value, null, token.span()));
                }
            }
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean around(Amount amount, String unit, String value) {
        Matcher range = RANGE.matcher(Folding.key(value));
        if (!range.matches()) {
            return false;
        }
        Optional<BigDecimal> low = Units.convert(new BigDecimal(range.group(1)), range.group(3), unit);
        Optional<BigDecimal> high = Units.convert(new BigDecimal(range.group(2)), range.group(3), unit);
        if (low.isEmpty() || high.isEmpty()) {
            return false;
        }
        return amount.isRange()
                ? low.get().compareTo(amount.low()) == 0 && high.get().compareTo(amount.high()) == 0
                : low.get().compareTo(amount.low()) <= 0 && high.get().compareTo(amount.high()) >= 0;
    }

    /** 316内胆 is 内胆=316不锈钢: the one value of the attribute that begins with the number. */
    private Optional<Constraint> beginning(
            Token token, String attribute, @Nullable String category, String number, boolean negated) {
        Lexicon.Usage usage = lexicon.usage(category, attribute);
        if (usage == null || usage.quantity() || number.length() < 2) {
            return Optional.empty();
        }
        List<String> values = lexicon.values().getOrDefault(attribute, Set.of()).stream()
                .filter(v -> usage.values.containsKey(Folding.key(v)))
                .filter(v -> v.startsWith(number)
                        && v.length() > number.length()
                        && !Character.isDigit(v.charAt(number.length())))
                .toList();
        return values.size() == 1
                ? Optional.of(new Constraint(
                        attribute, negated ? Operator.NOT : Operator.IS, values.getFirst(), null, token.span()))
                : Optional.empty();
    }

    /** 50码 where the shop's sizes are 38码 to 44码: still a demand, which nothing meets. */
    private Optional<Constraint> size(
            Token token, Amount amount, String unit, @Nullable String category, boolean negated) {
        if (category == null || !unit.equals("码") || amount.isRange()) {
            return Optional.empty();
        }
        return lexicon.attributes(category).stream()
                .filter(attribute -> attribute.contains("码"))
                .filter(attribute -> lexicon.values().getOrDefault(attribute, Set.of()).stream()
                        .anyMatch(v -> v.matches("\\d{2}码?")))
                .findFirst()
                .map(attribute -> new Constraint(
                        attribute,
                        negated ? Operator.NOT : Operator.IS,
                        Units.plain(amount.low()).toPlainString() + unit,
                        null,
                        token.span()));
    }

    private Optional<Constraint> word(
            Token token, String attribute, @Nullable String category, String form, boolean negated) {
        Lexicon.Usage usage = lexicon.usage(category, attribute);
        if (usage == null || usage.quantity() || !usage.values.containsKey(Folding.key(form))) {
            return Optional.empty();
        }
        return lexicon.values().getOrDefault(attribute, Set.of()).stream()
                .filter(v -> Folding.key(v).equals(Folding.key(form)))
                .findFirst()
                .map(v -> new Constraint(attribute, negated ? Operator.NOT : Operator.IS, v, null, token.span()));
    }

    private static List<Constraint> demands(
            Token token, Amount amount, String attribute, String unit, BigDecimal factor, boolean negated) {
        String low = plain(amount.low().multiply(factor));
        if (amount.isRange()) {
            return List.of(
                    new Constraint(attribute, Operator.AT_LEAST, low, unit, token.span()),
                    new Constraint(
                            attribute, Operator.AT_MOST, plain(amount.high().multiply(factor)), unit, token.span()));
        }
        Operator operator = amount.operator();
        if (negated) {
            operator = switch (operator) {
                case AT_LEAST -> Operator.AT_MOST;
                case AT_MOST -> Operator.AT_LEAST;
                default -> Operator.NOT;
            };
        }
        return List.of(new Constraint(attribute, operator, low, unit, token.span()));
    }

    private static String plain(BigDecimal number) {
        return Units.plain(number.setScale(Math.min(number.scale(), 6), java.math.RoundingMode.HALF_UP))
                .toPlainString();
    }
}
