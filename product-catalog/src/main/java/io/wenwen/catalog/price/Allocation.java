package io.wenwen.catalog.price;

import java.math.BigInteger;

/** Splits a discount over lines in proportion to what is open on them, by largest remainder, so that no 分 is lost or invented. */
final class Allocation {

    /** Below this, the product of two amounts fits into 64 bits. */
    private static final long SAFE = 3_037_000_499L;

    private long[] remainder = new long[16];

    /**
     * Takes {@code off} from the lines' running amounts.
     *
     * @param lines ascending; among equal remainders the earlier line gets the odd 分
     * @param off 1 to the sum of what is open
     */
    void take(long off, int[] lines, long[] running, long[] deposit) {
        int n = lines.length;
        if (n == 1) {
            running[lines[0]] -= off;
            return;
        }
        if (remainder.length < n) {
            remainder = new long[n];
        }
        long open = 0;
        for (int i : lines) {
            open += running[i] - deposit[i];
        }
        long given = 0;
        for (int j = 0; j < n; j++) {
            int i = lines[j];
            long part = running[i] - deposit[i];
            long share;
            if (open <= SAFE) {
                long product = off * part;
                share = product / open;
                remainder[j] = product - share * open;
            } else {
                BigInteger[] both = BigInteger.valueOf(off)
                        .multiply(BigInteger.valueOf(part))
                        .divideAndRemainder(BigInteger.valueOf(open));
                share = both[0].longValueExact();
                remainder[j] = both[1].longValueExact();
            }
            running[i] -= share;
            given += share;
        }
        int left = (int) (off - given);
        if (left > 0) {
            oddFen(left, n, lines, running);
        }
    }

    private void oddFen(int left, int n, int[] lines, long[] running) {
        if ((long) left * n > 4096) {
            oddFenOfMany(left, n, lines, running);
            return;
        }
        for (int k = 0; k < left; k++) {
            int largest = 0;
            for (int j = 1; j < n; j++) {
                if (remainder[j] > remainder[largest]) {
                    largest = j;
                }
            }
            remainder[largest] = -1;
            running[lines[largest]]--;
        }
    }

    private void oddFenOfMany(int left, int n, int[] lines, long[] running) {
        Integer[] order = new Integer[n];
        for (int j = 0; j < n; j++) {
            order[j] = j;
        }
        java.util.Arrays.sort(order, (a, b) -> Long.compare(remainder[b], remainder[a]));
        for (int k = 0; k < left; k++) {
            running[lines[order[k]]]--;
        }
    }
}
