package io.wenwen.catalog.price;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one price follows from; the same basket has the same price for everybody, always.
 *
 * <p>Made by {@link BasketReader} or from the catalogue; the constructor only orders. {@link Pricer} refuses wrong ones.
 *
 * @param at the moment of the question
 * @param payAt when the goods (of a presale: the balance) are paid
 * @param maxCoupons at most so many coupons in the order, {@code null}: no limit
 * @param lines in ascending order of id
 * @param returns pieces to give back later by line id; {@code null} where nobody asked
 */
public record Basket(
        Instant at,
        Instant payAt,
        Entitlements user,
        @Nullable Integer maxCoupons,
        List<BasketLine> lines,
        List<Rule> rules,
        @Nullable Map<String, Integer> returns) {

    public Basket {
        lines = lines.stream()
                .sorted((a, b) -> CodePoints.ORDER.compare(a.id(), b.id()))
                .toList();
        rules = rules.stream()
                .sorted((a, b) -> CodePoints.ORDER.compare(a.id(), b.id()))
                .toList();
        returns = returns == null ? null : Collections.unmodifiableMap(new TreeMap<>(returns));
    }

    public Basket withLines(List<BasketLine> other) {
        return new Basket(at, payAt, user, maxCoupons, other, rules, null);
    }

    public Basket withReturns(Map<String, Integer> pieces) {
        return new Basket(at, payAt, user, maxCoupons, lines, rules, pieces);
    }
}
