package io.wenwen.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.price.PricingException.Code;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of {@code docs/promotions.md}, and the edges of its rules. */
class PromotionRulesTest {

    private static final String TWO_AT_200 = "[{'id': '1', 'sku': 'a', 'shop': 's', 'unit_fen': 20000, 'pieces': 2}]";

    @Test
    void aCouponMeasuredOnWhatIsLeftMissesItsThreshold() {
        String rules =
                "[{'id': 'save', 'kind': 'spend_off', 'shops': ['s'], 'steps': [{'threshold_fen': 30000, 'off_fen': 3000}]},"
                        + "{'id': 'coupon', 'kind': 'shop_coupon', 'shops': ['s'], 'claimable': true, 'threshold_fen': 39900, 'off_fen': 2000%s}]";

        Quote running = Priced.best(TWO_AT_200, rules.formatted(""));
        Quote item = Priced.best(TWO_AT_200, rules.formatted(", 'base': 'item'"));

        assertThat(running.payable()).isEqualTo(37000);
        assertThat(running.unused()).containsEntry("coupon", Eligibility.NOT_CHEAPER);
        assertThat(item.payable()).isEqualTo(35000);
    }

    @Test
    void theOddFenGoesToTheFirstOfEqualRemainders() {
        Quote quote = Priced.best(
                "[{'id': 'c', 'sku': 'c', 'shop': 's', 'unit_fen': 1000, 'pieces': 1},"
                        + "{'id': 'a', 'sku': 'a', 'shop': 's', 'unit_fen': 1000, 'pieces': 1},"
                        + "{'id': 'b', 'sku': 'b', 'shop': 's', 'unit_fen': 1000, 'pieces': 1}]",
                "[{'id': 'save', 'kind': 'spend_off', 'shops': ['s'], 'steps': [{'threshold_fen': 1, 'off_fen': 1000}]}]");

        assertThat(quote.lines().stream().map(Quote.LinePrice::paid)).containsExactly(666L, 667L, 667L);
    }

    @Test
    void theOrderWithinALayerIsTheCheaperOne() {
        Quote quote = Priced.best(
                "[{'id': '1', 'sku': 'a', 'shop': 's', 'unit_fen': 30000, 'pieces': 1}]",
                "[{'id': 'a-rate', 'kind': 'spend_rate', 'shops': ['s'], 'stackable': true, 'steps': [{'threshold_fen': 20000, 'rate': 900}]},"
                        + "{'id': 'b-off', 'kind': 'spend_off', 'shops': ['s'], 'stackable': true, 'steps': [{'threshold_fen': 30000, 'off_fen': 5000}]}]");

        assertThat(Priced.plan(quote)).containsExactly("b-off", "a-rate");
        assertThat(quote.payable()).isEqualTo(22500);
    }

    @Test
    void theDepositIsOutOfReachAndItsInflationIsTakenOffAtOnce() {
        Quote quote = Priced.best(
                "[{'id': '1', 'sku': 'a', 'shop': 's', 'unit_fen': 120000, 'pieces': 1, 'presale': 'pre'}]",
                "[{'id': 'pre', 'kind': 'presale', 'price_fen': 100000, 'deposit_fen': 10000, 'worth_fen': 20000},"
                        + "{'id': 'cross', 'kind': 'cross_shop_off', 'base': 'item', 'every': {'threshold_fen': 30000, 'off_fen': 5000}}]");

        assertThat(quote.payable()).isEqualTo(75000);
        assertThat(quote.deposit()).isEqualTo(10000);
        assertThat(quote.balance()).isEqualTo(65000);
    }

    @Test
    void everySecondPieceFromTheDearestIsHalfPrice() {
        Quote quote = Priced.best(
                "[{'id': '1', 'sku': 'a', 'shop': 's', 'unit_fen': 3000, 'pieces': 2},"
                        + "{'id': '2', 'sku': 'b', 'shop': 's', 'unit_fen': 5000, 'pieces': 1},"
                        + "{'id': '3', 'sku': 'c', 'shop': 's', 'unit_fen': 1000, 'pieces': 1}]",
                "[{'id': 'half', 'kind': 'pieces_rate', 'shops': ['s'], 'nth': true, 'steps': [{'pieces': 2, 'rate': 500}]}]");

        assertThat(quote.applied().getFirst().off()).isEqualTo(2000);
    }

    @Test
    void aCouponThatLosesFreeShippingStaysUnused() {
        Quote quote = Priced.best(
                "[{'id': '1', 'sku': 'a', 'shop': 's', 'unit_fen': 10000, 'pieces': 1}]",
                "[{'id': 'c', 'kind': 'shop_coupon', 'shops': ['s'], 'claimable': true, 'threshold_fen': 0, 'off_fen': 1000},"
                        + "{'id': 'ship', 'kind': 'freight', 'shops': ['s'], 'fee_fen': 1200, 'free_from_fen': 9900}]");

        assertThat(quote.payable()).isEqualTo(10000);
        assertThat(quote.applied()).isEmpty();
    }

    @Test
    void pricesOfPiecesNeverAddUpAndTheLowestIsTakenAsFarAsItGoes() {
        Quote quote = new Pricer()
                .best(Priced.basket(
                        "{'tier': 'gold'}",
                        "[{'id': '1', 'sku': 'a', 'shop': 's', 'unit_fen': 10000, 'pieces': 3}]",
                        "[{'id': 'down', 'kind': 'reduction', 'off_fen': 3000, 'line_pieces': 1},"
                                + "{'id': 'gold', 'kind': 'member_price', 'tiers': ['gold'], 'rate': 850}]"));

        assertThat(quote.payable()).isEqualTo(7000 + 2 * 8500);
    }

