package io.wenwen.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.service.CustomerServiceBot.Answer;
import io.wenwen.service.desk.Desk;
import io.wenwen.service.desk.DeskMessage;
import io.wenwen.service.desk.DeskRefusedException;
import io.wenwen.service.desk.Ticket;
import io.wenwen.service.order.Order;
import io.wenwen.service.order.OrderRefusedException;
import io.wenwen.service.order.Orders;
import io.wenwen.service.order.Orders.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionTemplate;

/** Service over a real database: orders are their owner's, a ticket has one agent, a reply is kept and carried. */
class CustomerServiceBotTest {

    private static final SkuId KETTLE = new SkuId("kettle-1");

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-11T02:00:00Z"));
    private final List<String> delivered = new ArrayList<>();
    private Orders orders;
    private Desk desk;
    private CustomerServiceBot bot;

    @BeforeEach
    void openTheShop() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V20__orders_and_desk.sql")).execute(database);
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        JdbcClient jdbc = JdbcClient.create(database);
        Map<SkuId, Orders.Offer> shop = Map.of(KETTLE, new Orders.Offer(KETTLE, "山月保温水壶", "白色", new Money(12900), 3));
        orders = new Orders(jdbc, transactions, sku -> Optional.ofNullable(shop.get(sku)), clock::get);
        desk = new Desk(
                jdbc,
                transactions,
                (ticket, reply) -> {
                    if (reply.text().contains("断线")) {
                        throw new IllegalStateException("the conversation's store is away");
                    }
                    delivered.add(ticket.conversation() + ": " + reply.text());
                },
                clock::get);
        bot = new CustomerServiceBot(orders, desk);
    }

    private Order bought(String shopper) {
        return orders.place(shopper, UUID.randomUUID().toString(), List.of(new Wanted(KETTLE, 2)));
    }

    @Test
    void anOrderCostsWhatTheShopAsksTimesItsPieces() {
        assertThat(bought("小李").pay()).isEqualTo(new Money(25800));
    }

    @Test
    void theSameKeyPlacesOneOrder() {
        Order first = orders.place("小李", "k", List.of(new Wanted(KETTLE, 1)));

        assertThat(orders.place("小李", "k", List.of(new Wanted(KETTLE, 1)))).isEqualTo(first);
        assertThat(orders.newest("小李", 10)).hasSize(1);
    }

    @Test
    void anOrderIsShownToItsOwnerOnly() {
        Order order = bought("小李");
        String question = "我的订单" + order.id() + "到哪了";

        assertThat(bot.answer("小李", "c1", question)).contains(new Answer.Found(List.of(order)));
        assertThat(bot.answer("小王", "c2", question)).contains(new Answer.NoOrder(order.id()));
        assertThat(bot.answer("小王", "c2", "查一下我的订单")).contains(new Answer.NoOrder(""));
    }

    @Test
    void anOrderThatCannotBeKeptIsRefusedWithTheReason() {
        assertThatThrownBy(() -> orders.place("小李", "k", List.of(new Wanted(KETTLE, 4))))
                .isInstanceOf(OrderRefusedException.class)
                .hasMessage("Only 3 of kettle-1 are in stock; 4 are asked for. Lower the quantity.");
        assertThatThrownBy(() -> orders.place("小李", "k", List.of(new Wanted(new SkuId("none"), 1))))
                .hasMessage("The shop has no SKU none. Reload the product page.");
        assertThatThrownBy(() -> orders.place("小李", "k", List.of()))
                .hasMessage("An order has 1 to 100 lines; this one has 0.");
        assertThatThrownBy(() -> orders.place("小李", "k", List.of(new Wanted(KETTLE, 0))))
                .hasMessage("A line has 1 to 999 pieces; kettle-1 asks for 0.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"转人工", "我要找人工客服", "人工", "叫客服来", "Can I talk to a human?"})
    void askingForAPersonMakesOneTicketThatWaits(String message) {
        bot.answer("小李", "c1", message);
        bot.answer("小李", "c1", message);

        assertThat(desk.queue()).hasSize(1).first().extracting(Ticket::status).isEqualTo(Ticket.Status.WAITING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"人工智能音箱", "推荐一款耳机", "你们客服几点上班", "order by price"})
    void otherMessagesAreNotServices(String message) {
        assertThat(bot.answer("小李", "c1", message)).isEmpty();
    }

    @Test
    void whoWaitsLongerComesFirst() {
        desk.ask("c1", "小李", "转人工");
        clock.set(clock.get().plusSeconds(1));
        Ticket second = desk.ask("c2", "小王", "转人工");

        assertThat(second.waitingBefore()).isEqualTo(1);
        assertThat(desk.queue()).extracting(Ticket::conversation).containsExactly("c1", "c2");
    }

    @Test
    void aTicketHasOneAgent() {
        Ticket ticket = desk.ask("c1", "小李", "转人工");
        desk.take(ticket.id(), "阿青");

        assertThatThrownBy(() -> desk.take(ticket.id(), "阿白"))
                .isInstanceOf(DeskRefusedException.class)
                .hasMessage("Agent 阿青 has taken this ticket. Choose another one.");
        assertThatThrownBy(() -> desk.reply(ticket.id(), "阿白", "m1", "您好"))
                .hasMessage("Take the ticket before you reply; only its agent writes to the shopper.");
    }

    @Test
    void aReplyIsCarriedOnceHoweverOftenItIsSent() {
        Ticket ticket = desk.ask("c1", "小李", "转人工");
        desk.take(ticket.id(), "阿青");
        desk.reply(ticket.id(), "阿青", "m1", "您好，请讲");
        desk.reply(ticket.id(), "阿青", "m1", "您好，请讲");

        assertThat(delivered).containsExactly("c1: 您好，请讲");
        assertThat(desk.messages(ticket.id())).hasSize(1);
    }

    @Test
    void aReplyThatCannotBeCarriedIsNotKeptEither() {
        Ticket ticket = desk.ask("c1", "小李", "转人工");
        desk.take(ticket.id(), "阿青");

        assertThatThrownBy(() -> desk.reply(ticket.id(), "阿青", "m1", "断线")).isInstanceOf(IllegalStateException.class);
        assertThat(desk.messages(ticket.id())).isEmpty();
    }

    @Test
    void whatTheShopperSaysMeanwhileReachesTheDesk() {
        Ticket ticket = desk.ask("c1", "小李", "转人工");
        desk.hear(ticket, "盖子裂了");

        assertThat(desk.messages(ticket.id())).extracting(DeskMessage::text).containsExactly("盖子裂了");
    }

    @Test
    void aClosedTicketGivesTheConversationBack() {
        Ticket ticket = desk.ask("c1", "小李", "转人工");
        desk.take(ticket.id(), "阿青");
        desk.close(ticket.id(), "阿青");

        assertThat(desk.open("c1")).isEmpty();
        assertThat(desk.ask("c1", "小李", "转人工").id()).isNotEqualTo(ticket.id());
    }
}
