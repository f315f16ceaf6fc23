package io.wenwen.catalog.price;

import io.wenwen.catalog.price.Terms.Step;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a rule as {@link RuleReader} reads it; defaults are left out and sets are in order, so that equal rules have equal text. */
public final class RuleWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RuleWriter() {}

    public static ObjectNode write(Rule rule) {
        ObjectNode node = JSON.objectNode();
        node.put("id", rule.id());
        node.put("version", rule.version());
        node.put("kind", rule.kind().code());
        if (rule.name() != null) {
            node.put("name", rule.name());
        }
        moment(node, "from", rule.window().from());
        moment(node, "until", rule.window().until());
        Rule.Coverage coverage = rule.coverage();
        texts(node, "shops", coverage.shops());
        texts(node, "categories", coverage.categories());
        texts(node, "products", coverage.products());
        texts(node, "skus", coverage.skus());
        texts(node, "except_skus", coverage.exceptSkus());
        flag(node, "full_price_only", coverage.fullPriceOnly());
        Rule.Access access = rule.access();
        texts(node, "tiers", access.tiers());
        number(node, "stock", access.stock() == null ? null : Long.valueOf(access.stock()));
        number(node, "per_user", access.perUser() == null ? null : Long.valueOf(access.perUser()));
        flag(node, "claimable", access.claimable());
        Rule.Stacking stacking = rule.stacking();
        texts(node, "groups", stacking.groups());
        flag(node, "stackable", stacking.stackable());
        texts(node, "after", stacking.after());
        texts(node, "requires", stacking.requires());
        if (stacking.itemBase()) {
            node.put("base", "item");
        }
        number(node, "max_off_fen", stacking.maxOffFen());
        terms(node, rule.terms());
        return node;
    }

    private static void terms(ObjectNode node, Terms terms) {
        switch (terms) {
            case Terms.PiecePrice price -> {
                number(node, "off_fen", price.offFen());
                number(node, "price_fen", price.priceFen());
                number(node, "rate", price.rate() == null ? null : Long.valueOf(price.rate()));
                if (price.linePieces() < Integer.MAX_VALUE) {
                    node.put("line_pieces", price.linePieces());
                }
            }
            case Terms.Presale presale -> {
                node.put("price_fen", presale.priceFen());
                node.put("deposit_fen", presale.depositFen());
                node.put("worth_fen", presale.worthFen());
                moment(node, "deposit_from", presale.deposit().from());
                moment(node, "deposit_until", presale.deposit().until());
            }
            case Terms.PiecesRate rate -> {
                steps(node, rate.steps(), "pieces", "rate");
                flag(node, "nth", rate.nth());
            }
            case Terms.SpendOff off -> steps(node, off.steps(), "threshold_fen", "off_fen");
            case Terms.SpendRate rate -> steps(node, rate.steps(), "threshold_fen", "rate");
            case Terms.EveryOff every -> {
                ObjectNode inside = node.putObject("every");
                inside.put("threshold_fen", every.thresholdFen());
                inside.put("off_fen", every.offFen());
                if (every.maxTimes() < Integer.MAX_VALUE) {
                    inside.put("max_times", every.maxTimes());
                }
            }
            case Terms.Coupon coupon -> {
                node.put("threshold_fen", coupon.thresholdFen());
                number(node, "off_fen", coupon.offFen());
                number(node, "rate", coupon.rate() == null ? null : Long.valueOf(coupon.rate()));
            }
            case Terms.Gift gift -> {
                number(node, "threshold_fen", gift.thresholdFen());
                number(node, "pieces", gift.pieces() == null ? null : Long.valueOf(gift.pieces()));
                ObjectNode inside = node.putObject("gift");
                inside.put("sku", gift.sku());
                inside.put("pieces", gift.giftPieces());
                inside.put("value_fen", gift.valueFen());
            }
            case Terms.Freight freight -> {
                node.put("fee_fen", freight.feeFen());
                number(node, "free_from_fen", freight.freeFromFen());
            }
        }
    }

    private static void steps(ObjectNode node, List<Step> steps, String from, String value) {
        ArrayNode array = node.putArray("steps");
        for (Step step : steps) {
            ObjectNode entry = array.addObject();
            entry.put(from, step.from());
            entry.put(value, step.value());
        }
    }

    private static void texts(ObjectNode node, String field, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = node.putArray(field);
            texts.stream().sorted(CodePoints.ORDER).forEach(array::add);
        }
    }

    private static void flag(ObjectNode node, String field, boolean value) {
        if (value) {
            node.put(field, true);
        }
    }

    private static void number(ObjectNode node, String field, @Nullable Long value) {
        if (value != null) {
            node.put(field, value.longValue());
        }
    }

    static void moment(ObjectNode node, String field, @Nullable Instant moment) {
        if (moment != null) {
            node.put(field, moment.toString());
        }
    }
}
