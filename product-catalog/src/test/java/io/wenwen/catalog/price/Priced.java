package io.wenwen.catalog.price;

import io.wenwen.catalog.price.PricingException.Code;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Baskets as short JSON, for tests: single quotes for double ones, and defaults for what a case does not care about. */
final class Priced {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private Priced() {}

    static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    /** @param lines and rules as JSON lists; rules without a version get 1 */
    static Basket basket(String user, String lines, String rules) {
        return BasketReader.read(node(user, lines, rules));
    }

    static JsonNode node(String user, String lines, String rules) {
        List<String> versioned = new ArrayList<>();
        json(rules).forEach(r -> {
            var rule = (tools.jackson.databind.node.ObjectNode) r;
            if (!rule.has("version")) {
                rule.put("version", 1);
            }
            versioned.add(rule.toString());
        });
        return json("{'at': '2026-11-11T00:30:00+08:00', 'user': " + user + ", 'lines': " + lines + ", 'rules': "
                + versioned + "}");
    }

    static Quote best(String lines, String rules) {
        return new Pricer().best(basket("{}", lines, rules));
    }

    static List<String> plan(Quote quote) {
        return quote.applied().stream().map(a -> a.rule().id()).toList();
    }

    /** The code with which something is refused, or {@code null}. */
    static @Nullable Code refused(Runnable pricing) {
        try {
            pricing.run();
            return null;
        } catch (PricingException e) {
            return e.code();
        }
    }
}
