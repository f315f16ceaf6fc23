package io.wenwen.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceHistoryTest {

    private static final Instant NOW = day("2026-11-11").plusSeconds(3600);

    @Test
    void aPriceRaisedJustBeforeTheReductionIsNoOriginalPrice() {
        PriceHistory history = new PriceHistory(
                Map.of(day("2026-09-01"), 10000L, day("2026-11-09"), 20000L, day("2026-11-11"), 9900L));

        assertThat(history.honestOriginal(20000, day("2026-11-11"))).isFalse();
        assertThat(history.honestOriginal(10000, day("2026-11-11"))).isTrue();
        assertThat(history.honestReduction(10100, 20000, 9900, day("2026-11-11")))
                .isFalse();
        assertThat(history.honestReduction(100, 10000, 9900, day("2026-11-11"))).isTrue();
        assertThat(history.honestReduction(101, 10000, 9900, day("2026-11-11"))).isFalse();
    }

    @Test
    void thePriceInForceWhenTheWindowBeganCounts() {
        PriceHistory history = new PriceHistory(Map.of(day("2026-10-01"), 8000L, day("2026-11-08"), 9000L));

        assertThat(history.lowest(7, NOW)).hasValue(8000);
        assertThat(history.lowest(2, NOW)).hasValue(9000);
    }

    @Test
    void lowestEverNeedsThirtyDaysOfRecords() {
        assertThat(new PriceHistory(Map.of(day("2026-10-01"), 8000L, day("2026-11-11"), 7900L)).strongest(7900, NOW))
                .isEqualTo(PriceHistory.Claim.LOWEST_EVER);
        assertThat(new PriceHistory(Map.of(day("2026-11-02"), 8000L)).strongest(7900, NOW))
                .isEqualTo(PriceHistory.Claim.LOWEST_OF_7_DAYS);
        assertThat(new PriceHistory(Map.of(day("2026-11-09"), 8000L)).strongest(7900, NOW))
                .isNull();
        assertThat(new PriceHistory(Map.of(day("2026-09-01"), 7000L, day("2026-10-01"), 8000L)).strongest(7900, NOW))
                .isEqualTo(PriceHistory.Claim.LOWEST_OF_30_DAYS);
        assertThat(new PriceHistory(Map.of()).strongest(7900, NOW)).isNull();
    }

    private static Instant day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant();
    }
}
