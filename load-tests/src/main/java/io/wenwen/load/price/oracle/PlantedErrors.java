package io.wenwen.load.price.oracle;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes one error of section 15 in a basket that has none, so that exactly one code is right. */
final class PlantedErrors {
    private static final JsonMapper SINGLE_QUOTED =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    /** A way to spoil a basket; {@code share} is how often beside the others. */
    private record Error(Refused.Code code, int share, BiConsumer<Dice, ObjectNode> spoil) {}

    private static final List<Error> ERRORS = List.of(
            new Error(Refused.Code.BAD_BASKET, 15, PlantedErrors::badBasket),
            new Error(Refused.Code.BAD_LINE, 15, PlantedErrors::badLine),
            new Error(Refused.Code.BAD_RULE, 35, PlantedErrors::badRule),
            new Error(Refused.Code.DUPLICATE_ID, 5, PlantedErrors::duplicate),
            new Error(Refused.Code.UNKNOWN_REFERENCE, 5, PlantedErrors::unknown),
            new Error(Refused.Code.CIRCULAR, 8, PlantedErrors::circular),
            new Error(Refused.Code.CONTRADICTORY, 12, PlantedErrors::contradictory),
            new Error(Refused.Code.OVERFLOW, 8, PlantedErrors::overflow),
            new Error(Refused.Code.TOO_LARGE, 2, PlantedErrors::tooLarge),
            new Error(Refused.Code.PRESALE_CLOSED, 12, PlantedErrors::presaleClosed));
    private static final int[] SHARES = ERRORS.stream().mapToInt(Error::share).toArray();

    /** Rules that are wrong whatever stands beside them. */
    private static final List<String> BAD_RULES = List.of(
            "'kind':'flash_sale'",
            "'version':0,'kind':'gift','pieces':1,'gift':{'sku':'x','pieces':1,'value_fen':0}",
            "'kind':'platform_coupon','off_fen':100",
            "'kind':'platform_coupon','threshold_fen':1000",
            "'kind':'platform_coupon','threshold_fen':1000,'off_fen':100,'rate':900",
            "'kind':'platform_coupon','threshold_fen':-1,'off_fen':100",
            "'kind':'platform_coupon','threshold_fen':0,'off_fen':0",
            "'kind':'platform_coupon','threshold_fen':0,'rate':1000",
            "'kind':'newcomer_coupon','threshold_fen':0,'rate':0",
            "'kind':'category_coupon','threshold_fen':0,'off_fen':100",
            "'kind':'category_coupon','threshold_fen':0,'off_fen':100,'categories':[]",
            "'kind':'shop_coupon','threshold_fen':0,'off_fen':100",
            "'kind':'shop_coupon','threshold_fen':0,'off_fen':100,'shops':['s1','s2']",
            "'kind':'spend_off','shops':['s1'],'steps':[]",
            "'kind':'spend_off','shops':['s1']",
            "'kind':'spend_off','steps':[{'threshold_fen':1000,'off_fen':100}]",
            "'kind':'spend_off','shops':['s1'],'steps':[{'threshold_fen':0,'off_fen':100}]",
            "'kind':'spend_off','shops':['s1'],'steps':[{'threshold_fen':1000,'off_fen':100},{'threshold_fen':1000,'off_fen':200}]",
            "'kind':'spend_off','shops':['s1'],'steps':[{'threshold_fen':1000,'off_fen':100},{'threshold_fen':2000,'off_fen':100}]",
            "'kind':'spend_off','shops':['s1'],'steps':[{'threshold_fen':9,'off_fen':1}],'every':{'threshold_fen':9,'off_fen':1}",
            "'kind':'cross_shop_off','every':{'threshold_fen':0,'off_fen':1}",
            "'kind':'cross_shop_off','every':{'threshold_fen':9,'off_fen':0}",
            "'kind':'cross_shop_off','every':{'threshold_fen':9,'off_fen':1,'max_times':0}",
            "'kind':'spend_rate','shops':['s1'],'steps':[{'threshold_fen':9,'rate':900},{'threshold_fen':99,'rate':900}]",
            "'kind':'spend_rate','shops':['s1'],'steps':[{'threshold_fen':9}]",
            "'kind':'pieces_rate','shops':['s1'],'steps':[{'pieces':0,'rate':900}]",
            "'kind':'pieces_rate','shops':['s1'],'steps':[{'pieces':3,'rate':900},{'pieces':2,'rate':800}]",
            "'kind':'pieces_rate','shops':['s1'],'nth':true,'steps':[{'pieces':1,'rate':500}]",
            "'kind':'pieces_rate','shops':['s1'],'nth':true,'steps':[{'pieces':2,'rate':500},{'pieces':3,'rate':400}]",
            "'kind':'reduction','off_fen':100,'price_fen':100",
            "'kind':'reduction'",
            "'kind':'reduction','off_fen':100,'line_pieces':0",
            "'kind':'reduction','off_fen':100,'full_price_only':true",
            "'kind':'reduction','off_fen':100,'groups':['g']",
            "'kind':'reduction','off_fen':100,'max_off_fen':9",
            "'kind':'member_price','rate':900",
            "'kind':'member_price','rate':900,'tiers':[]",
            "'kind':'member_price','rate':1000,'tiers':['gold']",
            "'kind':'presale','price_fen':100,'deposit_fen':20,'worth_fen':10",
            "'kind':'presale','price_fen':100,'deposit_fen':20,'worth_fen':101",
            "'kind':'presale','price_fen':100,'deposit_fen':0,'worth_fen':10",
            "'kind':'gift','pieces':1,'threshold_fen':1,'gift':{'sku':'x','pieces':1,'value_fen':0}",
            "'kind':'gift','pieces':1,'gift':{'sku':'x','pieces':0,'value_fen':0}",
            "'kind':'gift','pieces':1,'gift':{'sku':'x','pieces':1,'value_fen':-1}",
            "'kind':'gift','pieces':1",
            "'kind':'gift','pieces':1,'stackable':true,'gift':{'sku':'x','pieces':1,'value_fen':0}",
            "'kind':'gift','pieces':1,'max_off_fen':9,'gift':{'sku':'x','pieces':1,'value_fen':0}",
            "'kind':'freight','shops':['s1']",
            "'kind':'freight','shops':['s1'],'fee_fen':-1",
            "'kind':'freight','fee_fen':1",
            "'kind':'freight','shops':['s1'],'fee_fen':1,'free_from_fen':-1",
            "'kind':'freight','shops':['s1'],'fee_fen':1,'groups':['g']",
            "'kind':'platform_coupon','threshold_fen':0,'off_fen':100,'stock':-1",
            "'kind':'platform_coupon','threshold_fen':0,'off_fen':100,'per_user':-1");

