package io.wenwen.load.price.oracle;

import static io.wenwen.load.price.oracle.Written.basket;
import static io.wenwen.load.price.oracle.Written.line;
import static io.wenwen.load.price.oracle.Written.lowest;
import static io.wenwen.load.price.oracle.Written.rule;
import static io.wenwen.load.price.oracle.Written.shopRule;
import static io.wenwen.load.price.oracle.Written.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Small cases per kind, each derived by hand from the page. */
class KindsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "off_fen: 999                   | 3",
                "off_fen: 1000                  | 3000", // 0 is no offer
                "price_fen: 999                 | 2997",
                "price_fen: 1000                | 3000", // not below the list price
                "price_fen: 600, line_pieces: 2 | 2200",
                "price_fen: 600, line_pieces: 3 | 1800",
                "price_fen: 600, line_pieces: 4 | 1800",
            })
    void aReductionOffersAPriceFromOneFenToBelowTheListPrice(String terms, long payable) {
        assertThat(lowest(basket(line("1", 1000, 3), rule("r", "reduction", terms))))
                .isEqualTo(payable);
    }

    @Test
    void theCheapestOffersTakeThePiecesTheyAllowAndTheRestIsSoldAtListPrice() {
        var basket = basket(
                line("1", 1000, 6),
                rule("b", "reduction", "price_fen: 700, line_pieces: 2") + ","
                        + rule("a", "reduction", "off_fen: 400, line_pieces: 1") + ","
                        // 九五折: 1000 − ⌊1000 × 50 / 1000⌋ = 950
                        + rule("m", "member_price", "rate: 950, line_pieces: 2, tiers: ['gold']") + ","
                        + rule("n", "member_price", "price_fen: 1, tiers: ['plus']"));

        // 600 + 2 × 700 + 2 × 950 + 1000
        assertThat(lowest(basket)).isEqualTo(4900);
    }

    @Test
    void aMemberRateRoundsTheDiscountDown() {
        // ⌊999 × 150 / 1000⌋ = 149
        assertThat(lowest(basket(line("1", 999, 1), rule("m", "member_price", "rate: 850, tiers: ['gold']"))))
                .isEqualTo(850);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 1800", "3, 2100", "4, 2800"})
    void piecesOffTakesTheLastStepReached(int pieces, long payable) {
        var basket = basket(
                line("1", 1000, pieces),
                shopRule("p", "pieces_rate", "steps: [{pieces: 2, rate: 900}, {pieces: 3, rate: 700}]"));

        assertThat(lowest(basket)).isEqualTo(payable);
    }

    @Test
    void eachNthPieceIsRoundedOnItsOwn() {
        // Every second of 五件 at 333: two pieces lose ⌊333 × 500 / 1000⌋ = 166 each.
        assertThat(lowest(basket(
                        line("1", 333, 5), shopRule("p", "pieces_rate", "nth: true, steps: [{pieces: 2, rate: 500}]"))))
                .isEqualTo(1665 - 332);
    }

    @ParameterizedTest
    @CsvSource({"9999, 9999", "10000, 9000", "19999, 18999", "20000, 17500"})
    void stepsGiveTheLastOneReached(long unit, long payable) {
        var basket = basket(
                line("1", unit, 1),
                shopRule(
                        "s",
                        "spend_off",
                        "steps: [{threshold_fen: 10000, off_fen: 1000}, {threshold_fen: 20000, off_fen: 2500}]"));

        assertThat(lowest(basket)).isEqualTo(payable);
    }

    @ParameterizedTest
    @CsvSource({"29999, 29999", "30000, 25000", "60000, 50000", "89999, 79999", "90000, 80000"})
    void everyCountsWholeTimesUpToItsMost(long unit, long payable) {
        var basket = basket(
                line("1", unit, 1),
                rule("x", "cross_shop_off", "every: {threshold_fen: 30000, off_fen: 5000, max_times: 2}"));

        assertThat(lowest(basket)).isEqualTo(payable);
    }

    @Test
    void aTimesSumBeyondSixtyFourBitsTakesWhatIsThere() {
        var basket = basket(
                line("1", 1_000_000_000_000L, 1),
                rule("x", "cross_shop_off", "every: {threshold_fen: 1, off_fen: 1000000000000}"));

        assertThat(lowest(basket)).isZero();
    }

    @Test
    void spendRateRoundsOnceForAllItsLines() {
        // ⌊(333 + 334) × 100 / 1000⌋ = 66: shares ⌊66 × 333 / 667⌋ = 32, ⌊66 × 334 / 667⌋ = 33, the odd 分 to 333: 634
        // of 667 left over 32, 33 of 667.
        var basket = basket(
                line("1", 333, 1) + "," + line("2", 334, 1),
                shopRule("s", "spend_rate", "steps: [{threshold_fen: 667, rate: 900}]"));
        JsonNode result = Oracle.best(basket);

        assertThat(result.get("payable_fen").longValue()).isEqualTo(601);
        assertThat(Written.paid(result)).isEqualTo(List.of(300L, 301L));
    }

    @Test
    void aCategoryCouponTakesOnlyFromItsCategory() {
        var basket = basket(
                line("1", 5000, 1) + ",{id: '2', sku: 'y', shop: 's2', category: ['服饰'], unit_fen: 9000, pieces: 1}",
                rule("c", "category_coupon", "categories: ['服饰'], threshold_fen: 9000, off_fen: 10000"));
        JsonNode result = Oracle.best(basket);

        // No more than the covered lines cost.
        assertThat(Written.paid(result)).isEqualTo(List.of(5000L, 0L));
    }

    @Test
    void aPlatformCouponSpansShopsAndKeepsItsCap() {
        var basket = basket(
                line("1", 5000, 1) + ",{id: '2', sku: 'y', shop: 's2', unit_fen: 5000, pieces: 1}",
                rule("c", "platform_coupon", "threshold_fen: 10000, rate: 500, max_off_fen: 1001"));
        JsonNode result = Oracle.best(basket);

        assertThat(Written.paid(result)).isEqualTo(List.of(4499L, 4500L));
    }

    @Test
    void aNewcomerCouponIsForNewcomers() {
        var basket = basket(line("1", 5000, 1), rule("c", "newcomer_coupon", "threshold_fen: 0, off_fen: 1500"));
        assertThat(lowest(basket)).isEqualTo(3500);
        assertThat(lowest(with(basket, "user: {coupons: {c: 1}}"))).isEqualTo(5000);
    }

    @Test
    void fullPriceOnlyLeavesOutWhatAPriceRuleTouched() {
        String lines = line("1", 1000, 2) + "," + line("2", 1000, 1);
        String rules = rule("r", "reduction", "price_fen: 900, line_pieces: 1, skus: ['sku-1']") + ","
                + rule("c", "platform_coupon", "full_price_only: true, threshold_fen: 1000, rate: 500");

        assertThat(Written.paid(Oracle.best(basket(lines, rules)))).isEqualTo(List.of(1900L, 500L));
    }

    @Test
    void aGiftLooksAtTheAmountItsBaseNamesAndAtGroups() {
        String rules = rule("c", "platform_coupon", "threshold_fen: 0, off_fen: 1, groups: ['g']") + ","
                + rule(
                        "gift-1",
                        "gift",
                        "threshold_fen: 5000, base: 'item', gift: {sku: 'cup', pieces: 1, value_fen: 990}")
                + ","
                + rule("gift-2", "gift", "threshold_fen: 5000, gift: {sku: 'cup', pieces: 1, value_fen: 990}") + ","
                + rule("gift-3", "gift", "pieces: 1, groups: ['g'], gift: {sku: 'cup', pieces: 1, value_fen: 990}")
                + ","
                + rule("gift-4", "gift", "pieces: 1, groups: ['h'], gift: {sku: 'cup', pieces: 1, value_fen: 990}")
                + ","
                + rule("gift-5", "gift", "pieces: 1, groups: ['h'], gift: {sku: 'cup', pieces: 1, value_fen: 990}")
                + ","
                + rule("gift-6", "gift", "pieces: 2, gift: {sku: 'cup', pieces: 1, value_fen: 990}");

        JsonNode result = Oracle.best(basket(line("1", 5000, 1), rules));
        assertThat(result.get("gifts")
                        .valueStream()
                        .map(gift -> gift.get("rule").stringValue()))
                .containsExactly("gift-1", "gift-4");
    }

    @Test
    void eachShopAsksItsCheapestFreight() {
        var basket = basket(
                line("1", 5000, 1) + ",{id: '2', sku: 'y', shop: 's2', unit_fen: 100, pieces: 1},"
                        + "{id: '3', sku: 'z', shop: 's3', unit_fen: 100, pieces: 1}",
                shopRule("b", "freight", "fee_fen: 800, free_from_fen: 5001") + ","
                        + shopRule("a", "freight", "fee_fen: 800") + ","
                        + shopRule("plus", "freight", "fee_fen: 0, tiers: ['plus']") + ","
                        + rule("d", "freight", "shops: ['s2'], fee_fen: 600, free_from_fen: 100"));
        JsonNode result = Oracle.best(basket);

        assertThat(result.get("freight"))
                .hasToString(
                        "[{\"shop\":\"s1\",\"fee_fen\":800,\"rule\":\"a\"},{\"shop\":\"s2\",\"fee_fen\":0,\"rule\":\"d\"},"
                                + "{\"shop\":\"s3\",\"fee_fen\":0}]");
        assertThat(result.get("payable_fen").longValue()).isEqualTo(6000);
    }

    @Test
    void aGiftThatIsNoLongerEarnedIsKeptBackFromTheRefund() {
        String gift = rule("g", "gift", "threshold_fen: 2001, gift: {sku: 'cup', pieces: 2, value_fen: 400}");
        var basket = with(basket(line("1", 1001, 3), gift), "returns: [{line: '1', pieces: 1}]");
        // What stays: ⌊3003 × 2 / 3⌋ = 2002.
        assertThat(Oracle.best(basket).get("refund_fen").longValue()).isEqualTo(1001);

        var more = with(basket, "returns: [{line: '1', pieces: 2}]");
        // ⌊3003 × 2 / 3⌋ − 2 × 400
        assertThat(Oracle.best(more).get("refund_fen").longValue()).isEqualTo(1202);
    }

    @Test
    void aRefundNeverFallsBelowNothingAndIsToldOnlyWhenAsked() {
        String gift = rule("g", "gift", "pieces: 2, gift: {sku: 'cup', pieces: 1, value_fen: 5000}");
        var basket = basket(line("1", 1000, 2), gift);
        assertThat(Oracle.best(basket).has("refund_fen")).isFalse();

        assertThat(Oracle.best(with(basket, "returns: [{line: '1', pieces: 1}]"))
                        .get("refund_fen")
                        .longValue())
                .isZero();
    }

    @Test
    void allocationOfAmountsWhoseProductExceedsSixtyFourBitsIsExact() {
        // S = 500000000001, D = 300000000000. ⌊D × 400000000000 / S⌋ = 239999999999 (remainder 260000000001),
        // ⌊D × 100000000001 / S⌋ = 60000000000 (remainder 240000000000): the odd 分 goes to the first.
        var basket = basket(
                line("1", 400_000_000_000L, 1) + "," + line("2", 100_000_000_001L, 1),
                rule("c", "platform_coupon", "threshold_fen: 0, off_fen: 300000000000"));

        assertThat(Written.paid(Oracle.best(basket))).isEqualTo(List.of(160_000_000_000L, 40_000_000_001L));
    }
}
