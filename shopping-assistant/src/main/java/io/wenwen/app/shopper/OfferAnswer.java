package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.price.Basket;
import io.wenwen.catalog.price.Pricer;
import io.wenwen.catalog.price.RuleBook;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.core.dialogue.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says which promotions cover a product and how its price comes about; nothing is granted here that the shop did not set. */
final class OfferAnswer {

    private final Turn turn;

    OfferAnswer(Turn turn) {
        this.turn = turn;
    }

    void answer(Offer offer) {
        turn.kind = Kind.OFFER;
        state(offer);
        turn.focusOn(List.of(offer));
        turn.chip(turn.tongue.of("还有别的吗", "show me more"));
    }

    /** The shop's promotions where no product is meant. */
    void shopWide() {
        turn.kind = Kind.OFFER;
        List<Promotion> wide = turn.catalog.promotions().stream()
                .filter(p -> p.scope().products().isEmpty())
                .sorted(Comparator.comparing((Promotion p) -> p.scope().category() != null))
                .limit(5)
                .toList();
        if (wide.isEmpty()) {
            turn.say(
                    "店里目前没有全店的优惠活动，个别商品的优惠会写在商品卡片上。",
                    "There is no shop-wide promotion now; a product's own are on its card.");
            return;
        }
        List<Slot> slots = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (Promotion promotion : wide) {
            String category = promotion.scope().category();
            if (category != null) {
                slots.add(new Slot(
                        Slot.Kind.PROMOTION, null, "scope", category, category, "promotion:" + promotion.id()));
                parts.add(turn.tongue.of("{}类{}", "{}: {}"));
            } else {
                parts.add(turn.tongue.of("全店{}", "everything: {}"));
            }
            slots.add(turn.facts.promotion(promotion, null));
        }
        String all = String.join(turn.tongue.of("；", "; "), parts);
        turn.say("目前的优惠有：" + all + "。", "Promotions now: " + all + ".", slots.toArray(Slot[]::new));
    }

    /** Price and promotions of one product, in words and as a {@code price} event. */
    void state(Offer offer) {
        List<Promotion> covering = turn.catalog.promotions(offer.product());
        turn.send(price(offer));
        Slot name = turn.facts.name(offer);
        boolean reduced = offer.price().compareTo(offer.sku().price()) < 0;
        if (reduced) {
            turn.say(
                    "{}现价{}，已直降{}，原价{}。",
                    "{} is {} now, {} off its list price of {}.",
                    name,
                    turn.facts.price(offer),
                    turn.facts.reduction(offer),
                    turn.facts.listPrice(offer));
        } else {
            turn.say("{}现价{}。", "{} is {}.", name, turn.facts.price(offer));
        }
        List<Promotion> further = covering.stream()
                .filter(p -> !(p instanceof Promotion.Reduction))
                .limit(5)
                .toList();
        if (further.isEmpty()) {
            turn.say(
                    reduced ? "没有其他可以叠加的优惠。" : "这款目前没有优惠活动，也没有可用的优惠券。",
                    reduced ? "No other promotion applies." : "No promotion or coupon applies to it now.");
            return;
        }
        List<Slot> slots =
                further.stream().map(p -> turn.facts.promotion(p, offer)).toList();
        String each = String.join(turn.tongue.of("；", "; "), java.util.Collections.nCopies(slots.size(), "{}"));
        turn.say("可以用的优惠：" + each + "。", "What applies: " + each + ".", slots.toArray(Slot[]::new));
        if (further.stream().noneMatch(p -> threshold(p).compareTo(offer.price()) <= 0)) {
            turn.say("单买一件还没到门槛，需要凑单。", "One piece alone does not reach the threshold.");
        }
    }

    private static Money threshold(Promotion promotion) {
        return switch (promotion) {
            case Promotion.Reduction r -> new Money(0);
            case Promotion.SpendAndSave s -> s.threshold();
            case Promotion.Coupon c -> c.threshold();
        };
    }

    /** One piece at its lowest price. */
    private TurnEvent.Price price(Offer offer) {
        Basket basket = turn.catalog
                .rules()
                .basket(List.of(RuleBook.line("1", offer.product(), offer.sku(), 1)), Instant.now());
        return PriceCard.of(new Pricer().best(basket), turn.facts);
    }
}
