package io.wenwen.load.price.oracle;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws what rules give: steps, thresholds and amounts on, just above and just below what they will be compared with. */
final class RandomTerms {
    private final Dice dice;
    /** What earlier discounts took off at most: a threshold below an amount by that much is met only by what is left. */
    private final List<Long> offs = new ArrayList<>();

    RandomTerms(Dice dice) {
        this.dice = dice;
    }

    void piecePrice(ObjectNode rule, Kind kind, long unit, int pieces) {
        if (kind == Kind.MEMBER_PRICE && dice.percent(50)) {
            rule.put("rate", rate());
        } else if (kind == Kind.REDUCTION && dice.percent(50)) {
            rule.put("off_fen", Math.max(1, dice.number(1L, unit / 10, unit / 3, unit - 1, unit, unit + 1)));
        } else {
            rule.put(
                    "price_fen",
                    Math.max(1, dice.number(unit * 9 / 10, unit * 3 / 4, unit / 2, unit - 1, unit, unit + 1, 1L)));
        }
        if (dice.percent(35)) {
            rule.put("line_pieces", Math.max(1, dice.number(1, 2, pieces - 1, pieces, pieces + 1)));
        }
    }

    void presale(ObjectNode rule, long unit) {
        long price = Math.max(1, dice.number(unit, unit * 9 / 10, unit * 3 / 4, unit + 1));
        long worth = Math.max(1, dice.number(price, price / 5, price / 10, dice.between(1, price)));
        long deposit = Math.max(1, dice.number(worth, worth / 2, worth / 3, worth - 1));
        rule.put("price_fen", price).put("deposit_fen", deposit).put("worth_fen", worth);
    }

    void discount(ObjectNode rule, Kind kind, long measured, long pieces) {
        switch (kind) {
            case PIECES_RATE -> pieces(rule, pieces);
            case SPEND_OFF, CROSS_SHOP_OFF -> {
                if (dice.percent(kind == Kind.SPEND_OFF ? 60 : 35)) {
                    amountSteps(rule, measured);
                } else {
                    every(rule, measured);
                }
            }
            case SPEND_RATE -> rateSteps(rule, measured);
            default -> coupon(rule, measured);
        }
        if (dice.percent(15)) {
            rule.put(
                    "max_off_fen",
                    Math.max(1, dice.number(measured / 20, measured / 10, dice.between(1, 3000), measured, 1L)));
        } else if (dice.percent(1)) {
            rule.put("max_off_fen", 0);
        }
    }

    void gift(ObjectNode rule, long measured, long pieces) {
        if (dice.percent(50)) {
            rule.put("threshold_fen", threshold(measured));
        } else {
            rule.put("pieces", Math.max(1, dice.number(1, pieces, pieces + 1, pieces - 1)));
        }
        rule.putObject("gift")
                .put("sku", "sku-gift")
                .put("pieces", dice.between(1, 3))
                .put("value_fen", dice.number(0L, 990L, measured / 7, measured));
    }

    void freight(ObjectNode rule, long measured) {
        rule.put("fee_fen", dice.number(0L, 600L, 1000L, 1200L, dice.between(0, 3000)));
        if (dice.percent(70)) {
            rule.put("free_from_fen", dice.percent(3) ? 0 : threshold(measured));
        }
    }

    private void coupon(ObjectNode rule, long measured) {
        long threshold = dice.percent(12) ? 0 : threshold(measured);
        rule.put("threshold_fen", threshold);
        if (dice.percent(65)) {
            rule.put("off_fen", off(Math.max(threshold, measured / 2)));
        } else {
            rule.put("rate", rate());
        }
    }

    private void every(ObjectNode rule, long measured) {
        long threshold = dice.percent(50) ? threshold(measured) : Math.max(1, measured / dice.between(2, 5));
        ObjectNode every =
                rule.putObject("every").put("threshold_fen", threshold).put("off_fen", off(threshold));
        if (dice.percent(40)) {
            every.put("max_times", dice.between(1, 4));
        }
    }

    private void amountSteps(ObjectNode rule, long measured) {
        ArrayNode steps = rule.putArray("steps");
        long threshold = threshold(measured);
        long off = off(threshold);
        for (int n = stepCount(); n > 0; n--) {
            steps.addObject().put("threshold_fen", threshold).put("off_fen", off);
            long last = threshold;
            threshold = next(threshold, measured);
            off += dice.number(1L, off, Math.max(1, off / 2));
            if (threshold == last || off > Fields.MOST_FEN) {
                break;
            }
        }
    }

    private void rateSteps(ObjectNode rule, long measured) {
        ArrayNode steps = rule.putArray("steps");
        long threshold = threshold(measured);
        long rate = rate();
        for (int n = stepCount(); n > 0 && rate >= 1; n--) {
            steps.addObject().put("threshold_fen", threshold).put("rate", rate);
            long last = threshold;
            threshold = next(threshold, measured);
            rate -= dice.number(1, 50, 100);
            if (threshold == last) {
                break;
            }
        }
    }

    private void pieces(ObjectNode rule, long pieces) {
        ArrayNode steps = rule.putArray("steps");
        if (dice.percent(35)) {
            rule.put("nth", true);
            steps.addObject()
                    .put("pieces", Math.max(2, dice.number(2, 2, 3, pieces)))
                    .put("rate", rate());
            return;
        }
        if (dice.percent(10)) {
            rule.put("nth", false);
        }
        long from = Math.max(1, dice.number(1, 2, 3, pieces - 1, pieces, pieces, pieces + 1));
        long rate = rate();
        for (int n = stepCount(); n > 0 && rate >= 1; n--) {
            steps.addObject().put("pieces", from).put("rate", rate);
            from += dice.between(1, 3);
            rate -= dice.number(1, 50, 100);
        }
    }

    private int stepCount() {
        return 1 + dice.weighted(50, 30, 18) + (dice.percent(1) ? 17 : 0);
    }

    /** The next step's threshold: sometimes the very amount measured. */
    private long next(long threshold, long measured) {
        long wanted = dice.number(measured, measured + 1, threshold + 1, threshold * 2, threshold + 5000);
        return capped(wanted > threshold ? wanted : threshold + 1);
    }

    private long threshold(long measured) {
        long wanted = switch (dice.weighted(18, 8, 8, 22, 14, 12, 10, 8)) {
            case 0 -> measured;
            case 1 -> measured + 1;
            case 2 -> measured - 1;
            case 3 -> offs.isEmpty() ? measured : measured - dice.of(offs) + dice.number(-1, 0, 0, 0, 1);
            case 4 -> measured / 2;
            case 5 -> measured / 1000 * 1000;
            case 6 -> dice.between(1, Math.max(1, measured));
            default -> measured - measured / 10;
        };
        return capped(wanted);
    }

    private long off(long threshold) {
        long off = capped(
                switch (dice.weighted(30, 30, 20, 10, 6, 4)) {
                    case 0 -> threshold / 10;
                    case 1 -> threshold / 6 / 100 * 100;
                    case 2 -> dice.between(1, 5000);
                    case 3 -> threshold / 2;
                    case 4 -> dice.number(1L, 2L, 3L);
                    default -> threshold + 1;
                });
        offs.add(off);
        return off;
    }

    private long rate() {
        return dice.number(900, 850, 800, 950, 700, 500, 333, 667, 999, 1);
    }

    private static long capped(long fen) {
        return Math.min(Math.max(1, fen), Fields.MOST_FEN);
    }
}
