package io.wenwen.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FillersTest {

    private static final Basket RICE = Priced.basket(
            "{}",
            "[{'id': 'rice', 'sku': 'rice', 'shop': 's', 'unit_fen': 6100, 'pieces': 1}]",
            "[{'id': 'save', 'kind': 'spend_off', 'shops': ['s'], 'steps': [{'threshold_fen': 9900, 'off_fen': 1500}]}]");

    @Test
    void theCheapestUsefulFillerComesFirstWithItsRealPrice() {
        List<Fillers.Filler> fillers = new Fillers(new Pricer())
                .useful(RICE, List.of(line("tea", 3700), line("nuts", 3800), line("oil", 9000)));

        assertThat(fillers).extracting(f -> f.line().id()).containsExactly("nuts", "oil");
        assertThat(fillers.getFirst().marginal()).isEqualTo(2300);
        assertThat(fillers.getFirst().paysForItself()).isFalse();
    }

    @Test
    void aFillerCheaperThanWhatItSavesPaysForItself() {
        Basket near = RICE.withLines(List.of(line("rice", 9800)));

        Fillers.Filler filler = new Fillers(new Pricer())
                .useful(near, List.of(line("match", 100)))
                .getFirst();

        assertThat(filler.marginal()).isEqualTo(-1400);
        assertThat(filler.paysForItself()).isTrue();
        assertThat(filler.refund()).isEqualTo(85);
    }

    @Test
    void aPartialReturnKeepsTheDiscountOnWhatStays() {
        Basket both = RICE.withLines(List.of(line("rice", 6100), line("nuts", 3900)));

        long cost = new Fillers(new Pricer()).costOfReturn(both, Map.of("nuts", 1));

        // 8500 paid, 3315 back: 5185 for rice that costs 6100 alone.
        assertThat(cost).isEqualTo(5185 - 6100);
    }

    private static BasketLine line(String id, long unit) {
        return new BasketLine(id, id, id, "s", List.of(), unit, 1, null);
    }
}
