package io.wenwen.catalog.price;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * 凑单: what each candidate adds to a basket would really cost, since it may bring the rest under a threshold; and what it costs to
 * send it back. Every figure is a difference of two proven prices.
 */
public final class Fillers {

    /** Candidates priced in one go; the caller chooses which. */
    public static final int MOST = 200;

    private final Pricer pricer;

    public Fillers(Pricer pricer) {
        this.pricer = pricer;
    }

    /**
     * One candidate.
     *
     * @param marginal what the basket costs more with it; negative where it pays for itself and more
     * @param alone its own price without any basket
     * @param returned what the whole has cost in the end if the filler is sent back, compared with never having bought it
     */
    public record Filler(BasketLine line, long marginal, long alone, Quote with, long refund, long returned) {

        /** Cheaper beside the basket than by itself. */
        public boolean useful() {
            return marginal < alone;
        }

        public boolean paysForItself() {
            return marginal <= 0;
        }
    }

    /**
     * The useful ones, cheapest first: by what they add, then by their own price, then by SKU.
     *
     * @param candidates lines that are not in the basket; their ids must not be either
     * @throws IllegalArgumentException for more than {@link #MOST} candidates
     */
    public List<Filler> useful(Basket basket, List<BasketLine> candidates) {
        if (candidates.size() > MOST) {
            throw new IllegalArgumentException(candidates.size() + " fillers are to be tried; at most " + MOST
                    + ". Choose the nearest ones first.");
        }
        long before = pricer.best(basket.withLines(basket.lines())).payable();
        List<Filler> useful = new ArrayList<>();
        for (BasketLine candidate : candidates) {
            Filler filler = filler(basket, candidate, before);
            if (filler.useful()) {
                useful.add(filler);
            }
        }
        useful.sort(Comparator.comparingLong(Filler::marginal)
                .thenComparingLong(Filler::alone)
                .thenComparing(f -> f.line().sku(), CodePoints.ORDER));
        return useful;
    }

    private Filler filler(Basket basket, BasketLine candidate, long before) {
        List<BasketLine> lines = new ArrayList<>(basket.lines());
        lines.add(candidate);
        Basket both = basket.withLines(lines);
        Quote with = pricer.best(both.withReturns(Map.of(candidate.id(), candidate.pieces())));
        Long refund = with.refund();
        long back = refund == null ? 0 : refund;
        long alone = with.line(candidate.id()).orElseThrow().item();
        long marginal = with.payable() - before;
        return new Filler(candidate, marginal, alone, with, back, marginal - back);
    }

    /**
     * What a partial return costs: what is paid in the end for the pieces kept, less what they would have cost by themselves.
     *
     * @param returns pieces that go back, by line id; not all of the basket
     */
    public long costOfReturn(Basket basket, Map<String, Integer> returns) {
        Quote quote = pricer.best(basket.withReturns(returns));
        List<BasketLine> kept = new ArrayList<>();
        for (BasketLine line : basket.lines()) {
            int left = line.pieces() - returns.getOrDefault(line.id(), 0);
            if (left > 0) {
                kept.add(new BasketLine(
                        line.id(),
                        line.sku(),
                        line.product(),
                        line.shop(),
                        line.category(),
                        line.unitFen(),
                        left,
                        line.presale()));
            }
        }
        Long refund = quote.refund();
        long paid = quote.payable() - (refund == null ? 0 : refund);
        return kept.isEmpty()
                ? paid
                : paid - pricer.best(basket.withLines(kept)).payable();
    }
}
