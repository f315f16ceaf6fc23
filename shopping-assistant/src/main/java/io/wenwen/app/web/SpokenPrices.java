package io.wenwen.app.web;

import io.wenwen.app.problem.Problem;
import io.wenwen.app.shop.BasketQuotes;
import io.wenwen.app.shop.OpenShop;
import io.wenwen.app.shopper.TurnEvent;
import io.wenwen.app.shopper.TurnRequest;
import io.wenwen.app.shopper.TurnSink;
import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.price.PricingException;
import io.wenwen.catalog.price.Quote;
import io.wenwen.catalog.product.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Keeps the last price told in each conversation and tells the page when it no longer holds, so that nobody meets another sum at
 * the checkout. In memory only: after a restart a price is told anew when it is asked for.
 */
@Component
class SpokenPrices implements InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SpokenPrices.class);
    private static final int MOST = 10_000;
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Rules begin and end by the minute; between, only a new catalogue can move a price. */
    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(1);

    /** What a page is told: {@code text} in the shopper's language, amounts in 分. */
    record Correction(String text, String sku, long was, long pay, String certificate, String at) {}

    private record Spoken(Map<String, Integer> basket, String sku, long pay, String version, boolean english) {}

    private final OpenShop shop;
    private final ConversationNews news;
    private final Map<String, Spoken> spoken = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Spoken> eldest) {
            return size() > MOST;
        }
    };
    private volatile @Nullable Thread watching;

    SpokenPrices(OpenShop shop, ConversationNews news) {
        this.shop = shop;
        this.news = news;
    }

    @Override
    public void afterPropertiesSet() {
        watching = Thread.ofVirtual().name("spoken-prices").start(this::watch);
    }

    @Override
    public void destroy() {
        Thread thread = watching;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Passes a turn's events on and remembers the price among them once the turn is done. */
    TurnSink listen(TurnRequest request, TurnSink sink) {
        return new TurnSink() {
            private TurnEvent.@Nullable Price price;

            @Override
            public void send(TurnEvent event) {
                sink.send(event);
                if (event instanceof TurnEvent.Price told && told.deposit() == null) {
                    price = told;
                } else if (event instanceof TurnEvent.Done done && price != null) {
                    remember(done, price, Problem.inEnglish(request.locale()));
                }
            }

            @Override
            public boolean closed() {
                return sink.closed();
            }
        };
    }

    private void remember(TurnEvent.Done done, TurnEvent.Price price, boolean english) {
        Map<String, Integer> basket = new LinkedHashMap<>();
        price.basket().forEach(b -> basket.merge(b.sku(), b.pieces(), Integer::sum));
        synchronized (spoken) {
            spoken.put(
                    done.conversation(), new Spoken(basket, price.sku(), price.pay(), done.catalogVersion(), english));
        }
    }

    private void watch() {
        String version = "";
        Instant next = Instant.MIN;
        try {
            while (true) {
                Thread.sleep(EVERY);
                boolean ready = shop.state().state().equals("ready");
                if (ready
                        && (!shop.catalog().version().equals(version)
                                || Instant.now().isAfter(next))) {
                    version = shop.catalog().version();
                    next = Instant.now().plus(AT_LEAST_EVERY);
                    check(shop.catalog());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prices everything told again; rules may have changed, begun or ended. */
    void check(Catalog catalog) {
        List<Map.Entry<String, Spoken>> all;
        synchronized (spoken) {
            all = new ArrayList<>(spoken.entrySet().stream()
                    .map(e -> Map.entry(e.getKey(), e.getValue()))
                    .toList());
        }
        for (Map.Entry<String, Spoken> entry : all) {
            try {
                Optional<Quote> now = BasketQuotes.of(catalog, entry.getValue().basket());
                if (now.isPresent() && now.get().payable() != entry.getValue().pay()) {
                    correct(entry.getKey(), entry.getValue(), now.get(), catalog.version());
                }
            } catch (PricingException | DataAccessException e) {
                log.warn("A price that was told cannot be checked again: {}", e.getMessage());
            }
        }
    }

    private void correct(String conversation, Spoken before, Quote now, String version) {
        String was = money(before.pay(), before.english());
        String pay = money(now.payable(), before.english());
        String text = before.english()
                ? "The price I told you has changed: it was " + was + ", it is " + pay + " now."
                : "刚才说的价格变了：原来是" + was + "，现在是" + pay + "。";
        news.publish(
                conversation,
                "correction",
                new Correction(
                        text,
                        before.sku(),
                        before.pay(),
                        now.payable(),
                        now.certificate().id(),
                        Instant.now().toString()));
        synchronized (spoken) {
            spoken.computeIfPresent(
                    conversation,
                    (c, s) -> s.pay() == before.pay()
                            ? new Spoken(s.basket(), s.sku(), now.payable(), version, s.english())
                            : s);
        }
    }

    private static String money(long fen, boolean english) {
        String text = new Money(fen).toString();
        return english ? "¥" + text.replace("元", "") : text;
    }
}
