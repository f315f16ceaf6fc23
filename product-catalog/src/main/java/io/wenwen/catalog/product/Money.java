package io.wenwen.catalog.product;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount of renminbi in whole 分, never negative, so that no price is ever rounded on its way to a shopper. */
public record Money(long fen) implements Comparable<Money> {

    public Money {
        if (fen < 0) {
            throw new IllegalArgumentException("An amount of money is not negative; this one is " + fen + " 分.");
        }
    }

    /** From yuan with at most two decimals. */
    public static Money yuan(BigDecimal yuan) {
        return new Money(
                yuan.movePointRight(2).setScale(0, RoundingMode.UNNECESSARY).longValueExact());
    }

    public static Money yuan(long yuan) {
        return new Money(Math.multiplyExact(yuan, 100L));
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(fen, other.fen));
    }

    public Money minus(Money other) {
        return new Money(fen - other.fen);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    /** As shops write it: {@code 459元}, {@code 39.9元}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(fen, 2).stripTrailingZeros().toPlainString() + "元";
    }
}
