package io.wenwen.app.shopper;

import io.wenwen.catalog.price.Kind;
import io.wenwen.catalog.price.Quote;
import io.wenwen.catalog.price.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows a quote step by step, from the list price to what is paid, with its proof. */
final class PriceCard {

    private PriceCard() {}

    static TurnEvent.Price of(Quote quote, Facts facts) {
        List<TurnEvent.PriceLine> lines = new ArrayList<>();
        itemPrices(quote)
                .forEach((rule, off) ->
                        lines.add(new TurnEvent.PriceLine(name(rule.kind()), facts.ruleText(rule), -off)));
        for (Quote.Applied applied : quote.applied()) {
            lines.add(new TurnEvent.PriceLine(
                    name(applied.rule().kind()), facts.ruleText(applied.rule()), -applied.off()));
        }
        for (Quote.Fee fee : quote.fees()) {
            if (fee.fen() > 0 && fee.rule() != null) {
                lines.add(new TurnEvent.PriceLine("freight", facts.ruleText(fee.rule()), fee.fen()));
            }
        }
        List<TurnEvent.Bought> basket = quote.lines().stream()
                .map(l -> new TurnEvent.Bought(l.line().sku(), l.line().pieces(), l.paid()))
                .toList();
        return new TurnEvent.Price(
                quote.lines().getFirst().line().sku(),
                quote.list(),
                lines,
                quote.payable(),
                basket,
                quote.deposit() > 0 ? quote.deposit() : null,
                new TurnEvent.Proof(
                        quote.proof().proven(),
                        quote.proof().compared(),
                        quote.proof().excluded(),
                        quote.certificate().id()));
    }

    /** What layer 1 took off, by the rule that did. */
    private static Map<Rule, Long> itemPrices(Quote quote) {
        Map<Rule, Long> off = new LinkedHashMap<>();
        for (Quote.LinePrice line : quote.lines()) {
            for (Quote.Run run : line.runs()) {
                quote.basket().rules().stream()
                        .filter(r -> r.id().equals(run.rule()))
                        .findFirst()
                        .ifPresent(rule -> {
                            long less = (line.line().unitFen() - run.price()) * run.pieces();
                            long inflation = rule.kind() == Kind.PRESALE ? line.item() - paidBefore(line) : 0;
                            off.merge(rule, less + inflation, Long::sum);
                        });
            }
        }
        return off;
    }

    private static long paidBefore(Quote.LinePrice line) {
        return line.paid() + line.off().stream().mapToLong(Quote.Share::fen).sum();
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case SPEND_OFF -> "spend_and_save";
            case SHOP_COUPON, CATEGORY_COUPON, PLATFORM_COUPON, NEWCOMER_COUPON -> "coupon";
            default -> kind.code();
        };
    }
}
