package io.wenwen.service;

import io.wenwen.service.desk.Desk;
import io.wenwen.service.order.Orders;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The module's beans. The application gives the database, {@link PriceTag}, {@link Desk.ReplyDelivery} and the transcript. */
@Configuration(proxyBeanMethods = false)
@ComponentScan("io.wenwen.service.desk")
public class ServiceConfiguration {

    /** What the shop asks for a SKU at this moment. */
    @FunctionalInterface
    public interface PriceTag extends Function<io.wenwen.catalog.product.SkuId, Optional<Orders.Offer>> {}

    @Bean
    Orders orders(JdbcClient jdbc, PlatformTransactionManager transactions, PriceTag prices) {
        return new Orders(jdbc, new TransactionTemplate(transactions), prices, Clock.systemUTC()::instant);
    }

    @Bean
    Desk desk(JdbcClient jdbc, PlatformTransactionManager transactions, Desk.ReplyDelivery delivery) {
        return new Desk(jdbc, new TransactionTemplate(transactions), delivery, Clock.systemUTC()::instant);
    }

    @Bean
    CustomerServiceBot customerServiceBot(Orders orders, Desk desk) {
        return new CustomerServiceBot(orders, desk);
    }
}
