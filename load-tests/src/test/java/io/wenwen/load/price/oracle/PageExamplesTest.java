package io.wenwen.load.price.oracle;

import static io.wenwen.load.price.oracle.Written.basket;
import static io.wenwen.load.price.oracle.Written.line;
import static io.wenwen.load.price.oracle.Written.lowest;
import static io.wenwen.load.price.oracle.Written.outcome;
import static io.wenwen.load.price.oracle.Written.rule;
import static io.wenwen.load.price.oracle.Written.shopRule;
import static io.wenwen.load.price.oracle.Written.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The examples of the last section of docs/promotions.md, in its words. */
class PageExamplesTest {

    @Test
    void exampleA_aCouponMissesItsThresholdOnWhatFullReductionLeft() {
        String save = shopRule("save", "spend_off", "steps: [{threshold_fen: 30000, off_fen: 3000}]");
        var running = basket(
                line("1", 20000, 2), save + "," + shopRule("c", "shop_coupon", "threshold_fen: 39900, off_fen: 2000"));

        assertThat(lowest(running)).isEqualTo(37000);
        assertThat(outcome(running, "save")).isEqualTo("37000");
        assertThat(outcome(running, "save", "c")).isEqualTo("invalid_plan");
        assertThat(outcome(running, "c")).isEqualTo("38000");

        var item = basket(
                line("1", 20000, 2),
                save + "," + shopRule("c", "shop_coupon", "threshold_fen: 39900, off_fen: 2000, base: 'item'"));
        assertThat(lowest(item)).isEqualTo(35000);
        assertThat(outcome(item, "save", "c")).isEqualTo("35000");
    }

    @Test
    void exampleB_theOddFenGoesToTheSmallerIdAmongEqualRemainders() {
        var basket = basket(
                line("c", 1000, 1) + "," + line("a", 1000, 1) + "," + line("b", 1000, 1),
                shopRule("c", "shop_coupon", "threshold_fen: 0, off_fen: 1000"));
        JsonNode result = Oracle.best(basket);

        assertThat(result.get("lines")
                        .valueStream()
                        .map(l -> l.get("id").stringValue() + " "
                                + l.get("off").get(0).get("fen").longValue()))
                .containsExactly("a 334", "b 333", "c 333");
        assertThat(Written.paid(result)).isEqualTo(List.of(666L, 667L, 667L));
    }

    @Test
    void exampleC_theOrderWithinALayerIsFreeAndTheCheaperOneWins() {
        var basket = basket(
                line("1", 30000, 1),
                shopRule("off", "spend_off", "stackable: true, steps: [{threshold_fen: 30000, off_fen: 5000}]") + ","
                        + shopRule(
                                "rate", "spend_rate", "stackable: true, steps: [{threshold_fen: 20000, rate: 900}]"));

        assertThat(lowest(basket)).isEqualTo(22500);
        assertThat(outcome(basket, "off", "rate")).isEqualTo("22500");
        assertThat(outcome(basket, "rate", "off")).isEqualTo("invalid_plan");
        assertThat(outcome(basket, "rate")).isEqualTo("27000");
    }

    @Test
    void exampleD_theDepositGrowsAndIsBeyondDiscounts() {
        var basket = basket(
                "{id: '1', sku: 'x', shop: 's1', unit_fen: 120000, pieces: 1, presale: 'pre'}",
                rule("pre", "presale", "price_fen: 100000, deposit_fen: 10000, worth_fen: 20000") + ","
                        + rule(
                                "cross",
                                "cross_shop_off",
                                "base: 'item', every: {threshold_fen: 30000, off_fen: 5000}"));
        JsonNode result = Oracle.best(basket);

        assertThat(result.get("payable_fen").longValue()).isEqualTo(75000);
        assertThat(result.get("deposit_fen").longValue()).isEqualTo(10000);
        assertThat(result.get("balance_fen").longValue()).isEqualTo(65000);
        assertThat(result.get("applied").get(0).get("off_fen").longValue()).isEqualTo(15000);
        assertThat(outcome(basket)).isEqualTo("90000");
    }

    @Test
    void exampleE_everySecondPieceInDescendingOrderOfPriceIsHalfPrice() {
        var basket = basket(
                line("1", 3000, 2) + "," + line("2", 5000, 1) + "," + line("3", 1000, 1),
                shopRule("second", "pieces_rate", "nth: true, steps: [{pieces: 2, rate: 500}]"));

        assertThat(lowest(basket)).isEqualTo(12000 - 2000);
    }

    @Test
    void exampleF_aCouponStaysUnusedWhereItLosesFreeDelivery() {
        var basket = basket(
                line("1", 10000, 1),
                shopRule("c", "shop_coupon", "threshold_fen: 0, off_fen: 1000") + ","
                        + shopRule("ship", "freight", "fee_fen: 1200, free_from_fen: 9900"));

        assertThat(lowest(basket)).isEqualTo(10000);
        assertThat(Written.plan(Oracle.best(basket))).isEmpty();
        assertThat(outcome(basket, "c")).isEqualTo("10200");
    }

    @Test
    void exampleG_aReturnedPieceBringsItsPartOfWhatWasPaid() {
        var basket = with(
                basket(
                        line("1", 20000, 2),
                        shopRule("save", "spend_off", "steps: [{threshold_fen: 30000, off_fen: 3000}]")),
                "returns: [{line: '1', pieces: 1}]");

        assertThat(Oracle.best(basket).get("refund_fen").longValue()).isEqualTo(18500);
    }
}
