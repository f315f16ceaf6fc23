package io.wenwen.load.price.oracle;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws the rules of a basket whose user and lines stand already; puts coupons held and earlier uses into the user. */
final class RandomRules {
    private static final List<String> PREFIXES = List.of("r", "R", "满", "Ａ", "😀");
    private static final List<Kind> CHOSEN = List.of(
            Kind.PIECES_RATE,
            Kind.SPEND_OFF,
            Kind.SPEND_OFF,
            Kind.SPEND_RATE,
            Kind.SHOP_COUPON,
            Kind.SHOP_COUPON,
            Kind.CROSS_SHOP_OFF,
            Kind.CROSS_SHOP_OFF,
            Kind.CATEGORY_COUPON,
            Kind.PLATFORM_COUPON,
            Kind.NEWCOMER_COUPON);

    private final Dice dice;
    private final ObjectNode basket;
    private final ArrayNode lines;
    private final ObjectNode user;
    private final List<ObjectNode> rules = new ArrayList<>();
    private final RandomTerms terms;
    private PricedLine[] priced = {};

    RandomRules(Dice dice, ObjectNode basket) {
        this.dice = dice;
        this.basket = basket;
        this.lines = (ArrayNode) basket.get("lines");
        this.user = (ObjectNode) basket.get("user");
        this.terms = new RandomTerms(dice);
    }

    /** As many rules of layers 2 to 6 as {@code chosen}, and some of the other layers; {@code grouped}: always with an exclusion group. */
    ArrayNode draw(int chosen, boolean grouped) {
        for (int n = dice.weighted(45, 30, 15, 10); n > 0; n--) {
            layerOne(dice.of(Kind.REDUCTION, Kind.MEMBER_PRICE));
        }
        if (dice.percent(10)) {
            presale();
        }
        price();
        List<ObjectNode> discounts = new ArrayList<>();
        List<Kind> kinds = kinds();
        for (int n = 0; n < chosen; n++) {
            discounts.add(discount(dice.of(kinds)));
        }
        if (discounts.size() >= 2 && (grouped || dice.percent(25))) {
            group(discounts);
        }
        references(discounts);
        for (int n = dice.weighted(65, 25, 10); n > 0; n--) {
            gift();
        }
        for (int n = dice.weighted(35, 35, 20, 10); n > 0; n--) {
            freight();
        }
        dice.shuffle(rules);
        ArrayNode drawn = RandomBaskets.JSON.arrayNode();
        rules.forEach(drawn::add);
        return drawn;
    }

    /** Every kind, or often a few, so that rules of one layer meet and their order counts. */
    private List<Kind> kinds() {
        if (dice.percent(50)) {
            return CHOSEN;
        }
        List<Kind> few = new ArrayList<>(CHOSEN);
        dice.shuffle(few);
        return few.subList(0, (int) dice.between(4, 6));
    }

    private void price() {
        ArrayNode soFar = RandomBaskets.JSON.arrayNode();
        rules.forEach(soFar::add);
        ObjectNode copy = basket.deepCopy();
        copy.set("rules", soFar);
        priced = PricedBasket.of(BasketReader.read(copy)).lines();
    }

    private ObjectNode rule(Kind kind) {
        ObjectNode rule = RandomBaskets.JSON.objectNode();
        String id = dice.of(PREFIXES) + (rules.size() + 1);
        rule.put("id", id).put("version", dice.between(1, 9)).put("kind", kind.wireName());
        if (dice.percent(20)) {
            rule.put("name", "满减，写给人看");
        }
        if (dice.percent(3)) {
            rule.put("colour", "red");
        }
        rules.add(rule);
        return rule;
    }

