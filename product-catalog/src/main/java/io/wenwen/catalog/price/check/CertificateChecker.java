package io.wenwen.catalog.price.check;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Confirms a price certificate without trusting whoever made it. Whether there is no cheaper plan at all it cannot know; it does know
 * whether one that differs by a single rule is cheaper.
 */
public final class CertificateChecker {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int NEIGHBOURS_UP_TO = 64;

    private CertificateChecker() {}

    /**
     * What is wrong with the certificate; empty where everything can be derived.
     *
     * @param id the SHA-256 it is known by
     */
    public static List<String> check(String id, String json) {
        List<String> wrong = new ArrayList<>();
        if (!sha256(json).equals(id)) {
            wrong.add("the id is not the SHA-256 of the text");
        }
        try {
            derive(JSON.readTree(json), wrong);
        } catch (RuntimeException e) {
            wrong.add("it cannot be derived: " + e.getMessage());
        }
        return wrong;
    }

    private static void derive(JsonNode certificate, List<String> wrong) {
        JsonNode basket = certificate.path("basket");
        JsonNode result = certificate.path("result");
        List<String> plan = new ArrayList<>();
        result.path("applied").forEach(a -> plan.add(a.path("rule").asString()));
        Derivation derivation = new Derivation(basket);
        String forbidden = derivation.apply(plan);
        if (forbidden != null) {
            wrong.add("the plan is not allowed: " + forbidden);
            return;
        }
        compare(derivation, basket, result, wrong);
        if (wrong.isEmpty() && certificate.path("proof").path("proven").asBoolean(false)) {
            neighbours(basket, plan, derivation.payable(), wrong);
        }
    }

    private static void compare(Derivation derivation, JsonNode basket, JsonNode result, List<String> wrong) {
        BigInteger goods = BigInteger.ZERO;
        BigInteger deposit = BigInteger.ZERO;
        BigInteger list = BigInteger.ZERO;
        JsonNode lines = result.path("lines");
        if (lines.size() != derivation.lines.size()) {
            wrong.add("it has " + lines.size() + " lines for " + derivation.lines.size());
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            Derivation.Line line = derivation.lines.get(i);
            JsonNode said = lines.get(i);
            goods = goods.add(line.paid);
            deposit = deposit.add(line.deposit);
            BigInteger whole = Derivation.fen(line.node, "unit_fen").multiply(BigInteger.valueOf(line.pieces));
            list = list.add(whole);
            same(wrong, line.id + ".id", line.id, said.path("id").asString());
            same(wrong, line.id + ".list_fen", whole, Derivation.fen(said, "list_fen"));
            same(wrong, line.id + ".item_fen", line.item, Derivation.fen(said, "item_fen"));
            same(wrong, line.id + ".paid_fen", line.paid, Derivation.fen(said, "paid_fen"));
            Map<String, BigInteger> shares = new TreeMap<>();
            said.path("off").forEach(o -> shares.put(o.path("rule").asString(), Derivation.fen(o, "fen")));
            same(wrong, line.id + ".off", new TreeMap<>(line.shares), shares);
        }
        BigInteger freight = BigInteger.ZERO;
        Map<String, BigInteger> fees = new TreeMap<>();
        for (JsonNode fee : result.path("freight")) {
            fees.put(fee.path("shop").asString(), Derivation.fen(fee, "fee_fen"));
            freight = freight.add(Derivation.fen(fee, "fee_fen"));
        }
        same(wrong, "freight", derivation.freight, fees);
        same(wrong, "goods_fen", goods, Derivation.fen(result, "goods_fen"));
        same(wrong, "freight_fen", freight, Derivation.fen(result, "freight_fen"));
        same(wrong, "payable_fen", derivation.payable(), Derivation.fen(result, "payable_fen"));
        same(wrong, "deposit_fen", deposit, Derivation.fen(result, "deposit_fen"));
        same(wrong, "balance_fen", derivation.payable().subtract(deposit), Derivation.fen(result, "balance_fen"));
        same(wrong, "list_fen", list, Derivation.fen(result, "list_fen"));
        rules(derivation, basket, result, wrong);
        if (result.has("refund_fen") || basket.has("returns")) {
            same(wrong, "refund_fen", derivation.refund(), Derivation.fen(result, "refund_fen"));
        }
    }

    private static void rules(Derivation derivation, JsonNode basket, JsonNode result, List<String> wrong) {
        Map<String, JsonNode> known = new TreeMap<>();
        basket.path("rules").forEach(r -> known.put(r.path("id").asString(), r));
        int i = 0;
        for (JsonNode applied : result.path("applied")) {
            String id = applied.path("rule").asString();
            JsonNode rule = known.get(id);
            same(wrong, id + ".off_fen", derivation.offs.get(i++), Derivation.fen(applied, "off_fen"));
            if (rule != null) {
                same(
                        wrong,
                        id + ".version",
                        rule.path("version").intValue(),
                        applied.path("version").intValue());
                same(
                        wrong,
                        id + ".layer",
                        Conditions.layer(rule),
                        applied.path("layer").intValue());
            }
        }
        List<String> gifts = new ArrayList<>();
        derivation.gifts.forEach(g -> gifts.add(g.path("id").asString() + "×"
                + g.path("gift").path("pieces").longValue() + " "
                + g.path("gift").path("sku").asString()));
        List<String> said = new ArrayList<>();
        result.path("gifts")
                .forEach(g -> said.add(g.path("rule").asString() + "×"
                        + g.path("pieces").longValue() + " " + g.path("sku").asString()));
        same(wrong, "gifts", gifts, said);
    }

    /** Every plan with one rule less or one more, at every place. */
    private static void neighbours(JsonNode basket, List<String> plan, BigInteger payable, List<String> wrong) {
        List<List<String>> others = new ArrayList<>();
        for (String dropped : plan) {
            others.add(plan.stream().filter(id -> !id.equals(dropped)).toList());
        }
        int tried = 0;
        for (JsonNode rule : basket.path("rules")) {
            String id = rule.path("id").asString();
            if (Conditions.layer(rule) > 0 && !plan.contains(id) && tried++ < NEIGHBOURS_UP_TO) {
                for (int at = 0; at <= plan.size(); at++) {
                    List<String> longer = new ArrayList<>(plan);
                    longer.add(at, id);
                    others.add(longer);
                }
            }
        }
        for (List<String> other : others) {
            Derivation derivation = new Derivation(basket);
            if (derivation.apply(other) == null && derivation.payable().compareTo(payable) < 0) {
                wrong.add("the plan " + other + " is cheaper: " + derivation.payable() + " 分");
                return;
            }
        }
    }

    private static void same(List<String> wrong, String what, Object derived, Object said) {
        if (!derived.equals(said)) {
            wrong.add(what + " is " + said + "; derived is " + derived);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
