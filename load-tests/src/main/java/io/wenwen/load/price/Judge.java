package io.wenwen.load.price;

import io.wenwen.load.price.oracle.Oracle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds the engine's result against the oracle's: the lowest amount, and every figure of the plan that the engine chose. */
final class Judge {

    private static final List<String> SUMS =
            List.of("payable_fen", "goods_fen", "freight_fen", "deposit_fen", "balance_fen", "list_fen", "refund_fen");

    private Judge() {}

    /** What differs, or {@code null}. */
    static @Nullable String difference(JsonNode basket, JsonNode engine, JsonNode lowest) {
        if (WrongBaskets.isError(engine) || WrongBaskets.isError(lowest)) {
            return text(engine, "error").equals(text(lowest, "error"))
                    ? null
                    : "error '" + text(engine, "error") + "' for '" + text(lowest, "error") + "'";
        }
        if (!text(engine, "payable_fen").equals(text(lowest, "payable_fen"))) {
            return "payable " + text(engine, "payable_fen") + " for " + text(lowest, "payable_fen");
        }
        List<String> plan = new ArrayList<>();
        engine.path("applied").forEach(a -> plan.add(a.path("rule").asString()));
        JsonNode same = Oracle.price(basket, plan);
        for (String sum : SUMS) {
            if (!text(engine, sum).equals(text(same, sum))) {
                return sum + " " + text(engine, sum) + " for " + text(same, sum);
            }
        }
        for (String list : List.of("lines", "gifts", "applied", "freight")) {
            String difference = entries(list, engine.path(list), same.path(list));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    /** Every field that the oracle's entries have. */
    private static @Nullable String entries(String list, JsonNode engine, JsonNode oracle) {
        if (engine.size() != oracle.size()) {
            return list + " has " + engine.size() + " entries for " + oracle.size();
        }
        for (int i = 0; i < oracle.size(); i++) {
            for (String field : oracle.get(i).propertyNames()) {
                JsonNode expected = oracle.get(i).path(field);
                JsonNode actual = engine.get(i).path(field);
                if (!expected.isContainer() && !expected.asString("").equals(actual.asString(""))) {
                    return list + "[" + i + "]." + field + " is " + actual + " for " + expected;
                }
                if (expected.isArray()) {
                    String inside = entries(list + "." + field, actual, expected);
                    if (inside != null) {
                        return inside;
                    }
                }
            }
        }
        return null;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
