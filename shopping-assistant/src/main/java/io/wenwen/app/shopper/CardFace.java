package io.wenwen.app.shopper;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Check;
import io.wenwen.catalog.query.Constraint;
import java.math.BigDecimal;
import java.util.List;

/** Shows a product as a card, and a demand as the page and the records write it. */
final class CardFace {

    private CardFace() {}

    static TurnEvent.Card of(Catalog catalog, Offer offer, List<Constraint> demands, Facts facts) {
        return new TurnEvent.Card(
                Facts.sku(offer),
                offer.product().id().value(),
                offer.product().title(),
                offer.price().fen(),
                offer.sku().price().fen(),
                offer.product().brand(),
                offer.product().category(),
                offer.sku().options(),
                offer.sku().picture(),
                offer.sku().stock(),
                offer.product().rating(),
                offer.product().sales(),
                catalog.check(offer, demands).stream().map(CardFace::line).toList(),
                catalog.promotions(offer.product()).stream()
                        .map(facts::promotionText)
                        .limit(6)
                        .toList());
    }

    static TurnEvent.CheckLine line(Check check) {
        return new TurnEvent.CheckLine(demand(check.constraint()), check.holds(), check.value());
    }

    static TurnEvent.Demand demand(Constraint constraint) {
        Object value = constraint.value();
        if (constraint.unit() != null && constraint.value().matches("-?\\d{1,15}(?:\\.\\d{1,9})?")) {
            value = new BigDecimal(constraint.value());
        }
        return new TurnEvent.Demand(
                constraint.attribute(), constraint.operator().sign(), value, constraint.unit());
    }
}
