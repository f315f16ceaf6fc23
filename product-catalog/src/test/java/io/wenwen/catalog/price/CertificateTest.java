package io.wenwen.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.price.check.CertificateChecker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTest {

    private static final String LINES = "[{'id': '1', 'sku': 'a', 'shop': 's', 'unit_fen': 19999, 'pieces': 2},"
            + "{'id': '2', 'sku': 'b', 'shop': 't', 'unit_fen': 10001, 'pieces': 1},"
            + "{'id': '3', 'sku': 'c', 'shop': 't', 'unit_fen': 4999, 'pieces': 3}]";
    private static final String RULES =
            "[{'id': 'save', 'kind': 'spend_off', 'shops': ['s'], 'steps': [{'threshold_fen': 30000, 'off_fen': 3000}]},"
                    + "{'id': 'cross', 'kind': 'cross_shop_off', 'base': 'item', 'every': {'threshold_fen': 30000, 'off_fen': 5000}},"
                    + "{'id': 'c', 'kind': 'platform_coupon', 'threshold_fen': 20000, 'rate': 950, 'until': '2026-11-12T00:00:00+08:00'},"
                    + "{'id': 'down', 'kind': 'reduction', 'products': ['c', 'b'], 'off_fen': 500},"
                    + "{'id': 'ship', 'kind': 'freight', 'shops': ['t'], 'fee_fen': 800, 'free_from_fen': 99900}]";

    /** A property over shuffles: neither the order of lines and rules nor who asks changes a byte. */
    @Test
    void theSameBasketHasTheSameBytesForEverybody() {
        Basket basket = Priced.basket("{'coupons': {'c': 1}}", LINES, RULES);
        Certificate first = new Pricer().best(basket).certificate();
        Random random = new Random(11);

        for (int shopper = 0; shopper < 200; shopper++) {
            List<BasketLine> lines = new ArrayList<>(basket.lines());
            List<Rule> rules = new ArrayList<>(basket.rules());
            Collections.shuffle(lines, random);
            Collections.shuffle(rules, random);
            Basket other = new Basket(basket.at(), basket.payAt(), basket.user(), null, lines, rules, null);
            assertThat(new Pricer().best(other).certificate()).isEqualTo(first);
        }
    }

    @Test
    void itHoldsUntilTheNextRuleBeginsOrEnds() {
        Quote quote = new Pricer().best(Priced.basket("{'coupons': {'c': 1}}", LINES, RULES));

        assertThat(quote.certificate().tree().path("valid_until").asString()).isEqualTo("2026-11-11T16:00:00Z");
    }

    @Test
    void aBasketReadBackFromItsCertificateIsPricedAlike() {
        Certificate first = new Pricer()
                .best(Priced.basket("{'coupons': {'c': 1}}", LINES, RULES))
                .certificate();

        Basket again = BasketReader.read(first.tree().path("basket"));

        assertThat(new Pricer().best(again).certificate()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"payable_fen\":48297 | \"payable_fen\":48296",
                "\"fee_fen\":800,\"rule\" | \"fee_fen\":0,\"rule\"",
                "\"off_fen\":10000,\"rule\":\"cross\" | \"off_fen\":9999,\"rule\":\"cross\"",
                "\"unit_fen\":19999 | \"unit_fen\":19998",
                "\"rate\":950 | \"rate\":960",
                "\"threshold_fen\":20000 | \"threshold_fen\":90000",
                "\"coupons\":{\"c\":1} | \"coupons\":{}",
                "\"item_fen\":9501 | \"item_fen\":10001",
            })
    void theCheckerSeesAnAlteredFigureEvenUnderANewId(String said, String altered) throws NoSuchAlgorithmException {
        Certificate certificate = new Pricer()
                .best(Priced.basket("{'coupons': {'c': 1}}", LINES, RULES))
                .certificate();
        assertThat(CertificateChecker.check(certificate.id(), certificate.json()))
                .isEmpty();
        assertThat(certificate.json()).contains(said);

        String forged = certificate.json().replace(said, altered);
        String id = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(forged.getBytes(StandardCharsets.UTF_8)));

        assertThat(CertificateChecker.check(id, forged)).isNotEmpty();
        assertThat(CertificateChecker.check(certificate.id(), forged))
                .contains("the id is not the SHA-256 of the text");
    }

    @Test
    void theCheckerSeesAPlanThatLeavesMoneyLying() {
        Basket basket = Priced.basket("{'coupons': {'c': 1}}", LINES, RULES);
        Quote without = new Pricer().price(basket, List.of("save"));
        Quote claimed = new Quote(
                without.basket(),
                without.payable(),
                without.goods(),
                without.freight(),
                without.deposit(),
                without.list(),
                without.applied(),
                without.lines(),
                without.fees(),
                without.gifts(),
                null,
                new Quote.Proof(true, without.payable(), 3, 1, 0),
                without.unused());

        assertThat(CertificateChecker.check(
                        claimed.certificate().id(), claimed.certificate().json()))
                .singleElement()
                .asString()
                .contains("is cheaper");
    }
}
