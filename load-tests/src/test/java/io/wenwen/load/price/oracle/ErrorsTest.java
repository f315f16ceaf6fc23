package io.wenwen.load.price.oracle;

import static io.wenwen.load.price.oracle.Written.basket;
import static io.wenwen.load.price.oracle.Written.line;
import static io.wenwen.load.price.oracle.Written.rule;
import static io.wenwen.load.price.oracle.Written.shopRule;
import static io.wenwen.load.price.oracle.Written.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Section 15 at its edges: what is refused stands beside what is just allowed. */
class ErrorsTest {
    private static final String COUPON = "threshold_fen: 0, off_fen: 1";

    private static String code(JsonNode basket) {
        JsonNode result = Oracle.best(basket);
        assertThat(Oracle.price(basket, List.of()).path("error")).isEqualTo(result.path("error"));
        return result.path("error").asString("ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unit_fen: 0, pieces: 1                  | ok",
                "unit_fen: -1, pieces: 1                 | bad_line",
                "unit_fen: 1, pieces: 0                  | bad_line",
                "unit_fen: 1, pieces: 100000             | ok",
                "unit_fen: 1, pieces: 100001             | bad_line",
                "unit_fen: 1, pieces: '1'                | bad_basket",
                "unit_fen: 1.5, pieces: 1                | bad_basket",
                "unit_fen: 1000000000000, pieces: 1      | ok",
                "unit_fen: 1000000000001, pieces: 1      | overflow",
                "unit_fen: 500000000000, pieces: 2       | ok",
                "unit_fen: 500000000001, pieces: 2       | overflow",
                "unit_fen: 1000000000000, pieces: 100000 | overflow",
                "unit_fen: 1, pieces: 1, presale: 'x'    | presale_closed",
                "unit_fen: 1, pieces: 1, presale: 'p'    | ok",
                "unit_fen: 1, pieces: 1, category: '数码'  | bad_basket",
            })
    void aLineIsCheckedAtItsLimits(String members, String code) {
        var basket = basket(
                "{id: '1', sku: 'x', shop: 's1', " + members + "}",
                rule("p", "presale", "price_fen: 3, deposit_fen: 1, worth_fen: 2"));
        assertThat(code(basket)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at: 'soon'                                              | bad_basket",
                "pay_at: '2026-11-11'                                    | bad_basket",
                "lines: []                                               | bad_basket",
                "max_coupons: -1                                         | bad_basket",
                "max_coupons: 0                                          | ok",
                "user: {used: {x: -1}}                                   | bad_basket",
                "user: {coupons: {x: 0}}                                 | ok",
                "returns: [{line: '1', pieces: 2}]                       | ok",
                "returns: [{line: '1', pieces: 3}]                       | bad_line",
                "returns: [{line: '1', pieces: 0}]                       | bad_line",
                "returns: [{line: '2', pieces: 1}]                       | bad_line",
                "returns: [{line: '1', pieces: 1}, {line: '1', pieces: 1}] | bad_line",
                "rules: [{id: 'x', version: 1, kind: 'lottery'}]         | bad_rule",
            })
    void aBasketIsChecked(String members, String code) {
        assertThat(code(with(basket(line("1", 1000, 2), ""), members))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "after: ['y']                        | ok",
                "requires: ['y', 'shop']             | ok",
                "requires: ['item']                  | contradictory",
                "requires: ['ship']                  | contradictory",
                "requires: ['present']               | contradictory",
                "requires: ['nobody']                | unknown_reference",
                "after: ['nobody']                   | unknown_reference",
                "after: ['shop']                     | bad_rule",
                "after: ['x']                        | circular",
                "requires: ['x']                     | circular",
                "after: ['z']                        | circular",
                "requires: ['g'], groups: ['g1']     | contradictory",
                "requires: ['g'], groups: ['g2']     | ok",
                "from: '2026-01-01T00:00:00Z', until: '2026-01-01T08:00:00+08:00' | contradictory",
                "from: '2026-01-01T00:00:00Z', until: '2026-01-01T08:00:01+08:00' | ok",
            })
    void whatRulesSayOfEachOtherIsChecked(String members, String code) {
        var basket = basket(
                line("1", 1000, 2),
                rule("x", "platform_coupon", COUPON + ", " + members) + ","
                        + rule("y", "platform_coupon", COUPON) + ","
                        + rule("z", "newcomer_coupon", COUPON + ", after: ['y', 'x']") + ","
                        + rule("g", "platform_coupon", COUPON + ", groups: ['g1']") + ","
                        + shopRule("shop", "shop_coupon", COUPON) + ","
                        + rule("item", "reduction", "off_fen: 1") + ","
                        + rule("present", "gift", "pieces: 1, gift: {sku: 'x', pieces: 1, value_fen: 1}") + ","
                        + shopRule("ship", "freight", "fee_fen: 1"));
        assertThat(code(basket)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void aThousandLinesAreTheMost(int count) {
        ObjectNode basket = basket("", "");
        for (int i = 0; i < count; i++) {
            basket.withArray("lines")
                    .addObject()
                    .put("id", "l" + i)
                    .put("sku", "x")
                    .put("shop", "s1")
                    .put("unit_fen", 1)
                    .put("pieces", 1);
        }
        assertThat(code(basket)).isEqualTo(count > 1000 ? "too_large" : "ok");
    }

    @Test
    void twoOfOneIdAreRefused() {
        assertThat(code(basket(line("1", 1, 1) + "," + line("1", 1, 1), ""))).isEqualTo("duplicate_id");
        String coupon = rule("x", "platform_coupon", COUPON);
        assertThat(code(basket(line("1", 1, 1), coupon + "," + coupon))).isEqualTo("duplicate_id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                           | ok",
                "deposit_from: '2026-11-11T00:30:00+08:00'    | ok",
                "deposit_from: '2026-11-11T00:30:01+08:00'    | presale_closed",
                "deposit_until: '2026-11-11T00:30:00+08:00'   | presale_closed",
                "stock: 0                                     | presale_closed",
                "tiers: ['plus']                              | presale_closed",
                "skus: ['y']                                  | presale_closed",
                "from: '2026-11-12T00:00:00+08:00'            | presale_closed",
            })
    void aPresaleMustBeOpenForItsLine(String members, String code) {
        var basket = basket(
                "{id: '1', sku: 'x', shop: 's1', unit_fen: 100, pieces: 1, presale: 'p'}",
                rule(
                        "p",
                        "presale",
                        "price_fen: 100, deposit_fen: 10, worth_fen: 20" + (members.isEmpty() ? "" : ", " + members)));
        assertThat(code(basket)).isEqualTo(code);
    }
}
