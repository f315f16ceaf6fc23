package io.wenwen.catalog.price;

import io.wenwen.catalog.price.PricingException.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Front door of pricing: the lowest price of a basket with the proof that there is none lower, as {@code docs/promotions.md} defines it.
 *
 * <p>Deterministic: the same basket gives the same quote on any machine, for any shopper. Thread-safe.
 */
public final class Pricer {

    /** Enough to prove ordinary baskets (20 lines, 10 promotions, 10 coupons); a few milliseconds at most. */
    public static final long BUDGET = 4_000_000;

    private final long budget;

    public Pricer() {
        this(BUDGET);
    }

    /** @param budget visits of a rule at a line before the search stops; then the quote is labelled as not proven */
    public Pricer(long budget) {
        this.budget = budget;
    }

    /**
     * The lowest price.
     *
     * @throws PricingException if the basket is wrong
     */
    public Quote best(Basket basket) {
        Problem problem = new Problem(basket);
        Search search = new Search(problem, budget);
        search.run();
        Quote.Proof proof = new Quote.Proof(
                search.proven(), search.lowerBound(), problem.discounts.size(), search.compared(), search.cut());
        return quote(problem, List.of(search.best()), proof);
    }

    /**
     * The price by a given plan: ids of rules in order.
     *
     * @throws PricingException if the basket is wrong or does not allow the plan
     */
    public Quote price(Basket basket, List<String> plan) {
        Problem problem = new Problem(basket);
        Map<String, Discount> usable = new HashMap<>();
        problem.discounts.forEach(d -> usable.put(d.rule.id(), d));
        List<Discount> discounts = new ArrayList<>();
        for (String id : plan) {
            Discount discount = usable.get(id);
            if (discount == null) {
                throw invalid("'" + id + "' cannot be used on this basket: " + problem.closed.get(id));
            }
            discounts.add(discount);
        }
        check(basket, discounts);
        return quote(problem, discounts, new Quote.Proof(false, 0, usable.size(), 1, 0));
    }

    private static void check(Basket basket, List<Discount> plan) {
        Set<String> before = new HashSet<>();
        Set<String> all = new HashSet<>();
        plan.forEach(d -> all.add(d.rule.id()));
        int coupons = 0;
        for (int j = 0; j < plan.size(); j++) {
            Discount discount = plan.get(j);
            Rule rule = discount.rule;
            if (!before.add(rule.id())) {
                throw invalid("'" + rule.id() + "' is used twice");
            }
            if (j > 0 && plan.get(j - 1).layer > discount.layer) {
                throw invalid("'" + rule.id() + "' comes after a later layer");
            }
            if (!all.containsAll(rule.stacking().requires())) {
                throw invalid("'" + rule.id() + "' requires " + rule.stacking().requires());
            }
            if (rule.stacking().after().stream().anyMatch(id -> all.contains(id) && !before.contains(id))) {
                throw invalid("'" + rule.id() + "' comes before a rule it follows");
            }
            for (int i = 0; i < j; i++) {
                if (Problem.exclude(plan.get(i), discount)) {
                    throw invalid("'" + rule.id() + "' and '" + plan.get(i).rule.id() + "' exclude each other");
                }
            }
            coupons += rule.kind().coupon() ? 1 : 0;
        }
        Integer most = basket.maxCoupons();
        if (most != null && coupons > most) {
            throw invalid(coupons + " coupons are used, " + most + " are allowed");
        }
    }

    private static PricingException invalid(String why) {
        return new PricingException(Code.INVALID_PLAN, "This plan is not valid: " + why + ".");
    }

    private static Quote quote(Problem problem, List<Discount> plan, Quote.Proof proof) {
        long[] paid = problem.running.clone();
        Allocation allocation = new Allocation();
        List<List<Quote.Share>> shares = new ArrayList<>();
        for (int i = 0; i < paid.length; i++) {
            shares.add(new ArrayList<>());
        }
        List<Quote.Applied> applied = new ArrayList<>();
        for (Discount discount : plan) {
            long off = discount.off(paid, problem.deposit);
            if (off < 1) {
                throw invalid("'" + discount.rule.id() + "' takes nothing off when its turn comes");
            }
            long[] before = paid.clone();
            allocation.take(off, discount.lines, paid, problem.deposit);
            for (int i : discount.lines) {
                if (before[i] > paid[i]) {
                    shares.get(i).add(new Quote.Share(discount.rule.id(), before[i] - paid[i]));
                }
            }
            applied.add(new Quote.Applied(discount.rule, off));
        }
        List<Quote.Fee> fees = problem.freights.fees(paid).stream()
                .map(f -> new Quote.Fee(f.shop(), f.fen(), f.rule()))
                .toList();
        long freight = fees.stream().mapToLong(Quote.Fee::fen).sum();
        long goods = Arrays.stream(paid).sum();
        List<Quote.LinePrice> lines = lines(problem, paid, shares);
        List<Quote.Granted> gifts = Gifts.granted(problem, applied, paid);
        Map<String, Integer> returns = problem.basket.returns();
        return new Quote(
                problem.basket,
                goods + freight,
                goods,
                freight,
                Arrays.stream(problem.deposit).sum(),
                lines.stream().mapToLong(Quote.LinePrice::list).sum(),
                applied,
                lines,
                fees,
                gifts,
                returns == null ? null : Returns.refund(problem, paid, gifts, returns),
                proof,
                unused(problem, plan));
    }

    private static List<Quote.LinePrice> lines(Problem problem, long[] paid, List<List<Quote.Share>> shares) {
        List<Quote.LinePrice> lines = new ArrayList<>();
        for (int i = 0; i < paid.length; i++) {
            ItemPrices.Priced priced = problem.priced.get(i);
            lines.add(new Quote.LinePrice(
                    problem.basket.lines().get(i),
                    priced.item(),
                    priced.deposit(),
                    paid[i],
                    priced.runs().stream()
                            .map(r -> new Quote.Run(r.price(), r.pieces(), r.rule()))
                            .toList(),
                    shares.get(i)));
        }
        return lines;
    }

    private static Map<String, Eligibility> unused(Problem problem, List<Discount> plan) {
        Map<String, Eligibility> unused = new LinkedHashMap<>(problem.closed);
        for (Discount discount : problem.discounts) {
            if (!plan.contains(discount)) {
                unused.put(discount.rule.id(), Eligibility.NOT_CHEAPER);
            }
        }
        return unused;
    }
}
