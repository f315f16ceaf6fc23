package io.wenwen.load.price.oracle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule gives: the own fields of its kind (section 3), amounts in 分, rates in per mille of what is still paid. */
sealed interface Terms {

    /** A price of one piece, for at most {@code linePieces} of a line. */
    sealed interface PieceOffer extends Terms {
        @Nullable
        Long linePieces();

        /** The price offered, which may be none: section 5 takes only prices from 1 to below {@code unit}. */
        long price(long unit);
    }

    record Minus(long off, @Nullable Long linePieces) implements PieceOffer {
        @Override
        public long price(long unit) {
            return unit - off;
        }
    }

    record Fixed(long fixed, @Nullable Long linePieces) implements PieceOffer {
        @Override
        public long price(long unit) {
            return fixed;
        }
    }

    record MemberRate(long rate, @Nullable Long linePieces) implements PieceOffer {
        @Override
        public long price(long unit) {
            return unit - unit * (1000 - rate) / 1000;
        }
    }

    record Presale(
            long price,
            long deposit,
            long worth,
            @Nullable Instant from,
            @Nullable Instant until) implements Terms {}

    /** {@code from}: pieces or amount from which the step holds; {@code gives}: rate or amount. */
    record Step(long from, long gives) {}

    record PiecesRate(List<Step> steps) implements Terms {}

    record NthRate(long nth, long rate) implements Terms {}

    record SpendOff(List<Step> steps) implements Terms {}

    record Every(long threshold, long off, @Nullable Long maxTimes) implements Terms {}

    record SpendRate(List<Step> steps) implements Terms {}

    record OffCoupon(long threshold, long off) implements Terms {}

    record RateCoupon(long threshold, long rate) implements Terms {}

    /** Exactly one of {@code threshold} and {@code pieces} is there; {@code value} is that of one piece given. */
    record Gift(@Nullable Long threshold, @Nullable Long pieces, String sku, long given, long value) implements Terms {}

    record Freight(long fee, @Nullable Long freeFrom) implements Terms {}
}
