package io.wenwen.catalog.price;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Layer 1: what each piece costs by itself. Every shopper gets the lowest price of a piece; prices never add up. This is also the
 * price that a product card shows, so that a list, a filter and a basket cannot disagree.
 */
final class ItemPrices {

    private ItemPrices() {}

    /** Pieces of one line at one price, and the rule that made it; an empty rule id is the list price. */
    record Run(long price, int pieces, String rule) {}

    /**
     * One line after layer 1.
     *
     * @param item sum of the item prices
     * @param deposit paid now, out of reach of discounts
     * @param inflation 定金膨胀, taken off at once
     * @param runs its pieces, cheapest first
     */
    record Priced(long item, long deposit, long inflation, List<Run> runs) {
        Priced {
            runs = List.copyOf(runs);
        }

        boolean fullPrice() {
            return runs.size() == 1 && runs.getFirst().rule().isEmpty();
        }
    }

    /** The lines of a checked basket, in its order. */
    static List<Priced> of(Basket basket) {
        Map<String, Rule> presales = new HashMap<>();
        List<Rule> prices = new ArrayList<>();
        for (Rule rule : basket.rules()) {
            if (rule.kind() == Kind.PRESALE) {
                presales.put(rule.id(), rule);
            } else if (rule.kind().layer() == 1 && Eligibility.reason(rule, basket) == null) {
                prices.add(rule);
            }
        }
        List<Priced> priced = new ArrayList<>(basket.lines().size());
        for (BasketLine line : basket.lines()) {
            Rule presale = line.presale() == null ? null : presales.get(line.presale());
            priced.add(
                    presale != null && presale.terms() instanceof Terms.Presale terms
                            ? presale(line, presale, terms)
                            : ordinary(line, prices));
        }
        return priced;
    }

    private static Priced presale(BasketLine line, Rule rule, Terms.Presale terms) {
        return new Priced(
                terms.priceFen() * line.pieces(),
                terms.depositFen() * line.pieces(),
                (terms.worthFen() - terms.depositFen()) * line.pieces(),
                List.of(new Run(terms.priceFen(), line.pieces(), rule.id())));
    }

    static Priced ordinary(BasketLine line, List<Rule> prices) {
        List<Run> offers = new ArrayList<>();
        for (Rule rule : prices) {
            if (rule.terms() instanceof Terms.PiecePrice terms
                    && rule.coverage().covers(line)) {
                long price = terms.price(line.unitFen());
                if (price < line.unitFen()) {
                    offers.add(new Run(price, terms.linePieces(), rule.id()));
                }
            }
        }
        offers.sort(Comparator.comparingLong(Run::price).thenComparing(Run::rule, CodePoints.ORDER));
        List<Run> runs = new ArrayList<>();
        int left = line.pieces();
        long item = 0;
        for (Run offer : offers) {
            int taken = Math.min(left, offer.pieces());
            if (taken > 0) {
                runs.add(new Run(offer.price(), taken, offer.rule()));
                item += offer.price() * taken;
                left -= taken;
            }
        }
        if (left > 0) {
            runs.add(new Run(line.unitFen(), left, ""));
            item += line.unitFen() * left;
        }
        return new Priced(item, 0, 0, runs);
    }
}
