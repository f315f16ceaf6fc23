package io.wenwen.catalog.price.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One basket priced by one plan, step by step as {@code docs/promotions.md} says it. */
final class Derivation {

    private static final BigInteger ZERO = BigInteger.ZERO;
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

    /** A line on its way. */
    static final class Line {
        final JsonNode node;
        final String id;
        final long pieces;
        /** Item price of every run of pieces, and how many. */
        final TreeMap<BigInteger, Long> prices = new TreeMap<>();

        final Map<String, BigInteger> shares = new LinkedHashMap<>();
        boolean fullPrice;
        BigInteger item = ZERO;
        BigInteger deposit = ZERO;
        BigInteger paid = ZERO;

        Line(JsonNode node) {
            this.node = node;
            id = node.path("id").asString();
            pieces = node.path("pieces").longValue();
        }

        BigInteger open() {
            return paid.subtract(deposit);
        }
    }

    final List<Line> lines = new ArrayList<>();
    final List<BigInteger> offs = new ArrayList<>();
    final Map<String, BigInteger> freight = new TreeMap<>();
    final List<JsonNode> gifts = new ArrayList<>();
    private final JsonNode basket;
    private final Conditions conditions;
    private final Map<String, JsonNode> rules = new TreeMap<>();

    Derivation(JsonNode basket) {
        this.basket = basket;
        conditions = new Conditions(basket);
        for (JsonNode rule : basket.path("rules")) {
            rules.put(rule.path("id").asString(), rule);
        }
        for (JsonNode node : basket.path("lines")) {
            Line line = new Line(node);
            lines.add(line);
            itemPrice(line);
        }
    }

    /** Applies the plan; says what forbids it, {@code null} where nothing does. */
    @Nullable
    String apply(List<String> plan) {
        String wrong = forbidden(plan);
        for (int i = 0; i < plan.size() && wrong == null; i++) {
            BigInteger off = discount(known(plan.get(i)));
            if (off.signum() <= 0) {
                wrong = plan.get(i) + " takes nothing off";
            }
            offs.add(off);
        }
        if (wrong == null) {
            freights();
            grant(plan);
        }
        return wrong;
    }

    BigInteger payable() {
        BigInteger sum = freight.values().stream().reduce(ZERO, BigInteger::add);
        for (Line line : lines) {
            sum = sum.add(line.paid);
        }
        return sum;
    }

    private void itemPrice(Line line) {
        BigInteger unit = fen(line.node, "unit_fen");
        BigInteger count = BigInteger.valueOf(line.pieces);
        if (line.node.hasNonNull("presale")) {
            JsonNode rule = rules.get(line.node.path("presale").asString());
            if (rule == null || !conditions.presale(rule, line.node)) {
                throw new IllegalArgumentException("line " + line.id + " is bought under a presale that is closed");
            }
            line.prices.put(fen(rule, "price_fen"), line.pieces);
            line.item = fen(rule, "price_fen").multiply(count);
            line.deposit = fen(rule, "deposit_fen").multiply(count);
            line.paid = line.item.subtract(
                    fen(rule, "worth_fen").subtract(fen(rule, "deposit_fen")).multiply(count));
            return;
        }
        List<JsonNode> offers = new ArrayList<>();
        for (JsonNode rule : rules.values()) {
            String kind = rule.path("kind").asString();
            boolean price = kind.equals("reduction") || kind.equals("member_price");
            if (price && conditions.eligible(rule) && Conditions.covers(rule, line.node)) {
                BigInteger offered = offer(rule, unit);
                if (offered.signum() > 0 && offered.compareTo(unit) < 0) {
                    offers.add(rule);
                }
            }
        }
        // Rules come by id; the sort keeps that order among equal prices.
        offers.sort((a, b) -> offer(a, unit).compareTo(offer(b, unit)));
        long left = line.pieces;
        for (JsonNode rule : offers) {
            long limit =
                    rule.hasNonNull("line_pieces") ? rule.path("line_pieces").longValue() : left;
            long taken = Math.min(limit, left);
            line.prices.merge(offer(rule, unit), taken, Long::sum);
            left -= taken;
        }
        line.fullPrice = left == line.pieces;
        line.prices.merge(unit, left, Long::sum);
        line.prices.forEach((price, n) -> line.item = line.item.add(price.multiply(BigInteger.valueOf(n))));
        line.paid = line.item;
    }