    /** Who may use it, when, and how often: mostly everybody, now. */
    private void conditions(ObjectNode rule, Kind kind) {
        String id = rule.get("id").stringValue();
        if (dice.percent(15)) {
            rule.put(
                    "from",
                    dice.percent(4)
                            ? dice.of(RandomBaskets.LATER)
                            : dice.of(dice.of(RandomBaskets.NOW), dice.of(RandomBaskets.EARLIER)));
        } else if (dice.percent(15)) {
            rule.put(
                    "until",
                    dice.percent(4)
                            ? dice.of(dice.of(RandomBaskets.NOW), dice.of(RandomBaskets.EARLIER))
                            : dice.of(RandomBaskets.LATER));
        } else if (dice.percent(10)) {
            rule.put("from", dice.of(RandomBaskets.NOW)).put("until", dice.of(RandomBaskets.LATER));
        }
        if (kind == Kind.MEMBER_PRICE || dice.percent(7)) {
            ArrayNode tiers = rule.putArray("tiers");
            if (dice.percent(70)) {
                tiers.add(user.path("tier").asString(RandomBaskets.TIERS.getFirst()));
            }
            if (tiers.isEmpty() || dice.percent(50)) {
                tiers.add(dice.of(RandomBaskets.TIERS));
            }
        }
        if (dice.percent(10)) {
            rule.put("stock", dice.weighted(10, 60, 30));
        }
        if (dice.percent(10)) {
            long limit = dice.weighted(5, 60, 35);
            rule.put("per_user", limit);
            if (dice.percent(60)) {
                entry("used").put(id, dice.percent(25) ? limit : Math.max(0, limit - 1));
            }
        }
        if (kind.isCoupon()) {
            switch (dice.weighted(80, 12, 4, 4)) {
                case 0 -> entry("coupons").put(id, dice.between(1, 3));
                case 1 -> rule.put("claimable", true);
                case 2 -> entry("coupons").put(id, 0);
                default -> rule.put("claimable", false);
            }
        }
    }

    private ObjectNode entry(String name) {
        return user.get(name) instanceof ObjectNode there ? there : user.putObject(name);
    }

    /** What it covers, seen from one line that it shall mostly cover. */
    private void scope(ObjectNode rule, Kind kind) {
        JsonNode line = lines.get(dice.below(lines.size()));
        if (kind.namesItsShop) {
            rule.putArray("shops").add(line.get("shop"));
        } else if (dice.percent(25)) {
            ArrayNode shops = rule.putArray("shops").add(line.get("shop"));
            if (dice.percent(50)) {
                shops.add(dice.of("s1", "Ｓ2", "s9"));
            }
        }
        JsonNode category = line.path("category");
        if (kind == Kind.CATEGORY_COUPON || dice.percent(14)) {
            String named = category.isEmpty()
                    ? "数码"
                    : category.get(dice.below(category.size())).stringValue();
            ArrayNode categories = rule.putArray("categories").add(named);
            if (dice.percent(30)) {
                categories.add(dice.of("食品", "服饰", "耳机"));
            }
        } else if (dice.percent(7)) {
            rule.putArray("products").add(line.has("product") ? line.get("product") : line.get("sku"));
        } else if (dice.percent(7)) {
            rule.putArray("skus").add(line.get("sku")).add(lines.get(0).get("sku"));
        } else if (dice.percent(2)) {
            rule.putArray("categories");
        }
        if (dice.percent(8)) {
            rule.putArray("except_skus").add(lines.get(dice.below(lines.size())).get("sku"));
        }
        if (kind.layer > 1 && dice.percent(6)) {
            rule.put("full_price_only", dice.percent(85));
        }
    }

    private void layerOne(Kind kind) {
        ObjectNode rule = rule(kind);
        scope(rule, kind);
        conditions(rule, kind);
        JsonNode line = lines.get(dice.below(lines.size()));
        terms.piecePrice(
                rule, kind, line.get("unit_fen").longValue(), line.get("pieces").intValue());
        if (dice.percent(5)) {
            rule.put("stackable", false).put("base", "item");
        }
    }

