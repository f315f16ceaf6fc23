package io.wenwen.service.order;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.SkuId;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The order book: takes an order once, shows it to its owner only. Thread-safe. */
public final class Orders {

    /** Lines of one order. */
    public static final int MOST_LINES = 100;

    /** Pieces of one line. */
    public static final int MOST_PIECES = 999;

    private static final Pattern ID = Pattern.compile("[Ww]\\d{14}");
    private static final ZoneId SHOP_TIME = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Function<SkuId, Optional<Offer>> offers;
    private final Supplier<Instant> clock;
    private final SecureRandom random = new SecureRandom();

    /** What the shop asks for one SKU now; {@code price} after 直降. */
    public record Offer(SkuId sku, String title, String options, Money price, int stock) {}

    /** What a shopper wants of one SKU. */
    public record Wanted(SkuId sku, int quantity) {}

    public Orders(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Function<SkuId, Optional<Offer>> offers,
            Supplier<Instant> clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.offers = offers;
        this.clock = clock;
    }

    /**
     * Places an order at the shop's prices of this moment. The same shopper and key give the same order, however often it is sent.
     *
     * @throws OrderRefusedException for an empty or overlong order, an unknown SKU, or too little stock
     */
    public Order place(String shopper, String key, List<Wanted> wanted) {
        return place(shopper, key, wanted, lines -> {
            long sum = 0;
            for (Order.Line line : lines) {
                sum = Math.addExact(sum, Math.multiplyExact(line.price().fen(), (long) line.quantity()));
            }
            return sum;
        });
    }

    /**
     * The same, with promotions and freight.
     *
     * @param total what all lines cost together, in 分
     */
    public Order place(String shopper, String key, List<Wanted> wanted, ToLongFunction<List<Order.Line>> total) {
        Optional<Order> before = byKey(shopper, key);
        if (before.isPresent()) {
            return before.get();
        }
        List<Order.Line> lines = lines(wanted);
        long pay = total.applyAsLong(lines);
        Instant now = clock.get();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Order order = new Order(newId(now), shopper, Order.Status.PLACED, new Money(pay), now, lines);
            try {
                transactions.executeWithoutResult(status -> insert(order, key));
                return order;
            } catch (DuplicateKeyException taken) {
                // Either this very order arrived twice at once, or the random number was taken.
                Optional<Order> twin = byKey(shopper, key);
                if (twin.isPresent()) {
                    return twin.get();
                }
            }
        }
        throw new IllegalStateException("No free order number found in " + TRIES + " tries.");
    }

    private List<Order.Line> lines(List<Wanted> wanted) {
        if (wanted.isEmpty() || wanted.size() > MOST_LINES) {
            throw new OrderRefusedException(
                    "An order has 1 to " + MOST_LINES + " lines; this one has " + wanted.size() + ".");
        }
        List<Order.Line> lines = new ArrayList<>();
        for (Wanted want : wanted) {
            if (want.quantity() < 1 || want.quantity() > MOST_PIECES) {
                throw new OrderRefusedException("A line has 1 to " + MOST_PIECES + " pieces; " + want.sku()
                        + " asks for " + want.quantity() + ".");
            }
            Offer offer = offers.apply(want.sku())
                    .orElseThrow(() -> new OrderRefusedException(
                            "The shop has no SKU " + want.sku() + ". Reload the product page."));
            if (offer.stock() < want.quantity()) {
                throw new OrderRefusedException("Only " + offer.stock() + " of " + want.sku() + " are in stock; "
                        + want.quantity() + " are asked for. Lower the quantity.");
            }
            lines.add(new Order.Line(offer.sku(), offer.title(), offer.options(), want.quantity(), offer.price()));
        }
        return lines;
    }

    private String newId(Instant now) {
        return "W" + DAY.format(now.atZone(SHOP_TIME)) + String.format("%06d", random.nextInt(1_000_000));
    }

    private void insert(Order order, String key) {
        jdbc.sql("""
                        insert into customer_order (id, shopper, order_key, status, pay_fen, placed_at)
                        values (:id, :shopper, :key, :status, :pay, :at)""")
                .param("id", order.id())
                .param("shopper", order.shopper())
                .param("key", key)
                .param("status", order.status().name())
                .param("pay", order.pay().fen())
                .param("at", Timestamp.from(order.placedAt()))
                .update();
        int position = 0;
        for (Order.Line line : order.lines()) {
            jdbc.sql("""
                            insert into order_line (order_id, position, sku, title, options, quantity, price_fen)
                            values (:order, :position, :sku, :title, :options, :quantity, :price)""")
                    .param("order", order.id())
                    .param("position", position++)
                    .param("sku", line.sku().value())
                    .param("title", line.title())
                    .param("options", line.options())
                    .param("quantity", line.quantity())
                    .param("price", line.price().fen())
                    .update();
        }
    }

    /** An order of this shopper; nothing where it is another's or does not exist, which nobody can tell apart. */
    public Optional<Order> find(String shopper, String id) {
        return jdbc.sql("select * from customer_order where id = :id and shopper = :shopper")
                .param("id", id.toUpperCase(java.util.Locale.ROOT))
                .param("shopper", shopper)
                .query((row, n) -> order(row))
                .optional();
    }

    /** This shopper's newest orders. */
    public List<Order> newest(String shopper, int limit) {
        return jdbc.sql(
                        "select * from customer_order where shopper = :shopper order by placed_at desc, id limit :limit")
                .param("shopper", shopper)
                .param("limit", limit)
                .query((row, n) -> order(row))
                .list();
    }

    private Optional<Order> byKey(String shopper, String key) {
        return jdbc.sql("select * from customer_order where shopper = :shopper and order_key = :key")
                .param("shopper", shopper)
                .param("key", key)
                .query((row, n) -> order(row))
                .optional();
    }

    private Order order(java.sql.ResultSet row) throws java.sql.SQLException {
        String id = row.getString("id");
        List<Order.Line> lines = jdbc.sql("select * from order_line where order_id = :id order by position")
                .param("id", id)
                .query((line, n) -> new Order.Line(
                        new SkuId(line.getString("sku")),
                        line.getString("title"),
                        line.getString("options"),
                        line.getInt("quantity"),
                        new Money(line.getLong("price_fen"))))
                .list();
        return new Order(
                id,
                row.getString("shopper"),
                Order.Status.valueOf(row.getString("status")),
                new Money(row.getLong("pay_fen")),
                row.getTimestamp("placed_at").toInstant(),
                lines);
    }

    /** The order number that a message quotes. */
    public static Optional<String> quotedIn(String message) {
        Matcher id = ID.matcher(message);
        return id.find() ? Optional.of(id.group().toUpperCase(java.util.Locale.ROOT)) : Optional.empty();
    }
}
