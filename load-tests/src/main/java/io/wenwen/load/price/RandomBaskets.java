package io.wenwen.load.price;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seeded random baskets in the form of {@code docs/promotions.md}: small enough that every plan can be enumerated, thresholds drawn
 * near what the basket is worth so that they bite, and every condition sometimes failing. The same seed makes the same basket.
 */
public final class RandomBaskets {

    static final String AT = "2026-11-11T00:30:00+08:00";

    /**
     * How large.
     *
     * @param promotions at most so many rules that are no coupons and may be left out
     * @param coupons at most so many coupons
     * @param exact exactly so many lines and rules, all of them open to the shopper; else up to so many, some of them closed
     */
    public record Size(int lines, int promotions, int coupons, boolean exact) {
        /** Every order of every selection can be walked. */
        public static final Size SMALL = new Size(6, 5, 4, false);

        public static Size ordinary(int lines) {
            return new Size(lines, 10, 10, true);
        }
    }

    private static final List<String> TOPS = List.of("数码", "服饰", "食品");
    private static final List<String> LEAVES = List.of("耳机", "手机", "外套", "裙子", "茶叶", "坚果");

    private final SplittableRandom random;
    private final Size size;
    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private int shops;
    private long worth;

    private RandomBaskets(long seed, Size size) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 0x5157);
        this.size = size;
    }

    public static ObjectNode basket(long seed, Size size) {
        return new RandomBaskets(seed, size).basket();
    }

    private ObjectNode basket() {
        ObjectNode basket = json.objectNode();
        basket.put("at", AT);
        shops = size.exact()
                ? 1 + random.nextInt(Math.clamp(size.lines() / 3, 1, 5))
                : random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
        ObjectNode user = basket.putObject("user");
        user.put("tier", pick(List.of("", "gold", "plus")));
        user.put("newcomer", size.exact() || random.nextInt(3) == 0);
        ArrayNode lines = basket.putArray("lines");
        int count = size.exact() ? size.lines() : upTo(size.lines());
        for (int i = 0; i < count; i++) {
            lines.add(line(i));
        }
        RandomRules rules = new RandomRules(random, size.exact(), shops, worth);
        ArrayNode all = basket.putArray("rules");
        rules.prices(count).forEach(all::add);
        List<ObjectNode> chosen = new ArrayList<>();
        int promotions = size.exact() ? size.promotions() : upTo(size.promotions());
        int coupons = size.exact() ? size.coupons() : random.nextInt(size.coupons() + 1);
        for (int i = 0; i < promotions; i++) {
            chosen.add(rules.promotion(i));
        }
        for (int i = 0; i < coupons; i++) {
            chosen.add(rules.coupon(i));
        }
        rules.relate(chosen);
        chosen.forEach(all::add);
        rules.afterwards().forEach(all::add);
        if (chance(12)) {
            presale(lines, all, rules);
        }
        holdings(user, all);
        if (chance(20)) {
            basket.put("max_coupons", random.nextInt(4));
        }
        if (chance(25)) {
            returns(basket, lines);
        }
        return basket;
    }

    private ObjectNode line(int index) {
        int leaf = random.nextInt(LEAVES.size());
        long unit = switch (random.nextInt(4)) {
            case 0 -> 100L * (1 + random.nextInt(500));
            case 1 -> 100L * (1 + random.nextInt(80)) - 10;
            case 2 -> 1 + random.nextInt(99_999);
            default -> 1000L * (1 + random.nextInt(60)) - 1;
        };
        int pieces = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(4);
        worth += unit * pieces;
        ObjectNode line = json.objectNode();
        line.put("id", "l" + index);
        line.put("sku", "sku-" + index);
        line.put("product", "p-" + random.nextInt(8));
        line.put("shop", "s" + random.nextInt(shops));
        line.putArray("category").add(TOPS.get(leaf / 2)).add(LEAVES.get(leaf));
        line.put("unit_fen", unit);
        line.put("pieces", pieces);
        return line;
    }

    private void presale(ArrayNode lines, ArrayNode rules, RandomRules made) {
        ObjectNode line = (ObjectNode) lines.get(random.nextInt(lines.size()));
        long unit = line.path("unit_fen").longValue();
        if (unit < 10) {
            return;
        }
        ObjectNode rule = made.presale(unit, line.path("sku").asString());
        rules.add(rule);
        line.put("presale", rule.path("id").asString());
    }

    private void holdings(ObjectNode user, ArrayNode rules) {
        ObjectNode held = user.putObject("coupons");
        ObjectNode used = user.putObject("used");
        rules.forEach(rule -> {
            String id = rule.path("id").asString();
            if (rule.path("kind").asString().endsWith("_coupon")
                    && !rule.path("claimable").asBoolean(false)
                    && (size.exact() || !chance(10))) {
                held.put(id, 1 + random.nextInt(2));
            }
            if (rule.has("per_user")) {
                used.put(id, size.exact() ? 0 : random.nextInt(3));
            }
        });
    }

    private void returns(ObjectNode basket, ArrayNode lines) {
        ArrayNode returns = basket.putArray("returns");
        lines.forEach(line -> {
            if (random.nextBoolean()) {
                ObjectNode entry = returns.addObject();
                entry.put("line", line.path("id").asString());
                entry.put("pieces", 1 + random.nextInt(line.path("pieces").intValue()));
            }
        });
    }

    /** 1 to {@code most}, the larger half twice as often. */
    private int upTo(int most) {
        return 1 + Math.max(random.nextInt(most), random.nextInt(most));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
