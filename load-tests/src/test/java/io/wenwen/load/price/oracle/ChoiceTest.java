package io.wenwen.load.price.oracle;

import static io.wenwen.load.price.oracle.Written.basket;
import static io.wenwen.load.price.oracle.Written.line;
import static io.wenwen.load.price.oracle.Written.lowest;
import static io.wenwen.load.price.oracle.Written.outcome;
import static io.wenwen.load.price.oracle.Written.rule;
import static io.wenwen.load.price.oracle.Written.shopRule;
import static io.wenwen.load.price.oracle.Written.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sections 4 and 8 allow together and in which order. */
class ChoiceTest {
    private static final String OFF = "threshold_fen: 0, off_fen: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                  | 9000",
                "from: '2026-11-11T00:30:00+08:00'                   | 9000",
                "from: '2026-11-10T16:30:00Z'                        | 9000",
                "from: '2026-11-11T00:30:01+08:00'                   | 10000",
                "until: '2026-11-11T00:30:00+08:00'                  | 10000",
                "until: '2026-11-11T00:30:01+08:00'                  | 9000",
                "stock: 0                                            | 10000",
                "stock: 1                                            | 9000",
                "per_user: 0                                         | 10000",
                "per_user: 1                                         | 9000",
                "tiers: ['plus', 'gold']                             | 9000",
                "tiers: ['plus']                                     | 10000",
                "shops: ['s2']                                       | 10000",
                "categories: ['耳机', '服饰']                          | 9000",
                "categories: ['服饰']                                 | 10000",
                "products: ['sku-1']                                 | 9000",
                "skus: ['sku-2']                                     | 10000",
                "except_skus: ['sku-1']                              | 10000",
                "colour: 'red'                                       | 9000",
            })
    void eligibilityIsDecidedFieldByField(String members, long payable) {
        var basket = basket(
                line("1", 10000, 1),
                rule("c", "platform_coupon", OFF + "1000" + (members.isEmpty() ? "" : ", " + members)));

        assertThat(lowest(basket)).isEqualTo(payable);
    }

    @Test
    void earlierUsesCountAgainstTheLimitPerUser() {
        var basket = basket(line("1", 10000, 1), rule("c", "platform_coupon", OFF + "1000, per_user: 2"));
        assertThat(lowest(with(basket, "user: {coupons: {c: 1}, used: {c: 1}}")))
                .isEqualTo(9000);
        assertThat(lowest(with(basket, "user: {coupons: {c: 1}, used: {c: 2}}")))
                .isEqualTo(10000);
    }

    @Test
    void aCouponNotHeldCanBeUsedOnlyIfItCanBeClaimed() {
        assertThat(lowest(basket(line("1", 10000, 1), rule("d", "platform_coupon", OFF + "1000"))))
                .isEqualTo(10000);
        assertThat(lowest(basket(line("1", 10000, 1), rule("d", "platform_coupon", OFF + "1000, claimable: true"))))
                .isEqualTo(9000);
    }

    @Test
    void discountsAreJudgedAtTheMomentOfPayment() {
        var basket = basket(
                line("1", 10000, 1), rule("c", "platform_coupon", OFF + "1000, from: '2026-11-12T00:00:00+08:00'"));
        assertThat(lowest(basket)).isEqualTo(10000);
        assertThat(lowest(with(basket, "pay_at: '2026-11-12T00:00:00+08:00'"))).isEqualTo(9000);
    }

    @Test
    void oneLayerCombinesOnALineOnlyWhatIsStackable() {
        String lines = line("1", 10000, 1) + "," + line("2", 10000, 1);
        String one = rule("c1", "platform_coupon", OFF + "1000, skus: ['sku-1']%s");
        String all = rule("c2", "platform_coupon", OFF + "1500%s");
        var neither = basket(lines, one.formatted("") + "," + all.formatted(", stackable: true"));
        assertThat(lowest(neither)).isEqualTo(18500);
        assertThat(outcome(neither, "c1", "c2")).isEqualTo("invalid_plan");

        var both = basket(lines, one.formatted(", stackable: true") + "," + all.formatted(", stackable: true"));
        assertThat(lowest(both)).isEqualTo(17500);

        var apart = basket(
                lines,
                one.formatted("") + ","
                        + rule("c2", "category_coupon", "categories: ['数码'], except_skus: ['sku-1'], " + OFF + "1500"));
        assertThat(lowest(apart)).isEqualTo(17500);
    }

    @Test
    void rulesOfOneGroupExcludeEachOtherAcrossLayers() {
        var basket = basket(
                line("1", 10000, 1),
                shopRule("c1", "shop_coupon", OFF + "1000, groups: ['g', 'h']") + ","
                        + rule("c2", "platform_coupon", OFF + "1500, groups: ['h']") + ","
                        + rule("x", "cross_shop_off", "every: {threshold_fen: 9000, off_fen: 100}, groups: ['i']"));

        assertThat(lowest(basket)).isEqualTo(8400);
        assertThat(outcome(basket, "c1", "c2")).isEqualTo("invalid_plan");
        assertThat(outcome(basket, "c1", "x")).isEqualTo("8900");
    }

    @Test
    void afterForbidsTheCheaperOrder() {
        String off = shopRule("off", "spend_off", "stackable: true, steps: [{threshold_fen: 20000, off_fen: 5000}]%s");
        String rate = shopRule("rate", "spend_rate", "stackable: true, steps: [{threshold_fen: 20000, rate: 900}]");
        String lines = line("1", 30000, 1);
        // 满折 first: 27000 − 5000.
        assertThat(lowest(basket(lines, off.formatted("") + "," + rate))).isEqualTo(22000);
        assertThat(lowest(basket(lines, off.formatted(", after: ['rate']") + "," + rate)))
                .isEqualTo(22000);

        String late = rate.replace("stackable", "after: ['off'], stackable");
        var turned = basket(lines, off.formatted("") + "," + late);
        assertThat(lowest(turned)).isEqualTo(22500);
        assertThat(outcome(turned, "rate", "off")).isEqualTo("invalid_plan");
        // Alone it may be used.
        assertThat(outcome(turned, "rate")).isEqualTo("27000");
    }

    @Test
    void requiresWantsTheOtherRuleWhereverItStands() {
        String lines = line("1", 10000, 1);
        String big = rule("c1", "platform_coupon", OFF + "3000, stackable: true, requires: ['c2']");
        String small = rule("c2", "platform_coupon", OFF + "1, stackable: true");
        var basket = basket(lines, big + "," + small);
        assertThat(lowest(basket)).isEqualTo(6999);
        assertThat(outcome(basket, "c1")).isEqualTo("invalid_plan");
        assertThat(outcome(basket, "c1", "c2")).isEqualTo("6999");
        assertThat(outcome(basket, "c2", "c1")).isEqualTo("6999");

        var gone = basket(lines, big + "," + small.replace("stackable", "stock: 0, stackable"));
        assertThat(lowest(gone)).isEqualTo(10000);
    }

    @Test
    void whatRequiresAnotherMayComeBeforeItInTheSameLayer() {
        // 满减 first: 25000 − 2500. After 满折 it would miss its threshold.
        var basket = basket(
                line("1", 30000, 1),
                shopRule(
                                "off",
                                "spend_off",
                                "stackable: true, requires: ['rate'], steps: [{threshold_fen: 30000, off_fen: 5000}]")
                        + ","
                        + shopRule(
                                "rate", "spend_rate", "stackable: true, steps: [{threshold_fen: 20000, rate: 900}]"));
        assertThat(lowest(basket)).isEqualTo(22500);
        assertThat(outcome(basket, "off")).isEqualTo("invalid_plan");
    }

    @ParameterizedTest
    @CsvSource({"0, 9900", "1, 7900", "2, 6400", "3, 5400", "4, 5400"})
    void atMostSoManyCouponsAreUsed(int most, long payable) {
        var basket = with(
                basket(
                        line("1", 10000, 1),
                        shopRule("c1", "shop_coupon", OFF + "1000") + ","
                                + rule("c2", "platform_coupon", OFF + "1500, stackable: true") + ","
                                + rule("c3", "platform_coupon", OFF + "2000, stackable: true") + ","
                                + rule(
                                        "x",
                                        "cross_shop_off",
                                        "every: {threshold_fen: 5000, off_fen: 100, max_times: 1}")),
                "max_coupons: " + most);

        assertThat(lowest(basket)).isEqualTo(payable);
    }

    @Test
    void layersNeverDescend() {
        // 店铺券 before 平台券: 10000 − 1000, then 九折: 8100. The other way round would be 8000.
        var basket = basket(
                line("1", 10000, 1),
                shopRule("c1", "shop_coupon", OFF + "1000") + ","
                        + rule("c2", "platform_coupon", "threshold_fen: 0, rate: 900"));
        assertThat(lowest(basket)).isEqualTo(8100);
        assertThat(outcome(basket, "c2", "c1")).isEqualTo("invalid_plan");
    }

    @Test
    void aRuleThatTakesNothingOffMakesAPlanInvalid() {
        var basket = basket(
                line("1", 1000, 1),
                rule("c1", "platform_coupon", OFF + "1000, stackable: true") + ","
                        + rule("c2", "platform_coupon", OFF + "1, stackable: true"));
        assertThat(outcome(basket, "c1", "c2")).isEqualTo("invalid_plan");
        assertThat(outcome(basket, "c2", "c1")).isEqualTo("0");
        assertThat(outcome(basket, "c1", "c1")).isEqualTo("invalid_plan");
        assertThat(outcome(basket, "nobody")).isEqualTo("invalid_plan");
    }

    @Test
    void idsAreOrderedByCodePointNotByUtf16() {
        // 😀 is U+1F600, Ａ is U+FF21: the odd 分 is Ａ's.
        var basket = basket(line("😀", 1000, 1) + "," + line("Ａ", 1000, 1), rule("c", "platform_coupon", OFF + "1"));
        assertThat(Written.paid(Oracle.best(basket))).containsExactly(999L, 1000L);
        assertThat(Oracle.best(basket).get("lines").get(0).get("id").stringValue())
                .isEqualTo("Ａ");
    }
}
