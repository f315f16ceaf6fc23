package io.wenwen.catalog.price;

import io.wenwen.catalog.price.PricingException.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a basket as written in {@code docs/promotions.md} section 2. */
public final class BasketReader {

    static final int MOST_LINES = 1000;
    static final int MOST_RULES = 500;
    static final int MOST_PIECES = 100_000;

    private BasketReader() {}

    /**
     * Reads a basket.
     *
     * @throws PricingException with the place and the limit
     */
    public static Basket read(JsonNode node) {
        Fields fields = new Fields(node, "basket", Code.BAD_BASKET);
        Instant at = fields.moment("at");
        if (at == null) {
            throw fields.missing("at");
        }
        Instant payAt = fields.moment("pay_at");
        List<BasketLine> lines = new ArrayList<>();
        for (JsonNode line : fields.list("lines")) {
            lines.add(line(line, lines.size()));
        }
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : fields.list("rules")) {
            rules.add(RuleReader.read(rule));
        }
        return new Basket(
                at,
                payAt == null ? at : payAt,
                entitlements(fields),
                fields.optionalCount("max_coupons", 0, Integer.MAX_VALUE),
                lines,
                rules,
                returns(fields));
    }

    private static BasketLine line(JsonNode node, int index) {
        Fields fields = new Fields(node, "lines[" + index + "]", Code.BAD_LINE);
        String sku = fields.text("sku");
        String product = fields.optionalText("product");
        return new BasketLine(
                fields.text("id"),
                sku,
                product == null ? sku : product,
                fields.text("shop"),
                List.copyOf(fields.texts("category")),
                fields.fen("unit_fen", 0),
                fields.count("pieces", 1, MOST_PIECES),
                fields.optionalText("presale"));
    }

    private static Entitlements entitlements(Fields basket) {
        if (!basket.has("user")) {
            return Entitlements.NONE;
        }
        Fields user = new Fields(basket.get("user"), "user", Code.BAD_BASKET);
        String tier = user.optionalText("tier");
        return new Entitlements(
                tier == null ? "" : tier, user.flag("newcomer"), user.counts("coupons"), user.counts("used"));
    }

    private static @Nullable Map<String, Integer> returns(Fields basket) {
        if (!basket.has("returns")) {
            return null;
        }
        Map<String, Integer> returns = new TreeMap<>();
        for (JsonNode entry : basket.list("returns")) {
            Fields fields = new Fields(entry, "returns", Code.BAD_LINE);
            if (returns.put(fields.text("line"), fields.count("pieces", 1, MOST_PIECES)) != null) {
                throw fields.wrong("names a line twice; give each line's pieces once.");
            }
        }
        return returns;
    }
}
