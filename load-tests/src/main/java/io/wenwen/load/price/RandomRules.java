package io.wenwen.load.price;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rules of one random basket. */
final class RandomRules {

    private static final List<String> CATEGORIES = List.of("数码", "服饰", "食品", "耳机", "外套", "茶叶");
    private static final List<String> GROUPS = List.of("大促", "二选一", "券");
    private static final int[] RATES = {500, 700, 750, 800, 850, 880, 900, 950, 985};

    private final SplittableRandom random;
    private final boolean open;
    private final int shops;
    private final long worth;

    /** @param open no rule is closed to the shopper by time, stock, tier or limit */
    RandomRules(SplittableRandom random, boolean open, int shops, long worth) {
        this.random = random;
        this.open = open;
        this.shops = shops;
        this.worth = worth;
    }

    /** Layer 1: some lines are reduced, some have a member price. */
    List<ObjectNode> prices(int lines) {
        List<ObjectNode> rules = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            if (chance(25)) {
                ObjectNode rule = rule("down-" + i, "reduction");
                rule.putArray("skus").add("sku-" + i);
                if (chance(60)) {
                    rule.put("off_fen", 1 + random.nextInt(3000));
                } else {
                    rule.put("price_fen", 1 + random.nextInt(30_000));
                }
                if (chance(20)) {
                    rule.put("line_pieces", 1 + random.nextInt(2));
                }
                rules.add(conditions(rule));
            }
        }
        if (chance(30)) {
            ObjectNode rule = rule("member", "member_price");
            rule.putArray("tiers").add("gold").add("plus");
            rule.put("rate", rate());
            scope(rule, false);
            rules.add(rule);
        }
        return rules;
    }

    /** Layers 2, 3 or 5. */
    ObjectNode promotion(int index) {
        String id = "m" + index;
        ObjectNode rule = switch (random.nextInt(6)) {
            case 0 -> pieces(shop(rule(id, "pieces_rate")));
            case 1 -> rates(shop(rule(id, "spend_rate")));
            case 2 -> every(shop(rule(id, "spend_off")));
            case 3 -> every(rule(id, "cross_shop_off"));
            case 4 -> steps(rule(id, "cross_shop_off"));
            default -> steps(shop(rule(id, "spend_off")));
        };
        scope(rule, false);
        return discount(rule);
    }

    /** Layers 4 or 6. */
    ObjectNode coupon(int index) {
        String id = "c" + index;
        ObjectNode rule = switch (random.nextInt(5)) {
            case 0 -> rule(id, "platform_coupon");
            case 1 -> rule(id, "newcomer_coupon");
            case 2 -> rule(id, "category_coupon");
            default -> shop(rule(id, "shop_coupon"));
        };
        scope(rule, rule.path("kind").asString().equals("category_coupon"));
        rule.put("threshold_fen", chance(15) ? 0 : threshold());
        if (chance(70)) {
            rule.put("off_fen", off());
        } else {
            rule.put("rate", rate());
        }
        if (chance(20)) {
            rule.put("claimable", true);
        }
        return discount(rule);
    }

    /** Some rules follow or require others that they may. */
    void relate(List<ObjectNode> rules) {
        for (int i = 1; i < rules.size(); i++) {
            ObjectNode rule = rules.get(i);
            ObjectNode other = rules.get(random.nextInt(i));
            boolean sameLayer = layer(rule) == layer(other);
            if (sameLayer && chance(12)) {
                rule.putArray("after").add(other.path("id").asString());
            }
            if (layer(other) <= layer(rule) && !sharesGroup(rule, other) && chance(8)) {
                rule.putArray("requires").add(other.path("id").asString());
            }
        }
    }

    /** Gifts and freight. */
    List<ObjectNode> afterwards() {
        List<ObjectNode> rules = new ArrayList<>();
        if (chance(20)) {
            ObjectNode rule = rule("gift", "gift");
            if (chance(50)) {
                rule.put("pieces", 1 + random.nextInt(3));
            } else {
                rule.put("threshold_fen", threshold());
                base(rule);
            }
            ObjectNode gift = rule.putObject("gift");
            gift.put("sku", "cup");
            gift.put("pieces", 1 + random.nextInt(2));
            gift.put("value_fen", random.nextInt(2000));
            scope(rule, false);
            if (chance(25)) {
                rule.putArray("groups").add(pick(GROUPS));
            }
            rules.add(conditions(rule));
        }
        for (int shop = 0; shop < shops; shop++) {
            if (chance(40)) {
                ObjectNode rule = rule("ship-" + shop, "freight");
                rule.putArray("shops").add("s" + shop);
                rule.put("fee_fen", 100L * random.nextInt(20));
                if (chance(75)) {
                    rule.put("free_from_fen", threshold());
                    base(rule);
                }
                rules.add(rule);
            }
        }
        if (chance(10)) {
            ObjectNode rule = rule("ship-plus", "freight");
            rule.putArray("shops").add("s0");
            rule.putArray("tiers").add("plus");
            rule.put("fee_fen", 0);
            rules.add(rule);
        }
        return rules;
    }

    ObjectNode presale(long unit, String sku) {
        ObjectNode rule = rule("presale", "presale");
        long price = Math.max(4, unit - random.nextLong(unit / 4 + 1));
        long deposit = 1 + random.nextLong(price / 4);
        rule.put("price_fen", price);
        rule.put("deposit_fen", deposit);
        rule.put("worth_fen", deposit + random.nextLong(Math.min(deposit, price - deposit) + 1));
        rule.putArray("skus").add(sku);
        return rule;
    }

    private ObjectNode rule(String id, String kind) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.put("id", id);
        rule.put("version", 1 + random.nextInt(3));
        rule.put("kind", kind);
        return rule;
    }

    private ObjectNode shop(ObjectNode rule) {
        rule.putArray("shops").add("s" + random.nextInt(shops));
        return rule;
    }

    private void scope(ObjectNode rule, boolean category) {
        if (category || chance(25)) {
            ArrayNode names = rule.putArray("categories");
            names.add(pick(CATEGORIES));
            if (chance(40)) {
                names.add(pick(CATEGORIES));
            }
        } else if (chance(8)) {
            rule.putArray("products").add("p-" + random.nextInt(8)).add("p-" + random.nextInt(8));
        }
        if (chance(6)) {
            rule.putArray("except_skus").add("sku-" + random.nextInt(4));
        }
        if (chance(8) && layer(rule) > 0) {
            rule.put("full_price_only", true);
        }
    }

    private ObjectNode discount(ObjectNode rule) {
        base(rule);
        if (chance(25)) {
            rule.put("stackable", true);
        }
        if (chance(open ? 25 : 45)) {
            rule.putArray("groups").add(pick(GROUPS));
        }
        if (chance(10)) {
            rule.put("max_off_fen", off());
        }
        return conditions(rule);
    }

    private ObjectNode conditions(ObjectNode rule) {
        if (open) {
            return rule;
        }
        switch (random.nextInt(40)) {
            case 0 -> rule.put("from", "2026-11-11T00:30:01+08:00");
            case 1 -> rule.put("until", RandomBaskets.AT);
            case 2 -> rule.put("from", "2026-11-10T16:30:00Z").put("until", "2026-11-12T00:00:00+08:00");
            case 3 -> rule.put("stock", random.nextInt(2));
            case 4, 5 -> rule.put("per_user", 1 + random.nextInt(2));
            case 6 -> rule.putArray("tiers").add(pick(List.of("gold", "plus")));
            default -> {}
        }
        return rule;
    }

    private ObjectNode pieces(ObjectNode rule) {
        ArrayNode steps = rule.putArray("steps");
        int from = 1 + random.nextInt(3);
        if (chance(35)) {
            steps.addObject().put("pieces", Math.max(2, from)).put("rate", rate());
            return rule.put("nth", true);
        }
        steps.addObject().put("pieces", from).put("rate", 900);
        if (chance(50)) {
            steps.addObject().put("pieces", from + 1 + random.nextInt(2)).put("rate", 780 + random.nextInt(100));
        }
        return rule;
    }

    private ObjectNode steps(ObjectNode rule) {
        ArrayNode steps = rule.putArray("steps");
        long threshold = threshold();
        long off = off();
        steps.addObject().put("threshold_fen", threshold).put("off_fen", off);
        if (chance(50)) {
            steps.addObject()
                    .put("threshold_fen", threshold + 1 + random.nextLong(worth / 2 + 1))
                    .put("off_fen", off + off());
        }
        return rule;
    }

    private ObjectNode rates(ObjectNode rule) {
        ArrayNode steps = rule.putArray("steps");
        long threshold = threshold();
        steps.addObject().put("threshold_fen", threshold).put("rate", 900 + random.nextInt(90));
        if (chance(40)) {
            steps.addObject()
                    .put("threshold_fen", threshold + 1 + random.nextLong(worth / 2 + 1))
                    .put("rate", 600 + random.nextInt(290));
        }
        return rule;
    }

    private ObjectNode every(ObjectNode rule) {
        long threshold = Math.max(1, threshold() / (1 + random.nextInt(3)));
        ObjectNode every = rule.putObject("every");
        every.put("threshold_fen", threshold);
        every.put("off_fen", Math.max(1, threshold * (5 + random.nextInt(20)) / 100));
        if (chance(35)) {
            every.put("max_times", 1 + random.nextInt(3));
        }
        return rule;
    }

    private void base(ObjectNode rule) {
        if (chance(40)) {
            rule.put("base", "item");
        } else if (chance(20)) {
            rule.put("base", "running");
        }
    }

    /** Near the worth of the whole basket or of a part of it; often a round sum. */
    private long threshold() {
        long part = worth * (10 + random.nextInt(100)) / (100L * (1 + random.nextInt(shops)));
        long round = part / 1000 * 1000;
        return Math.max(1, chance(70) && round > 0 ? round : part);
    }

    private long off() {
        long part = worth * (1 + random.nextInt(12)) / 100;
        long round = part / 500 * 500;
        return Math.max(1, chance(60) && round > 0 ? round : part);
    }

    private int rate() {
        return RATES[random.nextInt(RATES.length)];
    }

    private static boolean sharesGroup(ObjectNode a, ObjectNode b) {
        return a.has("groups")
                && b.has("groups")
                && a.path("groups").get(0).equals(b.path("groups").get(0));
    }

    private static int layer(ObjectNode rule) {
        return switch (rule.path("kind").asString()) {
            case "pieces_rate" -> 2;
            case "spend_off", "spend_rate" -> 3;
            case "shop_coupon" -> 4;
            case "cross_shop_off" -> 5;
            case "category_coupon", "platform_coupon", "newcomer_coupon" -> 6;
            case "gift", "freight" -> 7;
            default -> 0;
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
