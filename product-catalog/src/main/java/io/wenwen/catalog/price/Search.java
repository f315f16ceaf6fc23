package io.wenwen.catalog.price;

import java.util.Arrays;

/**
 * Finds the cheapest plan: depth-first over sequences of discounts, each prefix being a plan itself, cut where even everything that is
 * left could not make it cheaper than the best so far.
 *
 * <p>The cut is safe because amounts only fall: a discount later on takes off no more than it would now. Of rules that exclude each other
 * only the largest counts; freight only rises as amounts fall. Two neighbours in a plan that share no line can change places without
 * changing any amount, so only one of their orders is walked.
 */
final class Search {

    /** More rules than bits are not weighed against each other; those that promise least are left out, and the result says so. */
    static final int MOST = 64;

    private final Problem problem;
    private final Discount[] rules;
    private final int n;
    private final long[] conflict;
    private final long[] dependent;
    private final long[] after;
    private final long[] requires;
    private final long[] fromLayer;
    private final long[] clique;
    private final boolean[] couponClique;
    private final long coupons;
    private final long start;
    private final int maxCoupons;
    private final Allocation allocation = new Allocation();
    private final long[][] running;
    private final long[][] gain;
    private final long[][] promise;
    private final int[][] order;
    private final int[] plan;
    private final long[] cliqueGain;

    private int[] best = new int[0];
    private long bestPayable;
    private long openBound = Long.MAX_VALUE;
    private long compared;
    private long cut;
    private long work;
    private final long budget;

    /** @param budget rule and line visits before the search gives up its proof; the same for the same basket, whatever the machine */
    Search(Problem problem, long budget) {
        this.problem = problem;
        this.budget = budget;
        Discount[] all = problem.discounts.toArray(Discount[]::new);
        boolean tooMany = all.length > MOST;
        this.rules = tooMany ? mostPromising(all) : all;
        this.n = rules.length;
        conflict = new long[n];
        dependent = new long[n];
        after = new long[n];
        requires = new long[n];
        long couponBits = 0;
        long meetable = 0;
        for (int r = 0; r < n; r++) {
            couponBits |= rules[r].rule.kind().coupon() ? 1L << r : 0;
            for (int s = 0; s < n; s++) {
                if (r == s) {
                    continue;
                }
                boolean named = rules[r].rule.stacking().after().contains(rules[s].rule.id());
                after[r] |= named ? 1L << s : 0;
                if (rules[r].rule.stacking().requires().contains(rules[s].rule.id())) {
                    requires[r] |= 1L << s;
                }
                if (Problem.exclude(rules[r], rules[s])) {
                    conflict[r] |= 1L << s;
                }
                boolean either = named || rules[s].rule.stacking().after().contains(rules[r].rule.id());
                if (rules[r].layer != rules[s].layer || either || Problem.overlap(rules[r], rules[s])) {
                    dependent[r] |= 1L << s;
                }
            }
            meetable |= unmeetable(r) ? 0 : 1L << r;
        }
        coupons = couponBits;
        start = meetable;
        Integer limit = problem.basket.maxCoupons();
        maxCoupons = limit == null ? Integer.MAX_VALUE : limit;
        fromLayer = new long[8];
        for (int layer = 0; layer < fromLayer.length; layer++) {
            for (int r = 0; r < n; r++) {
                fromLayer[layer] |= rules[r].layer >= layer ? 1L << r : 0;
            }
        }
        clique = cliques();
        couponClique = new boolean[clique.length];
        for (int c = 0; c < clique.length; c++) {
            couponClique[c] = (clique[c] & coupons) != 0;
        }
        cliqueGain = new long[clique.length];
        int lines = problem.running.length;
        running = new long[n + 1][];
        running[0] = problem.running.clone();
        for (int d = 1; d <= n; d++) {
            running[d] = new long[0];
        }
        gain = new long[n + 1][n];
        promise = new long[n + 1][n];
        order = new int[n + 1][n];
        plan = new int[n];
        work = (long) n * lines;
        bestPayable = Arrays.stream(problem.running).sum() + problem.freights.total(problem.running);
        if (tooMany) {
            openBound = bound(all);
        }
    }

    /** A requirement that is not among the usable rules can never be met. */
    private boolean unmeetable(int r) {
        return Long.bitCount(requires[r]) < rules[r].rule.stacking().requires().size();
    }

    private Discount[] mostPromising(Discount[] all) {
        long[] gains = new long[all.length];
        Integer[] index = new Integer[all.length];
        for (int r = 0; r < all.length; r++) {
            gains[r] = all[r].off(problem.running, problem.deposit);
            index[r] = r;
        }
        Arrays.sort(index, (a, b) -> Long.compare(gains[b], gains[a]));
        int[] kept = Arrays.stream(index).limit(MOST).mapToInt(i -> i).sorted().toArray();
        return Arrays.stream(kept).mapToObj(i -> all[i]).toArray(Discount[]::new);
    }

    private long bound(Discount[] all) {
        long left = Arrays.stream(problem.running).sum()
                - Arrays.stream(problem.deposit).sum();
        long sum = 0;
        for (Discount discount : all) {
            sum += discount.off(problem.running, problem.deposit);
        }
        return bestPayable - Math.min(sum, left);
    }

    /** Rules that pairwise exclude each other, greedily; where coupons are limited they keep to themselves. */
    private long[] cliques() {
        long[] found = new long[n];
        int count = 0;
        for (int r = 0; r < n; r++) {
            boolean coupon = (coupons >> r & 1) != 0;
            int home = -1;
            for (int c = 0; c < count && home < 0; c++) {
                boolean kin = maxCoupons == Integer.MAX_VALUE || ((found[c] & coupons) != 0) == coupon;
                if (kin && (found[c] & ~conflict[r]) == 0) {
                    home = c;
                }
            }
            if (home < 0) {
                home = count++;
            }
            found[home] |= 1L << r;
        }
        return Arrays.copyOf(found, count);
    }

