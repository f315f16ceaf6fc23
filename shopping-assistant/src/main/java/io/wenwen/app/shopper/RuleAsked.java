package io.wenwen.app.shopper;

import io.wenwen.catalog.price.Eligibility;
import io.wenwen.catalog.price.Kind;
import io.wenwen.catalog.price.Quote;
import io.wenwen.catalog.price.Rule;
import io.wenwen.catalog.price.RuleBook;
import io.wenwen.catalog.price.Terms;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the rule that a question about priced goods means: the one it names by its amounts, or the next one to be reached. */
final class RuleAsked {

    private static final Pattern AMOUNTS = Pattern.compile("满\\s?(\\d{1,6}).{0,3}减\\s?(\\d{1,6})");
    private static final Pattern OFF = Pattern.compile("减\\s?(\\d{1,6})");

    private final RuleBook rules;
    private final Quote quote;

    RuleAsked(RuleBook rules, Quote quote) {
        this.rules = rules;
        this.quote = quote;
    }

    /** The member price that covers the goods, whoever may have it. */
    Optional<Rule> memberPrice() {
        return quote.basket().rules().stream()
                .filter(r -> r.kind() == Kind.MEMBER_PRICE)
                .findFirst();
    }

    /** The rule that the message describes by its amounts; one that covers the goods before one that does not. */
    Optional<Rule> named(String text) {
        Matcher both = AMOUNTS.matcher(text);
        Matcher off = OFF.matcher(text);
        long threshold = both.find() ? Long.parseLong(both.group(1)) * 100 : -1;
        long less = threshold >= 0
                ? Long.parseLong(both.group(2)) * 100
                : off.find() ? Long.parseLong(off.group(1)) * 100 : -1;
        if (less < 0) {
            return Optional.empty();
        }
        return rules.rules().stream()
                .filter(r -> r.kind().discount() && off(r) == less && (threshold < 0 || threshold(r) == threshold))
                .max(Comparator.comparing(
                                (Rule r) -> quote.basket().lines().stream().anyMatch(r.coverage()::covers))
                        .thenComparing((Rule r) -> r.name() != null && text.contains(scopeWord(r)))
                        .thenComparing((Rule r) -> threshold(r) > measure(r))
                        .thenComparing((Rule r) -> -Math.abs(threshold(r) - measure(r)))
                        .thenComparing(Rule::id, Comparator.reverseOrder()));
    }

    private static String scopeWord(Rule rule) {
        return rule.coverage().categories().stream().findFirst().orElse("全店");
    }

    /** Of the 满减 that the goods do not reach, the one with the least to add. */
    Optional<Rule> nearestMissed() {
        return quote.basket().rules().stream()
                .filter(r -> r.kind() == Kind.SPEND_OFF || r.kind() == Kind.CROSS_SHOP_OFF)
                .filter(r -> quote.unused().get(r.id()) == Eligibility.THRESHOLD)
                .min(Comparator.comparingLong((Rule r) -> threshold(r) - measure(r))
                        .thenComparing(Rule::id));
    }

    /** Item prices of what the rule covers. */
    long measure(Rule rule) {
        return quote.lines().stream()
                .filter(l -> rule.coverage().covers(l.line()))
                .mapToLong(Quote.LinePrice::item)
                .sum();
    }

    /** What the rule asks for at least, in 分; of steps the first. */
    static long threshold(Rule rule) {
        return switch (rule.terms()) {
            case Terms.SpendOff off -> off.steps().getFirst().from();
            case Terms.SpendRate rate -> rate.steps().getFirst().from();
            case Terms.EveryOff every -> every.thresholdFen();
            case Terms.Coupon coupon -> coupon.thresholdFen();
            default -> 0;
        };
    }

    private static long off(Rule rule) {
        return switch (rule.terms()) {
            case Terms.SpendOff off -> off.steps().getFirst().value();
            case Terms.EveryOff every -> every.offFen();
            case Terms.Coupon coupon -> coupon.offFen() == null ? 0 : coupon.offFen();
            default -> 0;
        };
    }
}
