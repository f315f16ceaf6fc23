package io.wenwen.app.shopper;

import io.wenwen.catalog.price.Rule;
import io.wenwen.catalog.price.Terms;
import io.wenwen.catalog.product.Money;
import java.math.BigDecimal;

/** What a price rule grants, in a few words: 每件直降40元, 满300元减40元, “全店券”满200元减20元, 2件9折. */
final class RuleWords {

    private final Tongue tongue;

    RuleWords(Tongue tongue) {
        this.tongue = tongue;
    }

    String of(Rule rule) {
        String name = rule.name();
        String terms = terms(rule.terms());
        return rule.kind().coupon() && name != null
                ? tongue.of("“" + name + "”", "coupon “" + name + "”: ") + terms
                : terms;
    }

    private String terms(Terms terms) {
        return switch (terms) {
            case Terms.PiecePrice price -> piecePrice(price);
            case Terms.Presale presale ->
                tongue.of(
                        "定金" + money(presale.depositFen()) + "抵" + money(presale.worthFen()),
                        "deposit " + money(presale.depositFen()) + " worth " + money(presale.worthFen()));
            case Terms.PiecesRate rate -> {
                Terms.Step step = rate.steps().getLast();
                yield rate.nth()
                        ? tongue.of(
                                "第" + step.from() + "件" + rate(step.value()),
                                "every " + step.from() + "th piece at " + percent(step.value()))
                        : tongue.of(
                                step.from() + "件" + rate(step.value()),
                                step.from() + " pieces at " + percent(step.value()));
            }
            case Terms.SpendOff off ->
                spend(off.steps().getLast().from(), off.steps().getLast().value());
            case Terms.EveryOff every ->
                tongue.of(
                        "每满" + money(every.thresholdFen()) + "减" + money(every.offFen()),
                        money(every.offFen()) + " off every " + money(every.thresholdFen()));
            case Terms.SpendRate rate ->
                tongue.of(
                        "满" + money(rate.steps().getLast().from()) + "打"
                                + rate(rate.steps().getLast().value()),
                        percent(rate.steps().getLast().value()) + " from "
                                + money(rate.steps().getLast().from()));
            case Terms.Coupon coupon -> {
                Long off = coupon.offFen();
                Integer rate = coupon.rate();
                yield off != null
                        ? spend(coupon.thresholdFen(), off)
                        : tongue.of(
                                "满" + money(coupon.thresholdFen()) + "打" + rate(rate == null ? 1000 : rate),
                                percent(rate == null ? 1000 : rate) + " from " + money(coupon.thresholdFen()));
            }
            case Terms.Gift gift -> tongue.of("买赠", "a gift");
            case Terms.Freight freight -> tongue.of("运费", "delivery");
        };
    }

    private String piecePrice(Terms.PiecePrice price) {
        Long off = price.offFen();
        Long fixed = price.priceFen();
        Integer rate = price.rate();
        if (off != null) {
            return tongue.of("每件直降" + money(off), money(off) + " off each piece");
        }
        if (fixed != null) {
            return tongue.of("每件" + money(fixed), money(fixed) + " each");
        }
        long mille = rate == null ? 1000 : rate;
        return tongue.of("会员价" + rate(mille), "member price " + percent(mille));
    }

    private String spend(long threshold, long off) {
        return tongue.of(
                "满" + money(threshold) + "减" + money(off),
                money(off) + " off orders of " + money(threshold) + " or more");
    }

    private String money(long fen) {
        String text = new Money(fen).toString();
        return tongue.english() ? "¥" + text.replace("元", "") : text;
    }

    private static String rate(long mille) {
        return BigDecimal.valueOf(mille, 2).stripTrailingZeros().toPlainString() + "折";
    }

    private static String percent(long mille) {
        return BigDecimal.valueOf(mille, 1).stripTrailingZeros().toPlainString() + "%";
    }
}
