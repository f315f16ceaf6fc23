package io.wenwen.catalog.price;

import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a basket as {@link BasketReader} reads it; equal baskets have equal text. */
public final class BasketWriter {

    private BasketWriter() {}

    public static ObjectNode write(Basket basket) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", basket.at().toString());
        node.put("pay_at", basket.payAt().toString());
        ObjectNode user = node.putObject("user");
        user.put("tier", basket.user().tier());
        user.put("newcomer", basket.user().newcomer());
        counts(user, "coupons", basket.user().coupons());
        counts(user, "used", basket.user().used());
        if (basket.maxCoupons() != null) {
            node.put("max_coupons", basket.maxCoupons().intValue());
        }
        ArrayNode lines = node.putArray("lines");
        for (BasketLine line : basket.lines()) {
            ObjectNode entry = lines.addObject();
            entry.put("id", line.id());
            entry.put("sku", line.sku());
            entry.put("product", line.product());
            entry.put("shop", line.shop());
            ArrayNode path = entry.putArray("category");
            line.category().forEach(path::add);
            entry.put("unit_fen", line.unitFen());
            entry.put("pieces", line.pieces());
            if (line.presale() != null) {
                entry.put("presale", line.presale());
            }
        }
        ArrayNode rules = node.putArray("rules");
        basket.rules().forEach(r -> rules.add(RuleWriter.write(r)));
        if (basket.returns() != null) {
            ArrayNode returns = node.putArray("returns");
            basket.returns().forEach((line, pieces) -> {
                ObjectNode entry = returns.addObject();
                entry.put("line", line);
                entry.put("pieces", pieces.intValue());
            });
        }
        return node;
    }

    private static void counts(ObjectNode node, String field, Map<String, Integer> counts) {
        ObjectNode inside = node.putObject(field);
        counts.forEach((id, n) -> {
            if (n > 0) {
                inside.put(id, n.intValue());
            }
        });
    }
}
