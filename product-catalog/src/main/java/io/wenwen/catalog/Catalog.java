package io.wenwen.catalog;

import io.wenwen.catalog.price.Rule;
import io.wenwen.catalog.price.RuleBook;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Lexicon;
import io.wenwen.catalog.query.Reading;
import io.wenwen.catalog.retrieval.Aggregates;
import io.wenwen.catalog.retrieval.Facet;
import io.wenwen.catalog.retrieval.Presence;
import io.wenwen.catalog.retrieval.SearchRequest;
import io.wenwen.catalog.retrieval.SearchResult;
import io.wenwen.core.embedding.Embedder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The shop's catalogue: the one place that knows which products there are and what is true of them. Everything that a shopper is
 * told about a product comes from here.
 *
 * <p>Thread-safe. {@link #load} replaces the whole shop at once: a search sees the old shop or the new one, never both.
 */
public final class Catalog implements AutoCloseable {

    private final Path directory;
    private final @Nullable Embedder embedder;
    private volatile Shop shop;

    private Catalog(Path directory, @Nullable Embedder embedder) {
        this.directory = directory;
        this.embedder = embedder;
        this.shop = Shop.of(directory, embedder, "", List.of(), List.of(), List.of());
    }

    /**
     * Opens a catalogue that keeps its index in {@code directory}; it holds nothing until {@link #load}.
     *
     * @param embedder for search by meaning; {@code null}: by words only. The caller closes it, after the catalogue.
     */
    public static Catalog open(Path directory, @Nullable Embedder embedder) {
        return new Catalog(directory, embedder);
    }

    /**
     * Replaces the shop. Returns once it can be searched by words; vectors follow in the background.
     *
     * @throws IllegalArgumentException if two products or two SKUs share an id; the old shop stays
     */
    public void load(String name, List<Product> products, List<Promotion> promotions) {
        load(name, products, promotions, List.of());
    }

    /**
     * Replaces the shop, with price rules beside the promotions that came with the products.
     *
     * @throws IllegalArgumentException if two products or two SKUs share an id; the old shop stays
     * @throws io.wenwen.catalog.price.PricingException if two rules share an id; the old shop stays
     */
    public synchronized void load(String name, List<Product> products, List<Promotion> promotions, List<Rule> rules) {
        Shop before = shop;
        Shop next = Shop.of(directory, embedder, name, products, promotions, rules);
        shop = next;
        before.close();
        next.retriever().forgetEarlier();
        if (embedder != null) {
            Thread.ofPlatform()
                    .daemon()
                    .name("catalog-vectors")
                    .priority(Thread.MIN_PRIORITY)
                    .start(() -> next.retriever().learnMeanings(List.copyOf(products)));
        }
    }

    /** Changes with the content: 16 hex digits over products, promotions and the shop's name. */
    public String version() {
        return shop.version();
    }

    /** The shop's name. */
    public String shopName() {
        return shop.name();
    }

    public Collection<Product> products() {
        return shop.products().values();
    }

    public Optional<Product> product(ProductId id) {
        return Optional.ofNullable(shop.products().get(id));
    }

    /** The SKU with its product and today's price. */
    public Optional<Offer> offer(SkuId id) {
        return Optional.ofNullable(shop.offers().get(id));
    }

    /** What the product is sold as when nothing is demanded: the cheapest SKU in stock. */
    public Optional<Offer> offer(ProductId id) {
        return product(id).map(p -> shop.checker().judge(p, List.of()).offer());
    }

    public List<Promotion> promotions() {
        return shop.promotions();
    }

    /** Promotions of every kind that cover the product. */
    public List<Promotion> promotions(Product product) {
        return shop.rules().covering(product);
    }

    /** Every rule that may change a price: the promotions, and those written as rules. */
    public RuleBook rules() {
        return shop.rules();
    }

    public Lexicon lexicon() {
        return shop.lexicon();
    }

    /** Reads a message that stands alone. */
    public Reading read(String message) {
        return read(message, List.of());
    }

    /**
     * Reads a message of a conversation.
     *
     * @param earlier demands so far; they tell which category a bare value (黑色的) belongs to. They are not repeated in the
     *     reading.
     */
    public Reading read(String message, List<Constraint> earlier) {
        return shop.grammar().read(message, earlier);
    }

    /** The product's and SKU's standing against the demands. */
    public List<io.wenwen.catalog.query.Check> check(Offer offer, List<Constraint> constraints) {
        return shop.checker().judge(offer, constraints).checks();
    }

    /** The products that meet the demands, or the nearest. */
    public SearchResult search(SearchRequest request) {
        return now(s -> s.searcher().search(request));
    }

    /** Facts over all products that meet the demands. */
    public Aggregates aggregate(List<Constraint> constraints) {
        return shop.searcher().aggregate(constraints);
    }

    /** The products that meet the demands ordered by a quantity, e.g. 续航时间; those that do not state it are left out. */
    public Aggregates.Ranked rank(List<Constraint> constraints, String attribute, boolean descending, int limit) {
        return shop.searcher().rank(constraints, attribute, descending, limit);
    }

    /** For each attribute its values among the products that meet the demands. */
    public List<Facet> facets(List<Constraint> constraints, Locale locale) {
        return shop.searcher().facets(constraints, locale);
    }

    /** Whether the shop carries the thing: word or phrase as a shopper says it. */
    public Presence presence(String thing) {
        Shop now = shop;
        Presence whole = now.searcher().presence(now.lexicon().sameThing(thing));
        String head = now.lexicon().head(thing);
        return whole.found() > 0 || head.equals(thing)
                ? whole
                : now.searcher().presence(now.lexicon().sameThing(head));
    }

    /** Share of the products whose vectors are ready, 0 to 1; 0 without an embedder. */
    public double vectorsReady() {
        return shop.retriever().meaningsReady();
    }

    /** Asks the shop of this moment; if it was replaced and closed meanwhile, the one that replaced it. */
    private <T> T now(Function<Shop, T> question) {
        Shop asked = shop;
        try {
            return question.apply(asked);
        } catch (AlreadyClosedException e) {
            Shop next = shop;
            if (next == asked) {
                throw e;
            }
            return question.apply(next);
        }
    }

    /** Stops the background work and closes the index; the embedder stays open. */
    @Override
    public synchronized void close() {
        shop.close();
    }
}
