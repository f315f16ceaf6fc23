package io.wenwen.service;

import io.wenwen.service.desk.Desk;
import io.wenwen.service.desk.Ticket;
import io.wenwen.service.order.Order;
import io.wenwen.service.order.Orders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The front door of service: recognises that a message is about an order or asks for a person, and acts on it. Policy questions
 * are {@link io.wenwen.service.policy.Policies}. Thread-safe.
 */
public final class CustomerServiceBot {

    /**
     * Wordings that ask for a person, or complain, which is a person's to answer. Asking when staff are there, or saying that
     * no person is wanted, is neither.
     */
    public static final Pattern PERSON = Pattern.compile(
            "(?<![不别用要免]|不想|不要|不用)(?:转人工|转接人工|转客服|(?:人工|真人)(?:客服|服务)|找(?:个)?(?:人工|真人|客服|活人)|(?<!不)(?:要|叫|联系|接)(?:一下|个)?(?:人工|客服|真人))"
                    + "(?!.{0,8}(?:几点|时间|上班|下班|在线|电话|在不在))|^(?:人工|客服)[!！。?？]?$|(?<!不)(?:要|想|我|去|怎么|哪里|进行)?投诉(?!率)|"
                    + "(?:talk|speak|chat)(?:ing)? (?:to|with) (?:a |an |some)?(?:real |live |human )?(?:human|person|agent|someone)|\\b(?:human|live|real) (?:agent|person|support)|customer service agent|\\bcomplain",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern MY_ORDERS = Pattern.compile(
            "我的订单|我(?:买|下)的(?:单|东西|订单)|(?:查|看)(?:一?下)?(?:我的?)?订单|订单(?:到哪|状态|查询|怎么样|进度)|我的?(?:快递|包裹|货)(?:到哪|在哪|呢|什么时候)|"
                    + "(?i:my orders?|order status|where is my (?:order|package|parcel)|track my)");
    private static final int SHOWN = 5;

    private final Orders orders;
    private final Desk desk;

    public CustomerServiceBot(Orders orders, Desk desk) {
        this.orders = orders;
        this.desk = desk;
    }

    /** What service has to say to a message. */
    public sealed interface Answer {

        /** These orders of the shopper, newest first; at least one. */
        record Found(List<Order> orders) implements Answer {}

        /** The shopper has no order, or none of this number; {@code id} is empty when none was quoted. */
        record NoOrder(String id) implements Answer {}

        /** A person has been asked for. */
        record HandedOver(Ticket ticket) implements Answer {}
    }

    /** Answers a message that is service's to answer; nothing where it is not. Asking for a person makes the ticket. */
    public Optional<Answer> answer(String shopper, String conversation, String message) {
        if (PERSON.matcher(message).find()) {
            return Optional.of(new Answer.HandedOver(desk.ask(conversation, shopper, message)));
        }
        Optional<String> quoted = Orders.quotedIn(message);
        if (quoted.isPresent()) {
            return Optional.of(orders.find(shopper, quoted.get())
                    .<Answer>map(order -> new Answer.Found(List.of(order)))
                    .orElseGet(() -> new Answer.NoOrder(quoted.get())));
        }
        if (MY_ORDERS.matcher(message).find()) {
            List<Order> newest = orders.newest(shopper, SHOWN);
            return Optional.of(newest.isEmpty() ? new Answer.NoOrder("") : new Answer.Found(newest));
        }
        return Optional.empty();
    }

    public Orders orders() {
        return orders;
    }

    public Desk desk() {
        return desk;
    }
}
