package io.wenwen.app.shop;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.Offer;
import io.wenwen.catalog.price.Basket;
import io.wenwen.catalog.price.BasketLine;
import io.wenwen.catalog.price.Entitlements;
import io.wenwen.catalog.price.Pricer;
import io.wenwen.catalog.price.Quote;
import io.wenwen.catalog.price.RuleBook;
import io.wenwen.catalog.product.SkuId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prices baskets of SKUs at this moment's rules, for whoever is not known: the one way to a sum outside the conversation. */
public final class BasketQuotes {

    private static final Pricer PRICER = new Pricer();

    private BasketQuotes() {}

    /** Empty where the shop has none of the SKUs. */
    public static Optional<Quote> of(Catalog catalog, Map<String, Integer> pieces) {
        return of(catalog, catalog.rules(), pieces);
    }

    /** The same by other rules, to see what they would do. */
    static Optional<Quote> of(Catalog catalog, RuleBook rules, Map<String, Integer> pieces) {
        List<BasketLine> lines = new ArrayList<>();
        pieces.forEach((sku, n) -> {
            Optional<Offer> offer =
                    sku.isBlank() || sku.length() > 128 ? Optional.empty() : catalog.offer(new SkuId(sku));
            offer.ifPresent(o -> lines.add(RuleBook.line("l" + (1000 + lines.size()), o.product(), o.sku(), n)));
        });
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Instant now = Instant.now();
        Basket basket = rules.basket(lines, Entitlements.NONE, now, now);
        return Optional.of(PRICER.best(basket));
    }
}
