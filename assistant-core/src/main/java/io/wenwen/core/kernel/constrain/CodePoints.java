package io.wenwen.core.kernel.constrain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** A set of Unicode scalar values (surrogates are none): what one place of a pattern may hold. Immutable. */
final class CodePoints {

    static final int MOST = Character.MAX_CODE_POINT;
    static final CodePoints NONE = new CodePoints(new int[0]);
    static final CodePoints ANY = of(0, MOST);

    /** First and last of each range, both in the set; sorted, neither touching nor overlapping. */
    private final int[] bounds;

    private CodePoints(int[] bounds) {
        this.bounds = bounds;
    }

    /** @param pairs first and last of each range, in any order */
    static CodePoints of(int... pairs) {
        int[][] ranges = IntStream.range(0, pairs.length / 2)
                .mapToObj(i -> new int[] {pairs[2 * i], pairs[2 * i + 1]})
                .flatMap(r -> IntStream.range(0, 2)
                        .mapToObj(half -> half == 0
                                ? new int[] {r[0], Math.min(r[1], Character.MIN_SURROGATE - 1)}
                                : new int[] {Math.max(r[0], Character.MAX_SURROGATE + 1), r[1]}))
                .filter(r -> r[0] <= r[1])
                .sorted(Comparator.comparingInt(r -> r[0]))
                .toArray(int[][]::new);
        int[] merged = new int[ranges.length * 2];
        int n = 0;
        for (int[] range : ranges) {
            if (n > 0 && range[0] <= merged[n - 1] + 1) {
                merged[n - 1] = Math.max(merged[n - 1], range[1]);
            } else {
                merged[n++] = range[0];
                merged[n++] = range[1];
            }
        }
        return new CodePoints(Arrays.copyOf(merged, n));
    }

    static CodePoints one(int codePoint) {
        return of(codePoint, codePoint);
    }

    CodePoints or(CodePoints other) {
        int[] all = Arrays.copyOf(bounds, bounds.length + other.bounds.length);
        System.arraycopy(other.bounds, 0, all, bounds.length, other.bounds.length);
        return of(all);
    }

    CodePoints not() {
        int[] rest = new int[bounds.length + 2];
        int from = 0;
        int n = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            if (from < bounds[i]) {
                rest[n++] = from;
                rest[n++] = bounds[i] - 1;
            }
            from = bounds[i + 1] + 1;
        }
        if (from <= MOST) {
            rest[n++] = from;
            rest[n++] = MOST;
        }
        return of(Arrays.copyOf(rest, n));
    }

    CodePoints and(CodePoints other) {
        return not().or(other.not()).not();
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    int ranges() {
        return bounds.length / 2;
    }

    int first(int range) {
        return bounds[2 * range];
    }

    int last(int range) {
        return bounds[2 * range + 1];
    }
}