    private static final String COUPON = "'kind':'platform_coupon','threshold_fen':0,'off_fen':100";
    private static final String SHOP_COUPON = "'kind':'shop_coupon','shops':['s1'],'threshold_fen':0,'off_fen':100";

    private PlantedErrors() {}

    /** Spoils {@code basket} and answers the code that is now right. */
    static String plant(Dice dice, ObjectNode basket) {
        Error error = ERRORS.get(dice.weighted(SHARES));
        error.spoil.accept(dice, basket);
        return error.code.name().toLowerCase(Locale.ROOT);
    }

    private static void badBasket(Dice dice, ObjectNode basket) {
        switch (dice.below(12)) {
            case 0 -> basket.remove("at");
            case 1 -> basket.put("at", "明天中午");
            case 2 -> basket.put("at", "2026-11-11T00:30:00");
            case 3 -> basket.put("pay_at", "2026-13-01T00:00:00+08:00");
            case 4 -> basket.putArray("lines");
            case 5 -> basket.put("lines", "两双袜子");
            case 6 -> basket.put("max_coupons", -1);
            case 7 -> user(basket, "coupons").put("x", -1);
            case 8 -> user(basket, "used").put("x", -1);
            case 9 -> line(dice, basket).put("unit_fen", "9900");
            case 10 -> basket.put("rules", 7);
            default -> ((ObjectNode) basket.get("user")).put("newcomer", "yes");
        }
    }

    private static ObjectNode user(ObjectNode basket, String counts) {
        ObjectNode user = (ObjectNode) basket.get("user");
        return user.get(counts) instanceof ObjectNode there ? there : user.putObject(counts);
    }

    private static void badLine(Dice dice, ObjectNode basket) {
        ObjectNode line = line(dice, basket);
        basket.remove("returns");
        switch (dice.below(10)) {
            case 0 -> line.put("pieces", 0);
            case 1 -> line.put("pieces", 100_001).put("unit_fen", 1);
            case 2 -> line.put("pieces", -1);
            case 3 -> line.put("unit_fen", -1);
            case 4 -> line.remove("id");
            case 5 -> line.remove("sku");
            case 6 -> line.remove("shop");
            case 7 ->
                basket.putArray("returns").addObject().put("line", "nobody").put("pieces", 1);
            case 8 -> {
                ArrayNode returns = basket.putArray("returns");
                returns.addObject().put("pieces", 1).set("line", line.get("id"));
                returns.addObject().put("pieces", 1).set("line", line.get("id"));
            }
            default ->
                basket.putArray("returns")
                        .addObject()
                        .put("pieces", dice.percent(50) ? 0 : line.get("pieces").intValue() + 1)
                        .set("line", line.get("id"));
        }
    }

    private static void badRule(Dice dice, ObjectNode basket) {
        switch (dice.below(8)) {
            case 0 -> {
                add(basket, "other", SHOP_COUPON);
                add(basket, "x", COUPON + ",'after':['other']");
            }
            case 1 -> {
                ArrayNode steps = add(basket, "x", "'kind':'spend_off','shops':['s1'],'steps':[]")
                        .withArray("steps");
                for (int n = 1; n <= 21; n++) {
                    steps.addObject().put("threshold_fen", n).put("off_fen", n);
                }
            }
            default -> add(basket, "x", dice.of(BAD_RULES));
        }
    }

