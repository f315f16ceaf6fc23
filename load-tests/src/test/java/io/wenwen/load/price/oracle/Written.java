package io.wenwen.load.price.oracle;

import java.util.List;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Baskets written short: single quotes, bare names, and what every basket has left out. */
final class Written {
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .build();

    private Written() {}

    /** A basket of 双11 by a gold member who is new and holds the coupons {@code c}, {@code c1}, {@code c2} and {@code c3}. */
    static ObjectNode basket(String lines, String rules) {
        return (ObjectNode) LENIENT.readTree("""
                {at: '2026-11-11T00:30:00+08:00',
                 user: {tier: 'gold', newcomer: true, coupons: {c: 1, c1: 1, c2: 1, c3: 1}},
                 lines: [%s], rules: [%s]}""".formatted(lines, rules));
    }

    /** A line of shop {@code s1} in 数码. */
    static String line(String id, long unit, int pieces) {
        return "{id: '%s', sku: 'sku-%s', shop: 's1', category: ['数码', '耳机'], unit_fen: %d, pieces: %d}"
                .formatted(id, id, unit, pieces);
    }

    static String rule(String id, String kind, String members) {
        return "{id: '%s', version: 1, kind: '%s'%s}".formatted(id, kind, members.isEmpty() ? "" : ", " + members);
    }

    /** A rule of shop {@code s1}. */
    static String shopRule(String id, String kind, String members) {
        return rule(id, kind, "shops: ['s1'], " + members);
    }

    static ObjectNode with(ObjectNode basket, String members) {
        return basket.setAll((ObjectNode) LENIENT.readTree("{" + members + "}"));
    }

    static long lowest(JsonNode basket) {
        return fen(Oracle.best(basket));
    }

    static long fen(JsonNode result) {
        if (!result.path("status").asString().equals("ok")) {
            throw new AssertionError(result.toString());
        }
        return result.get("payable_fen").longValue();
    }

    /** What a plan pays, or the error's code. */
    static String outcome(JsonNode basket, String... plan) {
        JsonNode result = Oracle.price(basket, List.of(plan));
        return result.has("error")
                ? result.get("error").stringValue()
                : Long.toString(result.get("payable_fen").longValue());
    }

    static List<String> plan(JsonNode result) {
        return result.get("applied")
                .valueStream()
                .map(entry -> entry.get("rule").stringValue())
                .toList();
    }

    static List<Long> paid(JsonNode result) {
        return result.get("lines")
                .valueStream()
                .map(line -> line.get("paid_fen").longValue())
                .toList();
    }
}
