package io.wenwen.catalog.price;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A quote with all its grounds, so that whoever distrusts a figure can derive it again: inputs, rules with their versions, the plan in
 * order, every line's share, the proof and until when it holds.
 *
 * <p>Canonical JSON: keys in order, no white space, whole numbers only. Equal baskets have byte-identical certificates; no shopper is in
 * them, only published entitlements.
 *
 * @param id SHA-256 of the text, 64 hex digits
 */
public record Certificate(String id, String json) {

    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    static Certificate of(Quote quote) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", 1);
        node.set("basket", BasketWriter.write(quote.basket()));
        node.set("result", result(quote));
        ObjectNode proof = node.putObject("proof");
        proof.put("proven", quote.proof().proven());
        proof.put("lower_bound_fen", quote.proof().lowerBound());
        proof.put("usable_rules", quote.proof().usable());
        proof.put("compared", quote.proof().compared());
        proof.put("excluded", quote.proof().excluded());
        ObjectNode unused = node.putObject("unused");
        quote.unused().forEach((id, why) -> unused.put(id, why.code()));
        RuleWriter.moment(node, "valid_from", validFrom(quote.basket()));
        RuleWriter.moment(node, "valid_until", validUntil(quote.basket()));
        String json = CANONICAL.writeValueAsString(node);
        return new Certificate(sha256(json), json);
    }

    /** The result as {@code docs/promotions.md} section 11 writes it. */
    public static ObjectNode result(Quote quote) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("status", "ok");
        node.put("payable_fen", quote.payable());
        node.put("goods_fen", quote.goods());
        node.put("freight_fen", quote.freight());
        node.put("deposit_fen", quote.deposit());
        node.put("balance_fen", quote.balance());
        node.put("list_fen", quote.list());
        ArrayNode applied = node.putArray("applied");
        for (Quote.Applied a : quote.applied()) {
            ObjectNode entry = applied.addObject();
            entry.put("rule", a.rule().id());
            entry.put("version", a.rule().version());
            entry.put("layer", a.rule().kind().layer());
            entry.put("off_fen", a.off());
        }
        ArrayNode lines = node.putArray("lines");
        for (Quote.LinePrice line : quote.lines()) {
            ObjectNode entry = lines.addObject();
            entry.put("id", line.line().id());
            entry.put("list_fen", line.list());
            entry.put("item_fen", line.item());
            entry.put("paid_fen", line.paid());
            ArrayNode pieces = entry.putArray("pieces");
            for (Quote.Run run : line.runs()) {
                ObjectNode part = pieces.addObject();
                part.put("unit_fen", run.price());
                part.put("pieces", run.pieces());
                if (!run.rule().isEmpty()) {
                    part.put("rule", run.rule());
                }
            }
            ArrayNode off = entry.putArray("off");
            for (Quote.Share share : line.off()) {
                ObjectNode part = off.addObject();
                part.put("rule", share.rule());
                part.put("fen", share.fen());
            }
        }
        rest(node, quote);
        return node;
    }

    private static void rest(ObjectNode node, Quote quote) {
        ArrayNode freight = node.putArray("freight");
        for (Quote.Fee fee : quote.fees()) {
            ObjectNode entry = freight.addObject();
            entry.put("shop", fee.shop());
            entry.put("fee_fen", fee.fen());
            if (fee.rule() != null) {
                entry.put("rule", fee.rule().id());
            }
        }
        ArrayNode gifts = node.putArray("gifts");
        for (Quote.Granted granted : quote.gifts()) {
            ObjectNode entry = gifts.addObject();
            entry.put("rule", granted.rule().id());
            entry.put("sku", granted.gift().sku());
            entry.put("pieces", granted.gift().giftPieces());
            entry.put("value_fen", granted.gift().valueFen());
        }
        if (quote.refund() != null) {
            node.put("refund_fen", quote.refund().longValue());
        }
    }

    /** The last moment at which one of the rules began or ended before the goods are paid. */
    private static @Nullable Instant validFrom(Basket basket) {
        Instant latest = null;
        for (Rule rule : basket.rules()) {
            for (Instant edge :
                    Arrays.asList(rule.window().from(), rule.window().until())) {
                if (edge != null && !edge.isAfter(basket.payAt()) && (latest == null || edge.isAfter(latest))) {
                    latest = edge;
                }
            }
        }
        return latest;
    }

    /** The next moment at which one of the rules begins or ends. */
    private static @Nullable Instant validUntil(Basket basket) {
        Instant next = null;
        for (Rule rule : basket.rules()) {
            for (Instant edge :
                    Arrays.asList(rule.window().from(), rule.window().until())) {
                if (edge != null && edge.isAfter(basket.payAt()) && (next == null || edge.isBefore(next))) {
                    next = edge;
                }
            }
        }
        return next;
    }

    /** The certificate as a tree. */
    public JsonNode tree() {
        return CANONICAL.readTree(json);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