    private void presale() {
        ObjectNode rule = rule(Kind.PRESALE);
        ObjectNode line = (ObjectNode) lines.get(dice.below(lines.size()));
        long unit = line.get("unit_fen").longValue();
        terms.presale(rule, unit);
        if (dice.percent(30)) {
            rule.putArray("skus").add(line.get("sku"));
        } else if (dice.percent(30)) {
            rule.putArray("shops").add(line.get("shop")).add("s9");
        }
        if (dice.percent(40)) {
            String at = basket.get("at").stringValue();
            rule.put("deposit_from", dice.of(at, RandomBaskets.EARLIER.getFirst()));
            boolean early = at.equals(RandomBaskets.DAYS_BEFORE);
            rule.put(
                    "deposit_until",
                    early && dice.percent(50) ? "2026-11-05T10:00:01+08:00" : dice.of(RandomBaskets.LATER));
        }
        if (dice.percent(15) && user.has("tier")) {
            rule.putArray("tiers").add(user.get("tier"));
        }
        if (dice.percent(30)) {
            rule.put("from", dice.of(RandomBaskets.NOW));
        }
        line.put("presale", rule.get("id").stringValue());
        Scope scope = Scope.read(Fields.of(rule, "rule"));
        for (JsonNode other : lines) {
            boolean fits = scope.skus().isEmpty()
                    || scope.skus().contains(other.get("sku").stringValue());
            fits &= scope.shops().isEmpty()
                    || scope.shops().contains(other.get("shop").stringValue());
            if (fits && dice.percent(30)) {
                ((ObjectNode) other).put("presale", rule.get("id").stringValue());
            }
        }
    }

    private ObjectNode discount(Kind kind) {
        ObjectNode rule = rule(kind);
        scope(rule, kind);
        conditions(rule, kind);
        if (dice.percent(35)) {
            rule.put("base", dice.percent(75) ? "item" : "running");
        }
        if (dice.percent(75)) {
            rule.put("stackable", dice.percent(92));
        }
        terms.discount(rule, kind, measured(rule), pieces(rule));
        return rule;
    }

    /** Two or more rules that exclude each other, preferably of different layers. */
    private void group(List<ObjectNode> discounts) {
        for (int n = dice.percent(25) ? 2 : 1; n > 0; n--) {
            String name = "g" + n;
            int members = dice.percent(80) ? 2 : 3;
            List<ObjectNode> drawn = new ArrayList<>(discounts);
            dice.shuffle(drawn);
            for (ObjectNode rule : drawn.subList(0, Math.min(members, drawn.size()))) {
                (rule.get("groups") instanceof ArrayNode there ? there : rule.putArray("groups")).add(name);
            }
        }
    }

    /** {@code after} and {@code requires}: only to rules drawn before, so that no circle can arise. */
    private void references(List<ObjectNode> discounts) {
        for (int i = 1; i < discounts.size(); i++) {
            ObjectNode rule = discounts.get(i);
            ObjectNode other = discounts.get(dice.below(i));
            int layer = layer(rule);
            if (layer(other) == layer && dice.percent(35)) {
                rule.putArray("after").add(other.get("id"));
            }
            if (layer(other) <= layer && dice.percent(12) && !shareGroup(rule, other)) {
                rule.putArray("requires").add(other.get("id"));
            }
        }
    }

    private static int layer(JsonNode rule) {
        return Kind.of(rule.get("kind").stringValue()).layer;
    }

    private static boolean shareGroup(JsonNode a, JsonNode b) {
        for (JsonNode name : a.path("groups")) {
            for (JsonNode other : b.path("groups")) {
                if (name.equals(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void gift() {
        ObjectNode rule = rule(Kind.GIFT);
        scope(rule, Kind.GIFT);
        conditions(rule, Kind.GIFT);
        base(rule);
        if (dice.percent(40)) {
            rule.putArray("groups").add(dice.of("g1", "g2", "gift"));
        }
        terms.gift(rule, measured(rule), pieces(rule));
    }

    private void freight() {
        ObjectNode rule = rule(Kind.FREIGHT);
        scope(rule, Kind.FREIGHT);
        conditions(rule, Kind.FREIGHT);
        base(rule);
        terms.freight(rule, measured(rule));
    }

    private void base(ObjectNode rule) {
        if (dice.percent(40)) {
            rule.put("base", dice.of("item", "running"));
        }
    }

    private long measured(ObjectNode rule) {
        boolean running = dice.percent(30);
        long sum = 0;
        for (int i : PricedBasket.covered(Scope.read(Fields.of(rule, "rule")), priced)) {
            sum += running ? priced[i].paid() : priced[i].item();
        }
        return sum;
    }

    private long pieces(ObjectNode rule) {
        long sum = 0;
        for (int i : PricedBasket.covered(Scope.read(Fields.of(rule, "rule")), priced)) {
            sum += priced[i].line().pieces();
        }
        return sum;
    }
}
