package io.wenwen.catalog.price.check;

import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Who may use a rule, and which lines it covers, read from the certificate's basket. */
final class Conditions {

    private final JsonNode basket;
    private final OffsetDateTime at;
    private final OffsetDateTime payAt;

    Conditions(JsonNode basket) {
        this.basket = basket;
        at = OffsetDateTime.parse(basket.path("at").asString());
        payAt = basket.hasNonNull("pay_at")
                ? OffsetDateTime.parse(basket.path("pay_at").asString())
                : at;
    }

    boolean eligible(JsonNode rule) {
        String id = rule.path("id").asString();
        JsonNode user = basket.path("user");
        boolean open = within(rule, "from", "until", payAt);
        open &= !rule.hasNonNull("stock") || rule.path("stock").intValue() > 0;
        open &= !rule.hasNonNull("per_user")
                || user.path("used").path(id).asInt(0) < rule.path("per_user").intValue();
        open &= rule.path("tiers").isEmpty()
                || names(rule, "tiers").contains(user.path("tier").asString(""));
        open &= !rule.path("kind").asString().equals("newcomer_coupon")
                || user.path("newcomer").asBoolean(false);
        open &= !coupon(rule)
                || rule.path("claimable").asBoolean(false)
                || user.path("coupons").path(id).asInt(0) > 0;
        return open;
    }

    /** Whether a presale rule takes deposits now for the line. */
    boolean presale(JsonNode rule, JsonNode line) {
        return rule.path("kind").asString().equals("presale")
                && eligible(rule)
                && within(rule, "deposit_from", "deposit_until", at)
                && covers(rule, line);
    }

    /** Coverage, full price left aside. */
    static boolean covers(JsonNode rule, JsonNode line) {
        String sku = line.path("sku").asString();
        Set<String> categories = names(rule, "categories");
        boolean category = categories.isEmpty();
        for (JsonNode name : line.path("category")) {
            category |= categories.contains(name.asString());
        }
        return category
                && allows(rule, "shops", line.path("shop").asString())
                && allows(rule, "products", line.path("product").asString(sku))
                && allows(rule, "skus", sku)
                && !names(rule, "except_skus").contains(sku);
    }

    static boolean coupon(JsonNode rule) {
        return rule.path("kind").asString().contains("coupon");
    }

    static int layer(JsonNode rule) {
        return switch (rule.path("kind").asString()) {
            case "pieces_rate" -> 2;
            case "spend_off", "spend_rate" -> 3;
            case "shop_coupon" -> 4;
            case "cross_shop_off" -> 5;
            case "category_coupon", "platform_coupon", "newcomer_coupon" -> 6;
            default -> 0;
        };
    }

    static Set<String> names(JsonNode rule, String field) {
        Set<String> names = new HashSet<>();
        rule.path(field).forEach(n -> names.add(n.asString()));
        return names;
    }

    private static boolean allows(JsonNode rule, String field, String name) {
        return rule.path(field).isEmpty() || names(rule, field).contains(name);
    }

    private static boolean within(JsonNode rule, String from, String until, OffsetDateTime moment) {
        boolean begun = !rule.hasNonNull(from)
                || OffsetDateTime.parse(rule.path(from).asString()).compareTo(moment) <= 0
                || OffsetDateTime.parse(rule.path(from).asString()).isEqual(moment);
        boolean over = rule.hasNonNull(until)
                && !OffsetDateTime.parse(rule.path(until).asString()).isAfter(moment);
        return begun && !over;
    }
}