    private static BigInteger offer(JsonNode rule, BigInteger unit) {
        if (rule.hasNonNull("price_fen")) {
            return fen(rule, "price_fen");
        }
        return unit.subtract(rule.hasNonNull("off_fen") ? fen(rule, "off_fen") : part(unit, rule));
    }

    /** What a rate takes off an amount, rounded down. */
    private static BigInteger part(BigInteger amount, JsonNode rated) {
        return amount.multiply(THOUSAND.subtract(fen(rated, "rate"))).divide(THOUSAND);
    }

    private @Nullable String forbidden(List<String> plan) {
        Set<String> groups = new HashSet<>();
        int layer = 0;
        int coupons = 0;
        for (int i = 0; i < plan.size(); i++) {
            JsonNode rule = rules.get(plan.get(i));
            if (rule == null
                    || Conditions.layer(rule) == 0
                    || !conditions.eligible(rule)
                    || covered(rule).isEmpty()) {
                return plan.get(i) + " may not be used";
            }
            if (plan.indexOf(plan.get(i)) != i || Conditions.layer(rule) < layer) {
                return plan.get(i) + " is used twice or after a later layer";
            }
            layer = Conditions.layer(rule);
            coupons += Conditions.coupon(rule) ? 1 : 0;
            for (String group : Conditions.names(rule, "groups")) {
                if (!groups.add(group)) {
                    return "group " + group + " is used twice";
                }
            }
            for (String other : Conditions.names(rule, "after")) {
                if (plan.indexOf(other) > i) {
                    return plan.get(i) + " must come after " + other;
                }
            }
            if (!plan.containsAll(Conditions.names(rule, "requires"))) {
                return plan.get(i) + " requires what is not used";
            }
            for (int j = 0; j < i; j++) {
                JsonNode other = known(plan.get(j));
                boolean both = rule.path("stackable").asBoolean(false)
                        && other.path("stackable").asBoolean(false);
                if (Conditions.layer(other) == layer && !both && !Collections.disjoint(covered(rule), covered(other))) {
                    return plan.get(i) + " and " + plan.get(j) + " are on the same line";
                }
            }
        }
        return basket.hasNonNull("max_coupons")
                        && coupons > basket.path("max_coupons").intValue()
                ? coupons + " coupons are used"
                : null;
    }

    private List<Line> covered(JsonNode rule) {
        return lines.stream()
                .filter(l -> Conditions.covers(rule, l.node))
                .filter(l -> l.fullPrice || !rule.path("full_price_only").asBoolean(false))
                .toList();
    }

