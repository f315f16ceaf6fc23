package io.wenwen.load.price.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A basket priced by one plan, told as section 11 wants it: discounts, gifts, freight and what a return brings back. */
final class Outcome {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PricedBasket basket;
    private final PricedLine[] lines;
    private final List<Usable> plan;
    private final long[] paid;
    private final ArrayNode applied = JSON.arrayNode();
    private final List<ArrayNode> off = new ArrayList<>();

    private Outcome(PricedBasket basket, List<Usable> plan) {
        this.basket = basket;
        this.lines = basket.lines();
        this.plan = plan;
        this.paid = new long[lines.length];
        for (int i = 0; i < lines.length; i++) {
            paid[i] = lines[i].paid();
            off.add(JSON.arrayNode());
        }
    }

    /** The result of {@code plan}, or null if one of its rules takes nothing off when its turn comes. */
    static @Nullable ObjectNode of(PricedBasket basket, List<Usable> plan) {
        Outcome outcome = new Outcome(basket, plan);
        for (Usable usable : plan) {
            if (!outcome.apply(usable)) {
                return null;
            }
        }
        return outcome.result();
    }

    static ObjectNode error(String code) {
        return JSON.objectNode().put("status", "error").put("error", code);
    }

    private boolean apply(Usable usable) {
        long amount = Discount.amount(usable, lines, paid);
        if (amount < 1) {
            return false;
        }
        long[] shares = Discount.take(amount, usable, lines, paid);
        Rule rule = usable.rule();
        applied.addObject()
                .put("rule", rule.id())
                .put("version", rule.version())
                .put("layer", rule.kind().layer)
                .put("off_fen", amount);
        for (int k = 0; k < shares.length; k++) {
            if (shares[k] > 0) {
                off.get(usable.covered()[k]).addObject().put("rule", rule.id()).put("fen", shares[k]);
            }
        }
        return true;
    }

    private ObjectNode result() {
        long goods = 0;
        long deposit = 0;
        long list = 0;
        ArrayNode told = JSON.arrayNode();
        for (int i = 0; i < lines.length; i++) {
            Line line = lines[i].line();
            goods += paid[i];
            deposit += lines[i].deposit();
            list += line.unit() * line.pieces();
            told.addObject()
                    .put("id", line.id())
                    .put("list_fen", line.unit() * line.pieces())
                    .put("item_fen", lines[i].item())
                    .put("paid_fen", paid[i])
                    .set("off", off.get(i));
        }
        long freight = 0;
        ArrayNode shops = JSON.arrayNode();
        for (Map.Entry<String, List<Usable>> shop : basket.freight().entrySet()) {
            Freight asked = Freight.of(shop.getValue(), paid);
            freight += asked.fee();
            ObjectNode entry = shops.addObject().put("shop", shop.getKey()).put("fee_fen", asked.fee());
            if (asked.rule() != null) {
                entry.put("rule", asked.rule().id());
            }
        }
        List<Usable> granted = gifts();
        ArrayNode gifts = JSON.arrayNode();
        for (Usable usable : granted) {
            Terms.Gift gift = gift(usable);
            gifts.addObject()
                    .put("rule", usable.rule().id())
                    .put("sku", gift.sku())
                    .put("pieces", gift.given())
                    .put("value_fen", gift.value());
        }
        ObjectNode result = JSON.objectNode()
                .put("status", "ok")
                .put("payable_fen", goods + freight)
                .put("goods_fen", goods)
                .put("freight_fen", freight)
                .put("deposit_fen", deposit)
                .put("balance_fen", goods + freight - deposit)
                .put("list_fen", list);
        result.set("applied", applied);
        result.set("lines", told);
        result.set("freight", shops);
        result.set("gifts", gifts);
        Map<String, Integer> returns = basket.basket().returns();
        if (returns != null) {
            result.put("refund_fen", refund(returns, granted));
        }
        return result;
    }

    /** Section 9. */
    private List<Usable> gifts() {
        Set<String> taken = new HashSet<>();
        plan.forEach(usable -> taken.addAll(usable.rule().groups()));
        List<Usable> granted = new ArrayList<>();
        for (Usable usable : basket.gifts()) {
            boolean free = usable.rule().groups().stream().noneMatch(taken::contains);
            if (free && holds(usable, Map.of())) {
                granted.add(usable);
                taken.addAll(usable.rule().groups());
            }
        }
        return granted;
    }

    /** Whether a gift's condition holds on what stays when {@code returns} went back. */
    private boolean holds(Usable usable, Map<String, Integer> returns) {
        Terms.Gift gift = gift(usable);
        long pieces = 0;
        long amount = 0;
        for (int i : usable.covered()) {
            Line line = lines[i].line();
            int kept = line.pieces() - returns.getOrDefault(line.id(), 0);
            pieces += kept;
            // At most 10^12 × 10^5.
            amount += (usable.rule().itemBase() ? lines[i].item() : paid[i]) * kept / line.pieces();
        }
        return gift.pieces() != null ? pieces >= gift.pieces() : gift.threshold() != null && amount >= gift.threshold();
    }

    private static Terms.Gift gift(Usable usable) {
        return (Terms.Gift) usable.rule().terms();
    }

    /** Section 12. */
    private long refund(Map<String, Integer> returns, List<Usable> granted) {
        BigInteger refund = BigInteger.ZERO;
        for (int i = 0; i < lines.length; i++) {
            Line line = lines[i].line();
            long back = paid[i] * returns.getOrDefault(line.id(), 0) / line.pieces();
            refund = refund.add(BigInteger.valueOf(back));
        }
        for (Usable usable : granted) {
            if (!holds(usable, returns)) {
                Terms.Gift gift = gift(usable);
                refund = refund.subtract(BigInteger.valueOf(gift.value()).multiply(BigInteger.valueOf(gift.given())));
            }
        }
        return refund.max(BigInteger.ZERO).longValueExact();
    }
}
