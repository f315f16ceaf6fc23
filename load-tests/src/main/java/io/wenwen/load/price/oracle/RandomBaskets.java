package io.wenwen.load.price.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Baskets to quarrel about: drawn at random, reproducible by seed and index, and made to hit the edges that price engines miss.
 *
 * <p>Every kind and field of {@code docs/promotions.md} occurs; thresholds are drawn around the amounts they are measured on, so that
 * they are met exactly, missed by one 分, or met only in one order. One basket in twenty-five has one planted error.
 */
public final class RandomBaskets {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** The moment at which the goods are paid, written with several offsets; rules begin and end around it. */
    static final List<String> NOW =
            List.of("2026-11-11T00:30:00+08:00", "2026-11-10T16:30:00Z", "2026-11-11T01:30:00+09:00");

    /** When the deposit of a presale may be paid. */
    static final String DAYS_BEFORE = "2026-11-05T10:00:00+08:00";

    static final List<String> EARLIER = List.of("2026-11-01T20:00:00+08:00", "2026-11-10T16:29:59Z");
    static final List<String> LATER = List.of("2026-11-11T00:30:01+08:00", "2026-11-30T00:00:00+08:00");
    static final List<String> TIERS = List.of("gold", "银卡", "plus");

    private static final List<List<String>> CATEGORIES = List.of(
            List.of("数码", "耳机"),
            List.of("数码", "手机"),
            List.of("服饰", "外套"),
            List.of("服饰"),
            List.of("食品", "零食"),
            List.of());
    /** In UTF-16 order Ａ follows 😀, in code point order it precedes it. */
    private static final List<String> LINE_IDS = List.of(
            "1", "10", "2", "a", "A", "耳", "Ａ", "😀", "Ａ1", "😀1", "l-1", "l-10", "l-2", "㐀", "𠀀", "b", "c", "d", "e",
            "f");

    private RandomBaskets() {}

    /**
     * A basket and what was done to it.
     *
     * @param planted the code of the one error planted in it, null in a basket that can be priced
     */
    public record Drawn(ObjectNode basket, @Nullable String planted) {}

    /** How much of everything a basket has. */
    private enum Shape {
        SMALL,
        RICH,
        LONG,
        GIANT
    }

    /** The basket that {@code seed} and {@code index} name, always the same one. */
    public static Drawn draw(long seed, long index) {
        Dice dice = new Dice(seed, index);
        boolean erroneous = dice.percent(4);
        Shape shape = switch (dice.weighted(34, 60, 2, 4)) {
            case 0 -> Shape.SMALL;
            case 1 -> Shape.RICH;
            case 2 -> Shape.LONG;
            default -> Shape.GIANT;
        };
        ObjectNode basket = basket(dice, shape);
        if (!erroneous) {
            return new Drawn(basket, null);
        }
        return new Drawn(basket, PlantedErrors.plant(dice, basket));
    }

    private static ObjectNode basket(Dice dice, Shape shape) {
        ObjectNode basket = JSON.objectNode();
        if (dice.percent(15)) {
            basket.put("at", DAYS_BEFORE).put("pay_at", dice.of(NOW));
        } else {
            basket.put("at", dice.of(NOW));
            if (dice.percent(20)) {
                basket.put("pay_at", dice.of(NOW));
            }
        }
        basket.set("user", user(dice));
        if (dice.percent(40)) {
            basket.put("max_coupons", dice.weighted(5, 35, 40, 20));
        }
        if (dice.percent(5)) {
            basket.put("note", "of no influence");
        }
        basket.set("lines", lines(dice, shape));
        RandomRules rules = new RandomRules(dice, basket);
        int chosen = switch (shape) {
            case SMALL -> dice.below(5);
            case RICH -> (int) dice.between(5, 8);
            case LONG -> (int) dice.between(2, 5);
            case GIANT -> (int) dice.between(1, 4);
        };
        if (shape == Shape.RICH && dice.percent(1)) {
            chosen += 3;
        }
        basket.set("rules", rules.draw(chosen, shape == Shape.RICH));
        if (dice.percent(25)) {
            basket.set("returns", returns(dice, basket));
        }
        return basket;
    }

    private static ObjectNode user(Dice dice) {
        ObjectNode user = JSON.objectNode();
        if (dice.percent(60)) {
            user.put("tier", dice.of(TIERS));
        }
        if (dice.percent(60)) {
            user.put("newcomer", dice.percent(70));
        }
        if (dice.percent(5)) {
            user.putObject("coupons").put("of-another-basket", 3);
        }
        return user;
    }

    private static ArrayNode lines(Dice dice, Shape shape) {
        int count = switch (shape) {
            case SMALL -> (int) dice.between(1, 3);
            case RICH -> (int) dice.between(3, 6);
            case LONG -> (int) dice.between(8, 16);
            case GIANT -> (int) dice.between(1, 4);
        };
        List<String> ids = new ArrayList<>(LINE_IDS);
        dice.shuffle(ids);
        int shops = (int) dice.between(1, 3);
        int products = (int) dice.between(1, 6);
        ArrayNode lines = JSON.arrayNode();
        for (int i = 0; i < count; i++) {
            int product = dice.below(products);
            long unit = unit(dice, shape);
            ObjectNode line = lines.addObject()
                    .put("id", ids.get(i))
                    .put("sku", "sku-" + product + dice.of("", "", "-b"))
                    .put("shop", shop(dice, shops))
                    .put("unit_fen", unit)
                    .put("pieces", shape == Shape.GIANT ? dice.between(1, 4) : pieces(dice, unit));
            if (dice.percent(60)) {
                line.put("product", "p-" + product);
            }
            if (dice.percent(85)) {
                ArrayNode category = line.putArray("category");
                CATEGORIES.get((product + dice.below(2)) % CATEGORIES.size()).forEach(category::add);
            }
        }
        return lines;
    }

    private static String shop(Dice dice, int shops) {
        return List.of("s1", "Ｓ2", "😀s").get(dice.below(shops));
    }

    private static long unit(Dice dice, Shape shape) {
        if (shape == Shape.GIANT) {
            return dice.number(dice.between(1_000_000_000L, 60_000_000_000L), 4_999_999_999L, 50_000_000_000L);
        }
        return switch (dice.weighted(35, 35, 22, 4, 3, 1)) {
            case 0 -> dice.number(1000L, 1990L, 5000L, 9900L, 9999L, 10_000L, 19_900L, 20_000L, 29_900L, 100_000L);
            case 1 -> dice.between(1, 300) * 100;
            case 2 -> dice.between(1, 50_000);
            case 3 -> dice.number(1L, 2L, 3L, 7L);
            case 4 -> dice.between(100_000, 100_000_000);
            default -> 0L;
        };
    }

    private static int pieces(Dice dice, long unit) {
        return switch (dice.weighted(50, 25, 18, 6, 1)) {
            case 0 -> 1;
            case 1 -> 2;
            case 2 -> (int) dice.between(3, 5);
            case 3 -> (int) dice.between(6, 40);
            default -> unit > 100_000 ? 41 : (int) dice.number(999, 1000, 100_000);
        };
    }

    private static ArrayNode returns(Dice dice, ObjectNode basket) {
        ArrayNode returns = JSON.arrayNode();
        basket.get("lines").forEach(line -> {
            if (dice.percent(45)) {
                int pieces = line.get("pieces").intValue();
                returns.addObject()
                        .put("line", line.get("id").stringValue())
                        .put("pieces", dice.percent(40) ? pieces : dice.between(1, pieces));
            }
        });
        return returns;
    }
}
