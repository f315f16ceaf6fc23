package io.wenwen.catalog.query;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quantity demanded in a message, before it is known what it is a quantity of.
 *
 * @param operator how a single number compares; ranges are both bounds
 * @param compared true where the message says how to compare (以内, 左右, 200到300), not just a number
 * @param unit as typed, folded; {@code null} where there is none
 * @param money the message says that it is money: 元, ¥, 预算
 * @param start of everything that belongs to it, comparing words included
 * @param number where the number itself begins
 */
record Amount(
        int start,
        int end,
        int number,
        BigDecimal low,
        BigDecimal high,
        Operator operator,
        boolean compared,
        @Nullable String unit,
        boolean money) {

    /** Unit of 8+256: {@code low} is working memory, {@code high} storage, both in GB. */
    static final String MEMORY = "gb+gb";

    /** Unit of 160*230: only the text says the numbers. */
    static final String DIMENSIONS = "*";

    boolean isRange() {
        return low.compareTo(high) != 0;
    }
}
