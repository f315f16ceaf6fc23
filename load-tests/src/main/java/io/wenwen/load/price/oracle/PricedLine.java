package io.wenwen.load.price.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A line after layer 1 (section 5).
 *
 * @param paid what the shopper pays for it before any discount, deposit included: w
 * @param deposit the part of {@code paid} that no discount may take
 */
record PricedLine(Line line, long item, long paid, long deposit, boolean fullPrice, List<PieceRun> runs) {

    static PricedLine ordinary(Line line, List<Rule> reductions) {
        record Offer(long price, Rule rule, long most) {}
        List<Offer> offers = new ArrayList<>();
        for (Rule rule : reductions) {
            if (rule.terms() instanceof Terms.PieceOffer terms && rule.scope().names(line)) {
                long price = terms.price(line.unit());
                if (price >= 1 && price < line.unit()) {
                    Long most = terms.linePieces();
                    offers.add(new Offer(price, rule, most == null ? line.pieces() : most));
                }
            }
        }
        offers.sort(Comparator.comparingLong(Offer::price)
                .thenComparing(offer -> offer.rule().id(), CodePoints::compare));
        List<PieceRun> runs = new ArrayList<>();
        long item = 0;
        long left = line.pieces();
        for (Offer offer : offers) {
            long taken = Math.min(left, offer.most());
            if (taken > 0) {
                runs.add(new PieceRun(offer.price(), taken));
                item += offer.price() * taken;
                left -= taken;
            }
        }
        boolean fullPrice = runs.isEmpty();
        if (left > 0) {
            runs.add(new PieceRun(line.unit(), left));
            item += line.unit() * left;
        }
        return new PricedLine(line, item, item, 0, fullPrice, runs);
    }

    static PricedLine presale(Line line, Terms.Presale terms) {
        long item = terms.price() * line.pieces();
        return new PricedLine(
                line,
                item,
                item - (terms.worth() - terms.deposit()) * line.pieces(),
                terms.deposit() * line.pieces(),
                false,
                List.of(new PieceRun(terms.price(), line.pieces())));
    }
}
