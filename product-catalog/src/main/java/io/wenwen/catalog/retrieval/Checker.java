package io.wenwen.catalog.retrieval;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.analysis.Folding;
import io.wenwen.catalog.price.RuleBook;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.query.Check;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import io.wenwen.catalog.query.Quantity;
import io.wenwen.catalog.query.Units;
import io.wenwen.catalog.query.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds products against demands; the catalogue's own value is the proof. */
public final class Checker {

    private static final BigDecimal TOLERANCE = new BigDecimal("0.1");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

    private final RuleBook rules;

    public Checker(RuleBook rules) {
        this.rules = rules;
    }

    /** A product's best SKU for the demands, and how it fares. */
    public record Verdict(Offer offer, List<Check> checks, int failed) {}

    /** Chooses the SKU that meets most demands; among equals one in stock, then the cheapest, then the first. */
    public Verdict judge(Product product, List<Constraint> constraints) {
        Verdict best = null;
        @Nullable Check[] same = ofEverySku(product, constraints);
        for (Sku sku : product.skus()) {
            Verdict verdict = judge(offer(product, sku), constraints, same);
            if (best == null || better(verdict, best)) {
                best = verdict;
            }
        }
        if (best == null) {
            throw new IllegalStateException("Product " + product.id() + " has no SKU.");
        }
        return best;
    }

    /** The checks that come out alike for all SKUs of the product; {@code null} where the SKU matters. */
    private @Nullable Check[] ofEverySku(Product product, List<Constraint> constraints) {
        @Nullable Check[] same = new Check[constraints.size()];
        Offer any = offer(product, product.skus().getFirst());
        for (int i = 0; i < same.length; i++) {
            Constraint constraint = constraints.get(i);
            boolean differs = constraint.attribute().equals(Constraint.PRICE)
                    || product.skus().stream().anyMatch(s -> s.options().containsKey(constraint.attribute()));
            same[i] = differs ? null : check(any, constraint);
        }
        return same;
    }

    public Verdict judge(Offer offer, List<Constraint> constraints) {
        return judge(offer, constraints, new Check[constraints.size()]);
    }

    private Verdict judge(Offer offer, List<Constraint> constraints, @Nullable Check[] known) {
        List<Check> checks = new ArrayList<>(constraints.size());
        int failed = 0;
        for (int i = 0; i < constraints.size(); i++) {
            Check before = known[i];
            Check check = before == null ? check(offer, constraints.get(i)) : before;
            checks.add(check);
            failed += check.holds() ? 0 : 1;
        }
        return new Verdict(offer, checks, failed);
    }

    /** The SKU at today's price. */
    Offer offer(Product product, Sku sku) {
        return new Offer(product, sku, rules.price(product, sku));
    }

    /** The quantity that the offer states for the attribute, in the attribute's own unit; {@code null} where none. */
    static @Nullable BigDecimal number(Offer offer, String attribute) {
        Attribute stated = offer.product().attribute(attribute).orElse(null);
        if (stated != null && stated.number() != null) {
            return stated.number();
        }
        String value = offer.sku().options().get(attribute);
        if (value == null && stated != null) {
            value = stated.values().getFirst();
        }
        return value == null
                ? null
                : Quantity.parse(value).map(Quantity::number).orElse(null);
    }

    private static boolean better(Verdict a, Verdict b) {
        if (a.failed() != b.failed()) {
            return a.failed() < b.failed();
        }
        boolean stockA = a.offer().sku().stock() > 0;
        boolean stockB = b.offer().sku().stock() > 0;
        if (stockA != stockB) {
            return stockA;
        }
        return a.offer().price().compareTo(b.offer().price()) < 0;
    }

    /** One demand on one SKU. */
    public Check check(Offer offer, Constraint constraint) {
        Product product = offer.product();
        return switch (constraint.attribute()) {
            case Constraint.CATEGORY -> {
                boolean in = product.category().contains(constraint.value());
                yield new Check(constraint, in == (constraint.operator() != Operator.NOT), product.leaf());
            }
            case Constraint.BRAND -> words(constraint, product.brand() == null ? List.of() : List.of(product.brand()));
            case Constraint.PRICE -> price(constraint, offer.price());
            default -> property(offer, constraint);
        };
    }

    private static Check price(Constraint constraint, Money price) {
        boolean holds = NUMBER.matcher(constraint.value()).matches()
                && compare(
                        BigDecimal.valueOf(price.fen(), 2), constraint.operator(), new BigDecimal(constraint.value()));
        return new Check(constraint, holds, price.toString());
    }

    private static Check property(Offer offer, Constraint constraint) {
        String option = offer.sku().options().get(constraint.attribute());
        Optional<Attribute> attribute = offer.product().attribute(constraint.attribute());
        List<String> stated = option != null
                ? List.of(option)
                : attribute.map(Attribute::values).orElse(List.of());
        String unit = constraint.unit();
        if (unit == null || !NUMBER.matcher(constraint.value()).matches()) {
            return words(constraint, stated);
        }
        BigDecimal limit = new BigDecimal(constraint.value());
        boolean any = false;
        if (option == null && attribute.isPresent() && attribute.get().number() != null) {
            Attribute a = attribute.get();
            any = holds(a.number(), a.unit() == null ? unit : a.unit(), constraint.operator(), limit, unit);
        } else {
            for (String value : stated) {
                for (String part : Values.parts(value)) {
                    Optional<Quantity> q = Quantity.parse(part);
                    any |= q.isPresent() && holds(q.get().number(), q.get().unit(), constraint.operator(), limit, unit);
                }
            }
        }
        any |= stated.isEmpty() && constraint.operator() == Operator.NOT;
        return new Check(constraint, any, stated.isEmpty() ? null : String.join("、", stated));
    }

    private static boolean holds(
            @Nullable BigDecimal number, String from, Operator operator, BigDecimal limit, String to) {
        if (number == null) {
            return false;
        }
        return Units.convert(number, from, to)
                .map(n -> compare(n, operator, limit))
                .orElse(false);
    }

    private static boolean compare(BigDecimal actual, Operator operator, BigDecimal limit) {
        return switch (operator) {
            case IS -> actual.compareTo(limit) == 0;
            case NOT -> actual.compareTo(limit) != 0;
            case AT_MOST -> actual.compareTo(limit) <= 0;
            case AT_LEAST -> actual.compareTo(limit) >= 0;
            case ABOUT -> actual.subtract(limit).abs().compareTo(limit.abs().multiply(TOLERANCE)) <= 0;
        };
    }

    private static Check words(Constraint constraint, List<String> stated) {
        String wanted = Folding.key(constraint.value());
        boolean has = false;
        for (String value : stated) {
            if (Folding.key(value).equals(wanted)) {
                has = true;
            } else {
                for (String part : Values.parts(value)) {
                    has |= Folding.key(part).equals(wanted);
                }
            }
        }
        // What a product does not say it is not: 不要玻璃的 leaves products that state no material.
        boolean holds = has == (constraint.operator() != Operator.NOT);
        return new Check(constraint, holds, stated.isEmpty() ? null : String.join("、", stated));
    }
}
