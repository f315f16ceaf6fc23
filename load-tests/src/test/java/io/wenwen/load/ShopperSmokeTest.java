package io.wenwen.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.load.shopper.HeardTurn;
import io.wenwen.load.shopper.ShopClient;
import io.wenwen.load.shopper.ShopperEvaluation;
import io.wenwen.load.shopper.ShopperEvaluation.Scores;
import io.wenwen.load.suite.ShopFacts;
import io.wenwen.load.suite.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole way once: a shop is imported, started and asked, as `./wenwen eval shopper` does it over larger suites. */
class ShopperSmokeTest {

    private static final Path SMALL = Path.of("src/test/resources/small-shop");

    private static Suite suite() throws Exception {
        ShopFacts shop = ShopFacts.read(SMALL.resolve("catalog.jsonl"), SMALL.resolve("policies.md"));
        return Suite.read("small", SMALL.resolve("turns.jsonl"), shop);
    }

    private static RunningShop start(String model) throws Exception {
        return RunningShop.start(
                List.of(SMALL.resolve("catalog.jsonl")), SMALL.resolve("policies.md"), model, System.err::println);
    }

    @Test
    void anImportedShopAnswersAllKindsWithoutAModel() throws Exception {
        List<String> faults = new ArrayList<>();
        try (RunningShop shop = start("none")) {
            shop.awaitReady(false, Duration.ofMinutes(3), System.err::println);
            ShopperEvaluation evaluation =
                    new ShopperEvaluation(suite(), new ShopClient(shop.address(), Duration.ofSeconds(60)), faults::add);
            evaluation.run();
            Scores scores = evaluation.scores(false);

            assertThat(scores.constraintF1()).as("%s", faults).isEqualTo(1);
            assertThat(scores.kindRight()).as("%s", faults).isEqualTo(1);
            assertThat(scores.rightProduct()).as("%s", faults).isEqualTo(1);
            assertThat(scores.factsRight()).as("%s", faults).isEqualTo(1);
            assertThat(scores.deadEnds() + scores.silentViolations() + scores.wrongStrings())
                    .as("%s", faults)
                    .isZero();
            assertThat(scores.figures() + scores.names() + scores.attributes() + scores.promises())
                    .as("%s", faults)
                    .isZero();
        }
    }

    @Test
    @Tag("model")
    void theModelWordsTheAnswerOverAnImportedShop() throws Exception {
        io.wenwen.load.shopper.DefaultModel.require();
        try (RunningShop shop = start("default")) {
            shop.awaitReady(true, Duration.ofMinutes(10), System.err::println);
            HeardTurn heard = new ShopClient(shop.address(), Duration.ofSeconds(120))
                    .turn("五百以内的蓝牙耳机，不要白色的", null, "zh-CN", List.of());

            assertThat(heard.failed()).isFalse();
            assertThat(heard.closing("model").asString("")).isEqualTo("qwen2.5-coder-0.5b-instruct");
            assertThat(heard.cardsAfter()).isLessThan(heard.textAfter());
            assertThat(heard.text())
                    .endsWith("。")
                    .isEqualTo(heard.closing("text").asString(""));
        }
    }
}
