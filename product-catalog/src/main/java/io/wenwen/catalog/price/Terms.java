package io.wenwen.catalog.price;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule grants, apart from who may use it, when, and on what. Amounts are 分, rates are per mille still paid. */
public sealed interface Terms {

    /**
     * 直降 and 会员价: another price for a piece.
     *
     * @param linePieces how many pieces of a line at most; {@link Integer#MAX_VALUE} for all
     */
    record PiecePrice(
            @Nullable Long offFen,
            @Nullable Long priceFen,
            @Nullable Integer rate,
            int linePieces) implements Terms {

        /** What a piece costs that is listed at {@code unit}; {@code unit} itself where this is no reduction. */
        public long price(long unit) {
            long offered;
            if (priceFen != null) {
                offered = priceFen;
            } else if (offFen != null) {
                offered = unit - offFen;
            } else if (rate != null) {
                offered = unit - unit * (1000 - rate) / 1000;
            } else {
                throw new IllegalStateException("A piece price needs off, price or rate.");
            }
            return offered < 1 || offered > unit ? unit : offered;
        }
    }

    /** 定金预售: {@code deposit} is paid now and counts as {@code worth} of {@code price}; the rest is paid later. */
    record Presale(long priceFen, long depositFen, long worthFen, Window deposit) implements Terms {}

    /** N 件 M 折; {@code nth}: only every Nth piece, dearest first, is reduced. */
    record PiecesRate(List<Step> steps, boolean nth) implements Terms {
        public PiecesRate {
            steps = List.copyOf(steps);
        }
    }

    /** 满减 in steps (阶梯): the last step reached gives its {@code value} in 分. */
    record SpendOff(List<Step> steps) implements Terms {
        public SpendOff {
            steps = List.copyOf(steps);
        }
    }

    /** 每满 {@code threshold} 减 {@code off}. */
    record EveryOff(long thresholdFen, long offFen, int maxTimes) implements Terms {}

    /** 满折: the last step reached gives its {@code value} as rate. */
    record SpendRate(List<Step> steps) implements Terms {
        public SpendRate {
            steps = List.copyOf(steps);
        }
    }

    /** A coupon: {@code off} or {@code rate} from {@code threshold} on. */
    record Coupon(
            long thresholdFen,
            @Nullable Long offFen,
            @Nullable Integer rate) implements Terms {}

    /** 买赠 from a sum or from a number of pieces; {@code value} is that of one gift piece. */
    record Gift(@Nullable Long thresholdFen, @Nullable Integer pieces, String sku, int giftPieces, long valueFen)
            implements Terms {}

    /** 运费; free from a sum on where one is given. */
    record Freight(long feeFen, @Nullable Long freeFromFen) implements Terms {}

    /** From {@code from} 分 or pieces on, {@code value} 分 off or rate. */
    record Step(long from, long value) {}
}
