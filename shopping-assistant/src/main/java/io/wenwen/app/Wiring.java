package io.wenwen.app;

import io.wenwen.app.operate.Home;
import io.wenwen.app.shop.OpenShop;
import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.Offer;
import io.wenwen.copy.CopywriterConfiguration;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.embedding.BgeSmallZh;
import io.wenwen.core.embedding.Embedder;
import io.wenwen.core.openai.OpenAiConfiguration;
import io.wenwen.recommend.Recommender;
import io.wenwen.recommend.event.EventLog;
import io.wenwen.service.ServiceConfiguration;
import io.wenwen.service.order.Orders;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the modules' front doors together. */
@Configuration(proxyBeanMethods = false)
@Import({ServiceConfiguration.class, CopywriterConfiguration.class, OpenAiConfiguration.class})
class Wiring {

    /** The home is checked and made before the database puts its files there. */
    @Bean
    static AbstractDependsOnBeanFactoryPostProcessor homeFirst() {
        return new AbstractDependsOnBeanFactoryPostProcessor(DataSource.class, "home") {};
    }

    @Bean(destroyMethod = "close")
    Embedder embedder() {
        return new BgeSmallZh();
    }

    /** Empty until {@link OpenShop} fills it. */
    @Bean(destroyMethod = "close")
    Catalog catalog(Home home, Embedder embedder) {
        return Catalog.open(home.index(), embedder);
    }

    /** Words clauses for the dialogue and for merchants' copy. */
    @Bean
    ProseWriter proseWriter() {
        return new ProseWriter();
    }

    @Bean
    EventLog eventLog(JdbcClient jdbc) {
        return new EventLog(jdbc);
    }

    @Bean
    Recommender recommender(EventLog log, Catalog catalog) {
        return new Recommender(log, catalog::product, catalog::products, Clock.systemUTC()::instant);
    }

    @Bean
    ServiceConfiguration.PriceTag priceTag(Catalog catalog) {
        return sku -> catalog.offer(sku).map(Wiring::offer);
    }

    private static Orders.Offer offer(Offer offer) {
        return new Orders.Offer(
                offer.sku().id(),
                offer.product().title(),
                String.join(" ", offer.sku().options().values()),
                offer.price(),
                offer.sku().stock());
    }
}
