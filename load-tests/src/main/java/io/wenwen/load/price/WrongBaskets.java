package io.wenwen.load.price;

import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Breaks a good basket in exactly one of the ways that {@code docs/promotions.md} section 15 names. */
final class WrongBaskets {

    private WrongBaskets() {}

    static void spoil(ObjectNode basket, long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0xBAD);
        ArrayNode lines = (ArrayNode) basket.path("lines");
        ArrayNode rules = (ArrayNode) basket.path("rules");
        ObjectNode line = (ObjectNode) lines.get(random.nextInt(lines.size()));
        switch (random.nextInt(14)) {
            case 0 -> line.put("pieces", 0);
            case 1 -> line.put("unit_fen", -1);
            case 2 -> line.put("unit_fen", 1_000_000_000_001L);
            case 3 -> line.put("unit_fen", 999_999_999_999L).put("pieces", 2);
            case 4 -> line.remove("sku");
            case 5 -> lines.add(line.deepCopy());
            case 6 -> basket.remove("at");
            case 7 -> rules.add(rule("x", "free_lunch"));
            case 8 -> rules.add(rule("x", "reduction"));
            case 9 -> rules.add(every("x").put("from", "2026-11-12T00:00:00Z").put("until", "2026-11-11T00:00:00Z"));
            case 10 -> {
                ObjectNode a = every("x");
                a.putArray("after").add("y");
                ObjectNode b = every("y");
                b.putArray("after").add("x");
                rules.add(a);
                rules.add(b);
            }
            case 11 -> {
                ObjectNode a = every("x");
                a.putArray("requires").add("nobody");
                rules.add(a);
            }
            case 12 -> {
                ObjectNode a = every("x");
                a.putArray("requires").add("y");
                a.putArray("groups").add("g");
                ObjectNode b = every("y");
                b.putArray("groups").add("g");
                rules.add(a);
                rules.add(b);
            }
            default -> line.put("presale", "nobody");
        }
    }

    /** Whether a result or an engine's answer is the error of that code. */
    static boolean isError(JsonNode result) {
        return result.path("status").asString("").equals("error");
    }

    private static ObjectNode rule(String id, String kind) {
        return tools.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("version", 1)
                .put("kind", kind);
    }

    private static ObjectNode every(String id) {
        ObjectNode rule = rule(id, "cross_shop_off");
        rule.putObject("every").put("threshold_fen", 1000).put("off_fen", 10);
        return rule;
    }
}