    @Test
    void aReturnGivesBackThePartThatWasPaidAndTheGiftIsKeptBack() {
        Basket basket = Priced.basket(
                "{}",
                TWO_AT_200,
                "[{'id': 'save', 'kind': 'spend_off', 'shops': ['s'], 'steps': [{'threshold_fen': 30000, 'off_fen': 3001}]},"
                        + "{'id': 'cup', 'kind': 'gift', 'pieces': 2, 'gift': {'sku': 'cup', 'pieces': 1, 'value_fen': 990}}]");

        Quote quote = new Pricer().best(basket.withReturns(Map.of("1", 1)));

        assertThat(quote.payable()).isEqualTo(36999);
        assertThat(quote.refund()).isEqualTo(18499 - 990);
    }

    @Test
    void aThousandLinesEndWithALabelledBound() {
        StringBuilder lines = new StringBuilder("[");
        for (int i = 0; i < 1000; i++) {
            lines.append(i == 0 ? "" : ",")
                    .append("{'id': '%04d', 'sku': 'k%d', 'shop': 's%d', 'unit_fen': %d, 'pieces': 1}"
                            .formatted(i, i, i % 5, 1000 + i * 37));
        }
        StringBuilder rules = new StringBuilder("[");
        for (int i = 0; i < 80; i++) {
            rules.append(i == 0 ? "" : ",")
                    .append(("{'id': 'r%d', 'kind': 'platform_coupon', 'claimable': true, 'stackable': true,"
                                    + " 'threshold_fen': %d, 'rate': %d}")
                            .formatted(i, 2_000_000 + i * 200_000, 700 + i * 3));
        }

        Quote quote =
                Priced.best(lines.append("]").toString(), rules.append("]").toString());

        assertThat(quote.proof().proven()).isFalse();
        assertThat(quote.proof().lowerBound()).isLessThan(quote.payable());
        assertThat(quote.goods())
                .isEqualTo(
                        quote.lines().stream().mapToLong(Quote.LinePrice::paid).sum());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BAD_LINE | 0 | 1000 | ",
                "BAD_LINE | 100001 | 1000 | ",
                "BAD_LINE | 1 | -1 | ",
                "OVERFLOW | 1 | 1000000000001 | ",
                "OVERFLOW | 2 | 600000000000 | ",
                "BAD_RULE | 1 | 1000 | {'id': 'r', 'kind': 'free_lunch'}",
                "BAD_RULE | 1 | 1000 | {'id': 'r', 'kind': 'reduction', 'off_fen': 1, 'price_fen': 2}",
                "BAD_RULE | 1 | 1000 | {'id': 'r', 'kind': 'spend_off', 'steps': [{'threshold_fen': 1, 'off_fen': 1}]}",
                "CONTRADICTORY | 1 | 1000 | {'id': 'r', 'kind': 'reduction', 'off_fen': 1, 'from': '2026-11-12T00:00:00Z', 'until': '2026-11-12T00:00:00Z'}",
                "UNKNOWN_REFERENCE | 1 | 1000 | {'id': 'r', 'kind': 'cross_shop_off', 'every': {'threshold_fen': 1, 'off_fen': 1}, 'requires': ['q']}",
                "CIRCULAR | 1 | 1000 | {'id': 'r', 'kind': 'cross_shop_off', 'every': {'threshold_fen': 1, 'off_fen': 1}, 'after': ['r']}",
                "DUPLICATE_ID | 1 | 1000 | {'id': 'r', 'kind': 'reduction', 'off_fen': 1}, {'id': 'r', 'kind': 'reduction', 'off_fen': 1}",
            })
    void whatIsWrongIsRefusedByItsName(Code code, long pieces, long unit, String rules) {
        Code refused = Priced.refused(() -> Priced.best(
                "[{'id': '1', 'sku': 'a', 'shop': 's', 'unit_fen': %d, 'pieces': %d}]".formatted(unit, pieces),
                "[" + (rules == null ? "" : rules) + "]"));

        assertThat(refused).isEqualTo(code);
    }

    @Test
    void largeAmountsAreSplitExactly() {
        Quote quote = Priced.best(
                "[{'id': '1', 'sku': 'a', 'shop': 's', 'unit_fen': 333333333333, 'pieces': 1},"
                        + "{'id': '2', 'sku': 'b', 'shop': 's', 'unit_fen': 333333333334, 'pieces': 1}]",
                "[{'id': 'save', 'kind': 'spend_off', 'shops': ['s'], 'steps': [{'threshold_fen': 1, 'off_fen': 100000000001}]}]");

        assertThat(quote.lines().stream().map(l -> l.off().getFirst().fen()))
                .containsExactly(50000000000L, 50000000001L);
    }

    @Test
    void aPlanThatIsNotAllowedIsRefused() {
        Basket basket = Priced.basket(
                "{}",
                TWO_AT_200,
                "[{'id': 'a', 'kind': 'spend_off', 'shops': ['s'], 'steps': [{'threshold_fen': 1, 'off_fen': 1}]},"
                        + "{'id': 'b', 'kind': 'spend_off', 'shops': ['s'], 'steps': [{'threshold_fen': 1, 'off_fen': 2}]}]");

        assertThat(Priced.refused(() -> new Pricer().price(basket, List.of("a", "b"))))
                .isEqualTo(Code.INVALID_PLAN);
    }
}