    private static void duplicate(Dice dice, ObjectNode basket) {
        if (dice.percent(50)) {
            ObjectNode twin = line(dice, basket).deepCopy();
            twin.put("unit_fen", 0).put("pieces", 1).remove("presale");
            basket.remove("returns");
            ((ArrayNode) basket.get("lines")).add(twin);
        } else {
            add(basket, "x", COUPON);
            add(basket, "x", dice.of(COUPON, SHOP_COUPON));
        }
    }

    private static void unknown(Dice dice, ObjectNode basket) {
        add(basket, "x", COUPON + dice.of(",'after':['nobody']", ",'requires':['nobody']"));
    }

    private static void circular(Dice dice, ObjectNode basket) {
        String field = dice.of("after", "requires");
        int length = dice.weighted(30, 40, 30);
        for (int n = 0; n <= length; n++) {
            add(basket, "x" + n, COUPON + ",'" + field + "':['x" + (n == length ? 0 : n + 1) + "']");
        }
    }

    private static void contradictory(Dice dice, ObjectNode basket) {
        String t = "2026-11-11T00:30:00+08:00";
        switch (dice.below(6)) {
            case 0 -> add(basket, "x", COUPON + ",'from':'" + t + "','until':'2026-11-10T16:30:00Z'");
            case 1 -> add(basket, "x", COUPON + ",'from':'" + t + "','until':'2026-11-01T00:00:00Z'");
            case 2 ->
                add(
                        basket,
                        "x",
                        "'kind':'presale','price_fen':9,'deposit_fen':1,'worth_fen':2,'deposit_from':'" + t
                                + "','deposit_until':'" + t + "'");
            case 3 -> {
                add(basket, "x", COUPON + ",'groups':['x-group']");
                add(basket, "y", COUPON + ",'groups':['y-group','x-group'],'requires':['x']");
            }
            case 4 -> {
                add(basket, "x", COUPON);
                add(basket, "y", SHOP_COUPON + ",'requires':['x']");
            }
            default -> {
                add(
                        basket,
                        "x",
                        dice.of(
                                "'kind':'reduction','off_fen':1",
                                "'kind':'freight','shops':['s1'],'fee_fen':1",
                                "'kind':'gift','pieces':1,'gift':{'sku':'x','pieces':1,'value_fen':0}"));
                add(basket, "y", COUPON + ",'requires':['x']");
            }
        }
    }

    private static void overflow(Dice dice, ObjectNode basket) {
        long above = Fields.MOST_FEN + 1;
        switch (dice.below(4)) {
            case 0 -> add(basket, "x", COUPON).put("off_fen", above);
            case 1 -> add(basket, "x", COUPON).put("threshold_fen", Long.MAX_VALUE);
            case 2 -> line(dice, basket).put("unit_fen", above);
            default ->
                ((ArrayNode) basket.get("lines"))
                        .addObject()
                        .put("id", "too much")
                        .put("sku", "x")
                        .put("shop", "s1")
                        .put("unit_fen", 100_000_000_001L)
                        .put("pieces", 10);
        }
    }

    private static void tooLarge(Dice dice, ObjectNode basket) {
        if (dice.percent(50)) {
            IntStream.rangeClosed(0, 500).forEach(n -> add(basket, "x" + n, COUPON));
        } else {
            ArrayNode lines = (ArrayNode) basket.get("lines");
            IntStream.rangeClosed(0, 1000)
                    .forEach(n -> lines.addObject()
                            .put("id", "x" + n)
                            .put("sku", "x")
                            .put("shop", "s1")
                            .put("unit_fen", 1)
                            .put("pieces", 1));
        }
    }

    private static void presaleClosed(Dice dice, ObjectNode basket) {
        String presale = "'kind':'presale','price_fen':9,'deposit_fen':1,'worth_fen':2";
        String closed = switch (dice.below(8)) {
            case 0 -> presale + ",'until':'2026-11-10T16:30:00Z'";
            case 1 -> presale + ",'from':'2026-11-10T16:30:01Z'";
            case 2 -> presale + ",'stock':0";
            case 3 -> presale + ",'per_user':0";
            case 4 -> presale + ",'tiers':['nobody']";
            case 5 -> presale + ",'shops':['s1-elsewhere']";
            case 6 -> presale + ",'deposit_until':'" + basket.get("at").stringValue() + "'";
            default -> COUPON;
        };
        if (dice.percent(90)) {
            add(basket, "x", closed);
        }
        line(dice, basket).put("presale", "x");
    }

    private static ObjectNode line(Dice dice, ObjectNode basket) {
        JsonNode lines = basket.get("lines");
        return (ObjectNode) lines.get(dice.below(lines.size()));
    }

    /** Appends a rule given as JSON members with single quotes; it has an id and version 1 beside what {@code members} says. */
    private static ObjectNode add(ObjectNode basket, String id, String members) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode().put("id", id).put("version", 1);
        rule.setAll((ObjectNode) SINGLE_QUOTED.readTree("{" + members + "}"));
        ((ArrayNode) basket.get("rules")).add(rule);
        return rule;
    }
}