    void run() {
        descend(0, 0, 0, start, 0, Arrays.stream(running[0]).sum());
    }

    boolean proven() {
        return openBound >= bestPayable;
    }

    /** No plan is cheaper than this; equal to the best when proven. */
    long lowerBound() {
        return Math.min(openBound, bestPayable);
    }

    /** Plans priced. */
    long compared() {
        return compared;
    }

    /** Continuations that were left out because they cannot be cheaper. */
    long cut() {
        return cut;
    }

    long bestPayable() {
        return bestPayable;
    }

    Discount[] best() {
        return Arrays.stream(best).mapToObj(r -> rules[r]).toArray(Discount[]::new);
    }

    private void descend(int depth, long used, int layer, long open, int couponsUsed, long paid) {
        compared++;
        long[] amounts = running[depth];
        long total = paid + problem.freights.total(amounts);
        long missing = 0;
        for (int j = 0; j < depth; j++) {
            missing |= requires[plan[j]] & ~used;
        }
        if (total < bestPayable && missing == 0) {
            bestPayable = total;
            best = Arrays.copyOf(plan, depth);
        }
        long candidates = open & fromLayer[layer];
        if (couponsUsed >= maxCoupons) {
            candidates &= ~coupons;
        }
        candidates = worthwhile(depth, candidates);
        if (candidates == 0 || total - most(depth, candidates, couponsUsed) >= bestPayable) {
            cut += candidates == 0 ? 0 : 1;
            return;
        }
        int count = children(depth, candidates, couponsUsed, missing, layer);
        for (int k = 0; k < count; k++) {
            int r = order[depth][k];
            if (total - promise[depth][r] >= bestPayable) {
                cut += count - k;
                return;
            }
            if (work > budget) {
                openBound = Math.min(openBound, total - promise[depth][r]);
                return;
            }
            if (running[depth + 1].length == 0) {
                running[depth + 1] = new long[amounts.length];
            }
            System.arraycopy(amounts, 0, running[depth + 1], 0, amounts.length);
            allocation.take(gain[depth][r], rules[r].lines, running[depth + 1], problem.deposit);
            work += rules[r].lines.length;
            plan[depth] = r;
            descend(
                    depth + 1,
                    used | 1L << r,
                    rules[r].layer,
                    candidates & ~conflict[r] & ~(1L << r),
                    couponsUsed + (int) (coupons >>> r & 1),
                    paid - gain[depth][r]);
        }
    }

    /** Candidates that take something off now, with how much; the others never will further down. */
    private long worthwhile(int depth, long candidates) {
        long kept = 0;
        for (long rest = candidates; rest != 0; rest &= rest - 1) {
            int r = Long.numberOfTrailingZeros(rest);
            long off = rules[r].off(running[depth], problem.deposit);
            work += rules[r].lines.length;
            gain[depth][r] = off;
            kept |= off > 0 ? 1L << r : 0;
        }
        return kept;
    }

    /** Puts the next rules into {@code order}, the most promising first. */
    private int children(int depth, long candidates, int couponsUsed, long missing, int layer) {
        int count = 0;
        long[] promises = promise[depth];
        int[] next = order[depth];
        for (long rest = candidates; rest != 0; rest &= rest - 1) {
            int r = Long.numberOfTrailingZeros(rest);
            if (!placeable(depth, r, missing, layer)) {
                continue;
            }
            long further = candidates & fromLayer[rules[r].layer] & ~conflict[r] & ~(1L << r);
            int coupon = (int) (coupons >>> r & 1);
            promises[r] = gain[depth][r] + most(depth, further, couponsUsed + coupon);
            int at = count++;
            while (at > 0 && promises[next[at - 1]] < promises[r]) {
                next[at] = next[at - 1];
                at--;
            }
            next[at] = r;
        }
        return count;
    }

    private boolean placeable(int depth, int r, long missing, int layer) {
        if (rules[r].layer > layer && missing != 0 && (missing & fromLayer[rules[r].layer]) != missing) {
            return false;
        }
        for (int j = depth - 1; j >= 0; j--) {
            if ((after[plan[j]] >>> r & 1) != 0) {
                return false;
            }
        }
        for (int j = depth - 1; j >= 0 && (dependent[r] >>> plan[j] & 1) == 0; j--) {
            if (plan[j] > r) {
                return false;
            }
        }
        return true;
    }

    /** What the candidates can take off together at most. */
    private long most(int depth, long candidates, int couponsUsed) {
        long sum = 0;
        int limited = 0;
        long[] gains = gain[depth];
        for (int c = 0; c < clique.length; c++) {
            long largest = 0;
            for (long rest = candidates & clique[c]; rest != 0; rest &= rest - 1) {
                largest = Math.max(largest, gains[Long.numberOfTrailingZeros(rest)]);
            }
            if (couponClique[c] && maxCoupons != Integer.MAX_VALUE) {
                cliqueGain[limited++] = largest;
            } else {
                sum += largest;
            }
        }
        if (limited > 0) {
            Arrays.sort(cliqueGain, 0, limited);
            int take = Math.min(limited, maxCoupons - couponsUsed);
            for (int k = 0; k < take; k++) {
                sum += cliqueGain[limited - 1 - k];
            }
        }
        return sum;
    }
}
