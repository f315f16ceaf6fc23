package io.wenwen.catalog.price;

import java.util.List;
import java.util.Map;

/** What comes back when pieces do: their part of what was paid; section 12 of {@code docs/promotions.md}. */
final class Returns {

    private Returns() {}

    static long refund(Problem problem, long[] paid, List<Quote.Granted> gifts, Map<String, Integer> returns) {
        int[] back = new int[paid.length];
        long refund = 0;
        for (int i = 0; i < back.length; i++) {
            BasketLine line = problem.basket.lines().get(i);
            back[i] = returns.getOrDefault(line.id(), 0);
            refund += part(paid[i], back[i], line.pieces());
        }
        for (Quote.Granted granted : gifts) {
            int[] lines = Problem.covered(granted.rule(), problem.basket, problem.priced);
            if (!Gifts.deserved(problem, granted.gift(), granted.rule(), lines, paid, back)) {
                long kept = value(granted.gift());
                refund = kept > refund ? 0 : refund - kept;
            }
        }
        return refund;
    }

    private static long value(Terms.Gift gift) {
        return gift.valueFen() > Fields.LARGEST / gift.giftPieces()
                ? Fields.LARGEST
                : gift.valueFen() * gift.giftPieces();
    }

    /** {@code whole × some / all}, down; at most 10^12 × 10^5. */
    static long part(long whole, int some, int all) {
        return whole * some / all;
    }
}
