package io.wenwen.recommend;

import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.recommend.event.BehaviourEvent;
import io.wenwen.recommend.event.EventLog;
import io.wenwen.recommend.recall.ItemToItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The front door of recommendation: takes in what shoppers do and says what else is worth a look. Thread-safe.
 *
 * <p>The model is learnt anew when it is asked for and events have come since, at most once in {@link #REFRESH}.
 */
public final class Recommender {

    static final Duration REFRESH = Duration.ofSeconds(10);
    private static final Duration SESSION_GAP = Duration.ofMinutes(30);
    private static final int EVENTS_READ = 500_000;

    private final EventLog log;
    private final Function<ProductId, Optional<Product>> catalog;
    private final Supplier<Collection<Product>> products;
    private final Supplier<Instant> clock;
    private final ReentrantLock learning = new ReentrantLock();
    private volatile ItemToItem model = ItemToItem.learn(List.of());
    private volatile long learntFrom;
    private volatile Instant learntAt = Instant.EPOCH;

    /**
     * @param catalog finds a product on sale
     * @param products all products on sale, for a shop that has no events yet
     */
    public Recommender(
            EventLog log,
            Function<ProductId, Optional<Product>> catalog,
            Supplier<Collection<Product>> products,
            Supplier<Instant> clock) {
        this.log = log;
        this.catalog = catalog;
        this.products = products;
        this.clock = clock;
    }

    /**
     * Keeps what a shopper did. Events of products that the shop does not have are passed over.
     *
     * @return how many were new and known
     */
    public int record(List<BehaviourEvent> events) {
        return log.append(events.stream()
                .filter(e -> catalog.apply(e.product()).isPresent())
                .toList());
    }

    /**
     * What shoppers of this product also looked at, best first; filled up with products alike where sessions say too little.
     * Only what is in stock.
     */
    public List<AlsoViewed> alsoViewed(ProductId id, int limit) {
        refresh();
        List<AlsoViewed> found = new ArrayList<>();
        Set<ProductId> taken = new HashSet<>(Set.of(id));
        for (ItemToItem.Neighbour neighbour : model.of(id)) {
            Optional<Product> product = catalog.apply(neighbour.product());
            if (found.size() < limit
                    && product.filter(Recommender::inStock).isPresent()
                    && taken.add(neighbour.product())) {
                found.add(new AlsoViewed(
                        neighbour.product(),
                        AlsoViewed.Basis.SESSIONS,
                        neighbour.score(),
                        neighbour.together(),
                        neighbour.sessions()));
            }
        }
        catalog.apply(id).ifPresent(product -> alike(product, limit - found.size(), taken, found));
        return found;
    }

    private void alike(Product product, int missing, Set<ProductId> taken, List<AlsoViewed> found) {
        products.get().stream()
                .filter(p -> p.leaf().equals(product.leaf()) && inStock(p) && !taken.contains(p.id()))
                .sorted(Comparator.comparingDouble((Product p) -> distance(p, product))
                        .thenComparing(p -> p.id().value()))
                .limit(Math.max(0, missing))
                .forEach(p -> found.add(
                        new AlsoViewed(p.id(), AlsoViewed.Basis.ALIKE, 1 / (1 + distance(p, product)), 0, 0)));
    }

    /** Difference of prices in orders of magnitude, less 0.1 for each attribute value in common. */
    private static double distance(Product a, Product b) {
        double prices = Math.abs(Math.log(1.0 + price(a)) - Math.log(1.0 + price(b)));
        long common = a.attributes().stream()
                .filter(x -> b.attribute(x.name())
                        .filter(y -> y.values().equals(x.values()))
                        .isPresent())
                .count();
        return Math.max(0, prices + 2 - 0.1 * common);
    }

    private static long price(Product product) {
        return product.skus().stream().mapToLong(s -> s.price().fen()).min().orElse(0);
    }

    private static boolean inStock(Product product) {
        return product.skus().stream().anyMatch(s -> s.stock() > 0);
    }

    private void refresh() {
        Instant now = clock.get();
        if (now.isBefore(learntAt.plus(REFRESH)) || !learning.tryLock()) {
            return;
        }
        try {
            long size = log.size();
            if (size != learntFrom) {
                Sessions sessions = new Sessions();
                log.replay(EVENTS_READ, sessions::add);
                model = ItemToItem.learn(sessions.all());
                learntFrom = size;
            }
            learntAt = now;
        } finally {
            learning.unlock();
        }
    }

    /** Cuts a shopper's events into sessions at half an hour of silence. */
    private static final class Sessions {
        private final List<List<ProductId>> all = new ArrayList<>();
        private @Nullable BehaviourEvent last;

        void add(BehaviourEvent event) {
            BehaviourEvent before = last;
            boolean fresh = before == null
                    || !before.shopper().equals(event.shopper())
                    || Duration.between(before.at(), event.at()).compareTo(SESSION_GAP) > 0;
            if (fresh) {
                all.add(new ArrayList<>());
            }
            all.getLast().add(event.product());
            last = event;
        }

        List<List<ProductId>> all() {
            return all;
        }
    }
}
