package io.wenwen.load.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"两百,200", "两百五,250", "一千二百三十,1230", "十五,15", "一万二,12000", "三点五,3.5", "一千零五,1005", "半,0.5", "二零二六,2026"})
    void numberWordsAreAmounts(String words, BigDecimal value) {
        assertThat(Figures.spoken(words)).isEqualByComparingTo(value);
    }

    @Test
    void idiomsCountNothing() {
        assertThat(Figures.in("这一款一般都很百搭，第二款一定更合适，一起看看")).isEmpty();
    }

    @Test
    void unitsStayWithTheirFigure() {
        assertThat(Figures.in("续航３０小时，八折")).extracting(Figures.Figure::unit).containsExactly("小时", "折");
    }
}
