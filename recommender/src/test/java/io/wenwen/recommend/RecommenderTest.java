package io.wenwen.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.recommend.event.BehaviourEvent;
import io.wenwen.recommend.event.BehaviourEvent.Type;
import io.wenwen.recommend.event.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The recommender over a real database: what is kept, what is learnt, what is shown. */
class RecommenderTest {

    private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");

    private final Map<ProductId, Product> shop = new LinkedHashMap<>();
    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private EventLog log;
    private Recommender recommender;

    @BeforeEach
    void openTheShop() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(
                        new org.springframework.core.io.ClassPathResource("db/migration/V10__behaviour_events.sql"))
                .execute(database);
        for (String[] row : new String[][] {
            {"耳机甲", "耳机", "19900"}, {"耳机乙", "耳机", "21900"}, {"耳机丙", "耳机", "99900"}, {"键盘", "键盘", "29900"}
        }) {
            product(row[0], row[1], Long.parseLong(row[2]), 5);
        }
        log = new EventLog(JdbcClient.create(database));
        recommender = new Recommender(log, id -> Optional.ofNullable(shop.get(id)), () -> shop.values(), clock::get);
    }

    private void product(String id, String leaf, long fen, int stock) {
        ProductId product = new ProductId(id);
        shop.put(
                product,
                new Product(
                        product,
                        id,
                        List.of("数码", leaf),
                        null,
                        "",
                        "",
                        List.of(),
                        List.of(new Sku(new SkuId(id + "-1"), Map.of(), new Money(fen), stock, null)),
                        0,
                        0,
                        0,
                        null,
                        List.of()));
    }

    private static BehaviourEvent looked(String shopper, String product, Instant at) {
        return new BehaviourEvent(UUID.randomUUID().toString(), shopper, Type.CLICK, new ProductId(product), at);
    }

    private List<String> shown(String product) {
        clock.set(clock.get().plus(Recommender.REFRESH));
        return recommender.alsoViewed(new ProductId(product), 3).stream()
                .map(a -> a.product().value())
                .toList();
    }

    @Test
    void whatSessionsShareComesFirstWithItsFigures() {
        for (int i = 0; i < 4; i++) {
            recommender.record(List.of(looked("s" + i, "耳机甲", NOON), looked("s" + i, "键盘", NOON.plusSeconds(60))));
        }
        recommender.record(List.of(looked("s9", "耳机甲", NOON), looked("s9", "耳机丙", NOON.plusSeconds(5))));
        clock.set(NOON.plus(Duration.ofMinutes(1)));

        AlsoViewed first = recommender.alsoViewed(new ProductId("耳机甲"), 3).getFirst();

        assertThat(first.product().value()).isEqualTo("键盘");
        assertThat(first.basis()).isEqualTo(AlsoViewed.Basis.SESSIONS);
        assertThat(first.together()).isEqualTo(4);
        assertThat(first.sessions()).isEqualTo(5);
    }

    @Test
    void halfAnHourOfSilenceEndsASession() {
        recommender.record(List.of(looked("s", "耳机甲", NOON), looked("s", "键盘", NOON.plus(Duration.ofMinutes(31)))));

        assertThat(shown("耳机甲")).doesNotContain("键盘");
    }

    @Test
    void withoutEventsProductsAlikeAtANearPriceAreShown() {
        assertThat(shown("耳机甲")).containsExactly("耳机乙", "耳机丙");
    }

    @Test
    void whatIsSoldOutIsNotShown() {
        product("耳机乙", "耳机", 21900, 0);

        assertThat(shown("耳机甲")).containsExactly("耳机丙");
    }

    @Test
    void theSameEventIsKeptOnce() {
        BehaviourEvent event = looked("s", "耳机甲", NOON);

        assertThat(recommender.record(List.of(event, event))).isEqualTo(1);
        assertThat(recommender.record(List.of(event))).isZero();
        assertThat(log.size()).isEqualTo(1);
    }

    @Test
    void impressionsTeachNothing() {
        recommender.record(List.of(
                new BehaviourEvent("e1", "s", Type.IMPRESSION, new ProductId("耳机甲"), NOON),
                new BehaviourEvent("e2", "s", Type.IMPRESSION, new ProductId("键盘"), NOON)));

        assertThat(shown("耳机甲")).doesNotContain("键盘");
    }

    @Test
    void eventsOfUnknownProductsArePassedOver() {
        assertThat(recommender.record(List.of(looked("s", "没有这件", NOON)))).isZero();
    }

    @Test
    void moreThanAHundredEventsAtOnceAreRefused() {
        List<BehaviourEvent> many = new ArrayList<>(Collections.nCopies(101, looked("s", "耳机甲", NOON)));

        assertThatThrownBy(() -> recommender.record(many))
                .hasMessage("101 events in one call; at most 100 are taken. Send them in parts.");
    }
}
