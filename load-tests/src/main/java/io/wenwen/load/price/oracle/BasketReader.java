package io.wenwen.load.price.oracle;

import static io.wenwen.load.price.oracle.Refused.Code.BAD_BASKET;
import static io.wenwen.load.price.oracle.Refused.Code.BAD_LINE;
import static io.wenwen.load.price.oracle.Refused.Code.DUPLICATE_ID;
import static io.wenwen.load.price.oracle.Refused.Code.OVERFLOW;
import static io.wenwen.load.price.oracle.Refused.Code.TOO_LARGE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a basket (section 2) and refuses it by section 15, but for {@code presale_closed}, which needs prices. */
final class BasketReader {
    private static final int MOST_LINES = 1000;
    private static final int MOST_RULES = 500;
    private static final int MOST_PIECES = 100_000;

    private BasketReader() {}

    static Basket read(JsonNode json) {
        Fields fields = Fields.of(json, "basket");
        Instant at = fields.moment("at", BAD_BASKET);
        if (at == null) {
            throw new Refused(BAD_BASKET, "at is missing");
        }
        Instant payAt = fields.moment("pay_at", BAD_BASKET);
        Long maxCoupons = fields.whole("max_coupons");
        if (maxCoupons != null && maxCoupons < 0) {
            throw new Refused(BAD_BASKET, "max_coupons is negative");
        }
        Basket.User user = user(fields.object("user"));
        List<Fields> lineFields = fields.objects("lines");
        List<Fields> ruleFields = fields.objects("rules");
        if (lineFields.isEmpty()) {
            throw new Refused(BAD_BASKET, "no lines");
        }
        if (lineFields.size() > MOST_LINES || ruleFields.size() > MOST_RULES) {
            throw new Refused(TOO_LARGE, lineFields.size() + " lines, " + ruleFields.size() + " rules");
        }
        List<Line> lines = lines(lineFields);
        List<Rule> rules = rules(ruleFields);
        return new Basket(at, payAt == null ? at : payAt, user, maxCoupons, lines, rules, returns(fields, lines));
    }

    private static Basket.User user(@Nullable Fields user) {
        return user == null
                ? new Basket.User("", false, Map.of(), Map.of())
                : new Basket.User(
                        user.text("tier", ""), user.flag("newcomer"), user.counts("coupons"), user.counts("used"));
    }

    private static List<Line> lines(List<Fields> entries) {
        List<Line> lines = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        long total = 0;
        for (Fields entry : entries) {
            Line line = line(entry);
            if (!ids.add(line.id())) {
                throw new Refused(DUPLICATE_ID, "two lines " + line.id());
            }
            lines.add(line);
            // At most 10^12 × 10^5 is added to at most 10^12: this fits.
            total += line.unit() * line.pieces();
            if (total > Fields.MOST_FEN) {
                throw new Refused(OVERFLOW, "the lines are worth more than " + Fields.MOST_FEN);
            }
        }
        lines.sort((a, b) -> CodePoints.compare(a.id(), b.id()));
        return List.copyOf(lines);
    }

    private static Line line(Fields entry) {
        String id = entry.text("id", BAD_LINE);
        String sku = entry.text("sku", BAD_LINE);
        Long unit = entry.fen("unit_fen");
        Long pieces = entry.whole("pieces");
        if (unit == null || unit < 0) {
            throw new Refused(BAD_LINE, "unit_fen is missing or negative");
        }
        if (pieces == null || pieces < 1 || pieces > MOST_PIECES) {
            throw new Refused(BAD_LINE, "pieces is outside 1 to " + MOST_PIECES);
        }
        return new Line(
                id,
                sku,
                entry.text("product", sku),
                entry.text("shop", BAD_LINE),
                entry.words("category"),
                unit,
                pieces.intValue(),
                entry.text("presale"));
    }

    private static List<Rule> rules(List<Fields> entries) {
        Map<String, Rule> byId = new HashMap<>();
        for (Fields entry : entries) {
            Rule rule = RuleReader.read(entry);
            if (byId.put(rule.id(), rule) != null) {
                throw new Refused(DUPLICATE_ID, "two rules " + rule.id());
            }
        }
        References.check(byId);
        List<Rule> rules = new ArrayList<>(byId.values());
        rules.sort(
                Comparator.<Rule>comparingInt(rule -> rule.kind().layer).thenComparing(Rule::id, CodePoints::compare));
        return List.copyOf(rules);
    }

    private static @Nullable Map<String, Integer> returns(Fields fields, List<Line> lines) {
        if (!fields.has("returns")) {
            return null;
        }
        Map<String, Integer> bought = new HashMap<>();
        lines.forEach(line -> bought.put(line.id(), line.pieces()));
        Map<String, Integer> returns = new HashMap<>();
        for (Fields entry : fields.objects("returns")) {
            String id = entry.text("line", BAD_LINE);
            Long pieces = entry.whole("pieces");
            Integer most = bought.get(id);
            if (most == null || pieces == null || pieces < 1 || pieces > most) {
                throw new Refused(BAD_LINE, "a returns entry fits no line");
            }
            if (returns.put(id, pieces.intValue()) != null) {
                throw new Refused(BAD_LINE, "a line is returned twice");
            }
        }
        return returns;
    }
}
