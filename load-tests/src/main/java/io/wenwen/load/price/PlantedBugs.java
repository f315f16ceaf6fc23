package io.wenwen.load.price;

import static io.wenwen.load.price.PlantedBug.Change.AFTER;
import static io.wenwen.load.price.PlantedBug.Change.BOUNDARY;
import static io.wenwen.load.price.PlantedBug.Change.EXTREME;
import static io.wenwen.load.price.PlantedBug.Change.MILLE;
import static io.wenwen.load.price.PlantedBug.Change.NEGATE;
import static io.wenwen.load.price.PlantedBug.Change.SIGN;
import static io.wenwen.load.price.PlantedBug.Change.SKIP_REVERSED;

import io.wenwen.catalog.price.check.CertificateChecker;
import io.wenwen.load.price.oracle.Oracle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mistakes planted in the engine one at a time; the comparison with the oracle and the checker must notice every one. */
final class PlantedBugs {

    static final List<PlantedBug> ALL = List.of(
            new PlantedBug("a discount passes its cap", "Discount", "off", EXTREME, 0),
            new PlantedBug("a discount passes what is left to pay", "Discount", "off", EXTREME, 1),
            new PlantedBug("deposits are open to discounts", "Discount", "off", SIGN, 1),
            new PlantedBug("每满 counts more often than allowed", "Discount", "nominal", EXTREME, 0),
            new PlantedBug("a threshold must be passed, not reached", "Discount", "nominal", BOUNDARY, 3),
            new PlantedBug("a rate takes off one per mille less", "Discount", "nominal", MILLE, 0),
            new PlantedBug("第 N 件 starts from the cheapest", "Discount", "everyNth", SKIP_REVERSED, 0),
            new PlantedBug("第 N 件 counts runs anew", "Discount", "everyNth", SIGN, 0),
            new PlantedBug("N 件 needs one piece more", "Discount", "<init>", BOUNDARY, 0),
            new PlantedBug("the odd fen goes to the last of equals", "Allocation", "oddFen", BOUNDARY, 2),
            new PlantedBug("shares are proportional to the deposit too", "Allocation", "take", SIGN, 2),
            new PlantedBug("rules begin when they end", "Window", "before", AFTER, 0),
            new PlantedBug("rules still hold at the moment they end", "Window", "over", AFTER, 0),
            new PlantedBug("an exhausted coupon is used", "Eligibility", "reason", NEGATE, 3),
            new PlantedBug("the last piece of stock is not sold", "Eligibility", "reason", BOUNDARY, 0),
            new PlantedBug("the limit per shopper is one higher", "Eligibility", "reason", BOUNDARY, 1),
            new PlantedBug("a limited price goes to all pieces", "ItemPrices", "ordinary", EXTREME, 0),
            new PlantedBug("a price above the list price is taken", "ItemPrices", "ordinary", NEGATE, 2),
            new PlantedBug("a member price is rounded otherwise", "Terms$PiecePrice", "price", MILLE, 0),
            new PlantedBug("freight is charged at the threshold", "Freights", "fee", BOUNDARY, 1),
            new PlantedBug("the dearest freight rule is taken", "Freights", "cheapest", NEGATE, 2),
            new PlantedBug("stackable rules exclude each other", "Problem", "exclude", NEGATE, 2),
            new PlantedBug("exclusion groups are not looked at", "Problem", "exclude", NEGATE, 0),
            new PlantedBug("rules on common lines are not noticed", "Problem", "overlap", NEGATE, 2),
            new PlantedBug("one coupon more than allowed", "Search", "descend", BOUNDARY, 2),
            new PlantedBug("the bound takes the smallest of a group", "Search", "most", EXTREME, 0),
            new PlantedBug("after is read the other way round", "Search", "placeable", NEGATE, 4),
            new PlantedBug("a gift needs one piece more", "Gifts", "deserved", BOUNDARY, 1),
            new PlantedBug("returned pieces still count for the gift", "Gifts", "deserved", SIGN, 0),
            new PlantedBug("a lost gift is paid out", "Returns", "refund", SIGN, 1));

    private PlantedBugs() {}

    /** A basket, and what the oracle says of it. */
    record Known(JsonNode basket, JsonNode lowest) {}

    /** The first baskets of the seed, good and wrong. */
    static List<Known> known(long seed, int count) {
        List<Known> known = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectNode basket = Baskets.numbered(seed, i);
            known.add(new Known(basket, Oracle.best(basket)));
        }
        return known;
    }

    /** After how many baskets the bug is noticed; -1 if never. */
    static int noticed(PlantedBug bug, List<Known> known) {
        Function<JsonNode, JsonNode> engine = bug.engine();
        for (int i = 0; i < known.size(); i++) {
            if (differs(engine, known.get(i))) {
                return i + 1;
            }
        }
        return -1;
    }

    private static boolean differs(Function<JsonNode, JsonNode> engine, Known known) {
        try {
            JsonNode answer = engine.apply(known.basket());
            if (Judge.difference(known.basket(), answer.path("result"), known.lowest()) != null) {
                return true;
            }
            return answer.has("json")
                    && !CertificateChecker.check(
                                    answer.path("id").asString(),
                                    answer.path("json").asString())
                            .isEmpty();
        } catch (RuntimeException e) {
            // An engine that throws on a good basket is noticed by anybody.
            return true;
        }
    }
}
