package io.wenwen.app.shopper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.demo.DemoShop;
import io.wenwen.catalog.feed.CatalogData;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.onnx.EngineOptions;
import io.wenwen.core.kernel.onnx.Progress;
import io.wenwen.core.kernel.onnx.QwenModel;
import io.wenwen.service.policy.Policies;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Turns worded by the default model over the demo shop. */
@Tag("model")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordedTurnTest {

    private Catalog catalog;
    private LanguageModel model;
    private ShopperTurns worded;
    private ShopperTurns plain;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        Path file = Path.of(
                System.getProperty("user.home"), ".cache/wenwen/models/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf");
        if ("true".equals(System.getenv("CI"))) {
            assertThat(file).isRegularFile();
        }
        assumeThat(Files.exists(file))
                .as("needs " + file + "; get it with ./wenwen model pull")
                .isTrue();
        model = QwenModel.open(
                file, file.resolveSibling("../converted").normalize(), EngineOptions.DEFAULT, Progress.NONE);
        CatalogData data = DemoShop.generate(DemoShop.SEED);
        catalog = Catalog.open(folder, null);
        catalog.load(DemoShop.NAME, data.products(), data.promotions());
        Policies policies = Policies.parse(DemoShop.policies(Locale.SIMPLIFIED_CHINESE));
        worded = Talk.worded(catalog, policies, Optional.of(model));
        plain = worded.withoutModel();
        worded.prepare();
    }

    @AfterAll
    void close() {
        if (catalog != null) {
            catalog.close();
        }
        if (model != null) {
            model.close();
        }
    }

    @Test
    void theModelWordsWhatWasPlannedAndTheRateIsTold() {
        Talk talk = new Talk(worded, "full").say("三百以内的蓝牙耳机");

        assertThat(talk.done().level()).isEqualTo("full");
        assertThat(talk.done().generatedTokens()).isPositive();
        assertThat(talk.done().tokensPerSecond()).isNotNull().isPositive();
        assertThat(new Talk(plain, "plain").say("三百以内的蓝牙耳机").done().level()).isEqualTo("cards");
    }

    @Test
    void theModelsReadingNeverChangesTheCards() {
        Talk again = new Talk(worded, "again").say("跑步鞋 跑越野的 五百以内");
        Talk rules = new Talk(plain, "rules").say("跑步鞋 跑越野的 五百以内");

        assertThat(again.cards()).isEqualTo(rules.cards());
        assertThat(again.done().constraints()).isEqualTo(rules.done().constraints());
        assertThat(again.events.getLast()).isInstanceOf(TurnEvent.Done.class);
    }

    @Test
    void aShopperWhoLeavesStopsTheModel() {
        List<TurnEvent> heard = new ArrayList<>();
        TurnSink gone = new TurnSink() {
            @Override
            public void send(TurnEvent event) {
                heard.add(event);
            }

            @Override
            public boolean closed() {
                return heard.stream().anyMatch(TurnEvent.Text.class::isInstance);
            }
        };

        assertThatThrownBy(() -> worded.answer(
                        new TurnRequest("shopper", "gone", "敏感肌能用的精华", Locale.SIMPLIFIED_CHINESE, List.of()), gone))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(heard).noneMatch(TurnEvent.Done.class::isInstance);
    }
}
