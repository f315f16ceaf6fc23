package io.wenwen.catalog.price;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one SKU has cost, and which claims about that are honest: section 14 of {@code docs/promotions.md}. A claim that cannot be shown
 * from the records is not made.
 */
public final class PriceHistory {

    private static final ZoneId SHOP_TIME = ZoneId.of("Asia/Shanghai");
    private static final int LONG_ENOUGH_FOR_EVER = 30;

    private final NavigableMap<Instant, Long> prices;

    /** @param prices item price of one piece from each moment on, in 分 */
    public PriceHistory(Map<Instant, Long> prices) {
        this.prices = new TreeMap<>(prices);
    }

    /** What may be said of a price. */
    public enum Claim {
        /** 历史最低 */
        LOWEST_EVER,
        /** 近 30 天最低 */
        LOWEST_OF_30_DAYS,
        /** 近 7 天最低 */
        LOWEST_OF_7_DAYS
    }

    /** Smallest price in force at any moment of the {@code days} days before the day of {@code now}; empty without a record. */
    public OptionalLong lowest(int days, Instant now) {
        LocalDate today = now.atZone(SHOP_TIME).toLocalDate();
        Instant end = today.atStartOfDay(SHOP_TIME).toInstant();
        Instant begin = today.minusDays(days).atStartOfDay(SHOP_TIME).toInstant();
        Map.Entry<Instant, Long> inForce = prices.floorEntry(begin);
        NavigableMap<Instant, Long> within = prices.subMap(begin, true, end, false);
        OptionalLong changed =
                within.values().stream().mapToLong(Long::longValue).min();
        if (inForce == null) {
            return changed;
        }
        return OptionalLong.of(Math.min(inForce.getValue(), changed.orElse(Long.MAX_VALUE)));
    }

    /** Whether {@code claimed} may be called 原价 of a reduction that began at {@code reduced}. */
    public boolean honestOriginal(long claimed, Instant reduced) {
        OptionalLong lowest = lowest(7, reduced);
        if (lowest.isPresent()) {
            return claimed <= lowest.getAsLong();
        }
        Map.Entry<Instant, Long> last = prices.lowerEntry(reduced);
        return last != null && claimed <= last.getValue();
    }

    /** Whether 直降 {@code off} from {@code original} to {@code today} may be said. */
    public boolean honestReduction(long off, long original, long today, Instant reduced) {
        return honestOriginal(original, reduced) && off <= original - today;
    }

    /** The strongest claim that holds for today's price; {@code null} where none does. */
    public @Nullable Claim strongest(long today, Instant now) {
        int recorded = daysRecorded(now);
        boolean ever = prices.headMap(now, true).values().stream().allMatch(p -> today <= p);
        if (ever && recorded >= LONG_ENOUGH_FOR_EVER) {
            return Claim.LOWEST_EVER;
        }
        for (Claim claim : List.of(Claim.LOWEST_OF_30_DAYS, Claim.LOWEST_OF_7_DAYS)) {
            int days = claim == Claim.LOWEST_OF_30_DAYS ? 30 : 7;
            OptionalLong lowest = lowest(days, now);
            if (recorded >= days && lowest.isPresent() && today <= lowest.getAsLong()) {
                return claim;
            }
        }
        return null;
    }

    private int daysRecorded(Instant now) {
        if (prices.isEmpty() || prices.firstKey().isAfter(now)) {
            return 0;
        }
        LocalDate first = prices.firstKey().atZone(SHOP_TIME).toLocalDate();
        return (int) Math.min(
                Integer.MAX_VALUE,
                java.time.temporal.ChronoUnit.DAYS.between(
                        first, now.atZone(SHOP_TIME).toLocalDate()));
    }
}