    private JsonNode known(String id) {
        JsonNode rule = rules.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("there is no rule " + id);
        }
        return rule;
    }

    private static BigInteger measure(JsonNode rule, List<Line> lines) {
        BigInteger sum = ZERO;
        for (Line line : lines) {
            sum = sum.add(rule.path("base").asString("").equals("item") ? line.item : line.paid);
        }
        return sum;
    }

    private BigInteger discount(JsonNode rule) {
        List<Line> on = covered(rule);
        BigInteger open = ZERO;
        for (Line line : on) {
            open = open.add(line.open());
        }
        BigInteger off = Nominal.of(rule, on, measure(rule, on)).min(open);
        if (rule.hasNonNull("max_off_fen")) {
            off = off.min(fen(rule, "max_off_fen"));
        }
        if (off.signum() > 0) {
            split(rule.path("id").asString(), off, open, on);
        }
        return off;
    }

    private static void split(String rule, BigInteger off, BigInteger open, List<Line> on) {
        List<Line> byRemainder = new ArrayList<>(on);
        Map<Line, BigInteger> remainders = new LinkedHashMap<>();
        Map<Line, BigInteger> shares = new LinkedHashMap<>();
        BigInteger odd = off;
        for (Line line : on) {
            BigInteger product = off.multiply(line.open());
            shares.put(line, product.divide(open));
            remainders.put(line, product.mod(open));
            odd = odd.subtract(product.divide(open));
        }
        byRemainder.sort((a, b) -> remainders.getOrDefault(b, ZERO).compareTo(remainders.getOrDefault(a, ZERO)));
        for (int i = 0; i < odd.intValueExact(); i++) {
            shares.merge(byRemainder.get(i), BigInteger.ONE, BigInteger::add);
        }
        shares.forEach((line, share) -> {
            line.paid = line.paid.subtract(share);
            if (share.signum() > 0) {
                line.shares.put(rule, share);
            }
        });
    }

    private void freights() {
        for (Line line : lines) {
            String shop = line.node.path("shop").asString();
            if (freight.containsKey(shop)) {
                continue;
            }
            BigInteger least = null;
            for (JsonNode rule : rules.values()) {
                if (rule.path("kind").asString().equals("freight") && conditions.eligible(rule)) {
                    List<Line> on = covered(rule).stream()
                            .filter(l -> l.node.path("shop").asString().equals(shop))
                            .toList();
                    boolean free = rule.hasNonNull("free_from_fen")
                            && measure(rule, on).compareTo(fen(rule, "free_from_fen")) >= 0;
                    BigInteger fee = free ? ZERO : fen(rule, "fee_fen");
                    least = on.isEmpty() || (least != null && least.compareTo(fee) <= 0) ? least : fee;
                }
            }
            freight.put(shop, least == null ? ZERO : least);
        }
    }

    private void grant(List<String> plan) {
        Set<String> taken = new HashSet<>();
        plan.forEach(id -> taken.addAll(Conditions.names(known(id), "groups")));
        for (JsonNode rule : rules.values()) {
            Set<String> own = Conditions.names(rule, "groups");
            if (rule.path("kind").asString().equals("gift")
                    && conditions.eligible(rule)
                    && !covered(rule).isEmpty()
                    && Collections.disjoint(own, taken)
                    && deserved(rule, Map.of())) {
                gifts.add(rule);
                taken.addAll(own);
            }
        }
    }

    private boolean deserved(JsonNode rule, Map<String, Long> back) {
        long pieces = 0;
        BigInteger amount = ZERO;
        for (Line line : covered(rule)) {
            long kept = line.pieces - back.getOrDefault(line.id, 0L);
            pieces += kept;
            BigInteger whole = measure(rule, List.of(line));
            amount = amount.add(whole.multiply(BigInteger.valueOf(kept)).divide(BigInteger.valueOf(line.pieces)));
        }
        return rule.hasNonNull("pieces")
                ? pieces >= rule.path("pieces").longValue()
                : amount.compareTo(fen(rule, "threshold_fen")) >= 0;
    }

    /** What the basket's returns give back. */
    BigInteger refund() {
        Map<String, Long> back = new TreeMap<>();
        basket.path("returns")
                .forEach(r ->
                        back.put(r.path("line").asString(), r.path("pieces").longValue()));
        BigInteger sum = ZERO;
        for (Line line : lines) {
            BigInteger returned = BigInteger.valueOf(back.getOrDefault(line.id, 0L));
            sum = sum.add(line.paid.multiply(returned).divide(BigInteger.valueOf(line.pieces)));
        }
        for (JsonNode rule : gifts) {
            if (!deserved(rule, back)) {
                JsonNode gift = rule.path("gift");
                sum = sum.subtract(fen(gift, "value_fen").multiply(fen(gift, "pieces")));
            }
        }
        return sum.max(ZERO);
    }

    static BigInteger fen(JsonNode node, String field) {
        return node.path(field).bigIntegerValue();
    }
}
