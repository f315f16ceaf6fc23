package io.wenwen.load.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge reads quantities as the catalogue format lets shops write them. */
class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "10L, 升, 10",
        "1.8L, ml, 1800",
        "-10℃, ℃, -10",
        "5斤, 千克, 2.5",
        "3米, cm, 300",
        "0.5kW, 瓦, 500",
        "42码, 码, 42"
    })
    void aQuantityIsReadInTheUnitAskedFor(String written, String unit, BigDecimal number) {
        Quantity quantity = Objects.requireNonNull(Quantity.of(written));

        assertThat(quantity.in(unit)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @CsvSource({"40-41", "纯棉", "316不锈钢4毫米", "8+256GB", "''"})
    void whatIsNotOneQuantityIsNone(String written) {
        assertThat(Quantity.of(written)).isNull();
    }

    @Test
    void unlikeUnitsDoNotCompare() {
        assertThat(new Quantity(BigDecimal.ONE, "米").in("升")).isNull();
    }

    @Test
    void aValueInOnePieceIsTheSameDemandAsNumberAndUnit() {
        assertThat(new Gold("码数", "=", "42码", null)).isEqualTo(new Gold("码数", "=", "42.0", "码"));
    }
}
