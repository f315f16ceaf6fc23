package io.wenwen.app.shopper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wenwen.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two tabs, and tabs that are closed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TurnsOfOneConversationTest {

    private Catalog catalog;
    private ShopperTurns turns;

    @BeforeAll
    void openShop(@TempDir Path folder) {
        catalog = SmallShop.open(folder);
        turns = Talk.plain(catalog, SmallShop.POLICIES);
    }

    @AfterAll
    void closeShop() {
        catalog.close();
    }

    private static TurnRequest request(String message) {
        return new TurnRequest("shopper", "tabs", message, Locale.SIMPLIFIED_CHINESE, List.of());
    }

    private static TurnSink sink(Consumer<TurnEvent> hears) {
        return new TurnSink() {
            @Override
            public void send(TurnEvent event) {
                hears.accept(event);
            }

            @Override
            public boolean closed() {
                return false;
            }
        };
    }

    @Test
    void aSecondTabWaitsForTheFirstAndGoesOnFromIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<TurnEvent> first = new CopyOnWriteArrayList<>();
        List<TurnEvent> second = new CopyOnWriteArrayList<>();
        Thread one = Thread.ofPlatform()
                .start(() -> turns.answer(request("500元以内的蓝牙耳机"), sink(event -> {
                    first.add(event);
                    begun.countDown();
                    await(goOn);
                })));
        begun.await();
        Thread two = Thread.ofPlatform().start(() -> turns.answer(request("换成黑色的"), sink(second::add)));
        while (two.getState() != Thread.State.TIMED_WAITING && two.isAlive()) {
            Thread.onSpinWait();
        }

        assertThat(second).isEmpty();
        goOn.countDown();
        one.join();
        two.join();

        assertThat(first.getLast()).isInstanceOf(TurnEvent.Done.class);
        assertThat(second.getLast())
                .isInstanceOfSatisfying(
                        TurnEvent.Done.class,
                        done -> assertThat(done.constraints())
                                .extracting(d -> d.attribute() + d.op() + d.value())
                                .containsExactlyInAnyOrder("category=蓝牙耳机", "price<=500", "颜色=黑色"));
    }

    @Test
    void aTabClosedInTheMiddleLeavesTheConversationUsable() {
        ShopperTurns own = Talk.plain(catalog, SmallShop.POLICIES);
        List<TurnEvent> heard = new CopyOnWriteArrayList<>();

        assertThatThrownBy(() -> own.answer(request("500元以内的蓝牙耳机"), sink(event -> {
                    heard.add(event);
                    if (event instanceof TurnEvent.Cards) {
                        throw new UncheckedIOException(new IOException("Broken pipe"));
                    }
                })))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(heard).noneMatch(TurnEvent.Text.class::isInstance);

        assertThat(new Talk(own, "tabs").say("蓝牙耳机").kind()).isEqualTo("cards");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
