package io.wenwen.app.shop;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wenwen.app.problem.Problem;
import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.Offer;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import io.wenwen.catalog.query.Reading;
import io.wenwen.catalog.query.Sort;
import io.wenwen.catalog.retrieval.Hit;
import io.wenwen.catalog.retrieval.SearchRequest;
import io.wenwen.recommend.AlsoViewed;
import io.wenwen.recommend.Recommender;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue for the storefront. */
@RestController
@Tag(name = "products", description = "The catalogue")
class ProductController {

    private static final int LARGEST_PAGE = 100;
    private static final int LAST_PAGE = 1000;
    private static final int LONGEST_QUERY = 200;
    private static final int FOUND = 200;

    /** A page of products; {@code total} over all pages. */
    record Found(long total, int page, int size, List<ProductViews.Tile> products) {}

    /** A category with its number of products, and those below it. */
    record Category(String name, long count, List<Category> children) {}

    /** Another product; {@code basis} is {@code sessions} (看了又看) or {@code alike}. */
    record Also(String basis, ProductViews.Tile product) {}

    private final OpenShop shop;
    private final Recommender recommender;

    ProductController(OpenShop shop, Recommender recommender) {
        this.shop = shop;
        this.recommender = recommender;
    }

    @GetMapping("/api/products")
    @Operation(
            summary = "Search or browse",
            description =
                    "With q the sentence is read as in the chat (\"500元以内的防水冲锋衣\"), at most 200 products are found."
                            + " sort: sales (default without q), price, -price, rating, newest.")
    Found products(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "24") int size,
            @Parameter(hidden = true) Locale locale) {
        if (page < 0 || page > LAST_PAGE) {
            throw Problem.INVALID_PARAMETER.with("page");
        }
        if (size < 1 || size > LARGEST_PAGE) {
            throw Problem.INVALID_PARAMETER.with("size");
        }
        if (q != null && q.length() > LONGEST_QUERY) {
            throw Problem.INVALID_PARAMETER.with("q");
        }
        Sort order = order(sort);
        Catalog catalog = shop.catalog();
        List<Offer> offers = q == null || q.isBlank()
                ? browse(catalog, category, order == null ? Sort.BEST_SELLING : order)
                : search(catalog, q, category, order);
        List<ProductViews.Tile> tiles = offers.stream()
                .skip((long) page * size)
                .limit(size)
                .map(o -> ProductViews.tile(catalog, o, locale))
                .toList();
        return new Found(offers.size(), page, size, tiles);
    }

    private static @Nullable Sort order(@Nullable String sort) {
        return switch (sort) {
            case null -> null;
            case "", "relevance" -> null;
            case "sales" -> Sort.BEST_SELLING;
            case "price" -> Sort.CHEAPEST;
            case "-price" -> Sort.DEAREST;
            case "rating" -> Sort.BEST_RATED;
            case "newest" -> Sort.NEWEST;
            default -> throw Problem.INVALID_PARAMETER.with("sort");
        };
    }

    private static List<Offer> browse(Catalog catalog, @Nullable String category, Sort order) {
        Comparator<Offer> by = switch (order.key()) {
            case PRICE -> Comparator.comparing(Offer::price);
            case RATING -> Comparator.comparingDouble(o -> o.product().rating());
            case NEWEST ->
                Comparator.comparing(
                        o -> Optional.ofNullable(o.product().listed()).orElse(java.time.LocalDate.EPOCH));
            case SALES, ATTRIBUTE -> Comparator.comparingLong(o -> o.product().sales());
        };
        return inCategory(catalog.products(), category)
                .flatMap(p -> catalog.offer(p.id()).stream())
                .sorted((order.descending() ? by.reversed() : by)
                        .thenComparing(o -> o.product().id().value()))
                .toList();
    }

    private static Stream<Product> inCategory(Collection<Product> products, @Nullable String category) {
        return category == null || category.isBlank()
                ? products.stream()
                : products.stream().filter(p -> p.category().contains(category));
    }

    private static List<Offer> search(Catalog catalog, String q, @Nullable String category, @Nullable Sort order) {
        Reading reading = catalog.read(q);
        List<Constraint> constraints = new ArrayList<>(reading.constraints());
        if (category != null && !category.isBlank()) {
            constraints.add(new Constraint(Constraint.CATEGORY, Operator.IS, category, null, null));
        }
        Sort sort = order == null ? reading.sort() : order;
        return catalog.search(new SearchRequest(constraints, reading.residual(), sort, FOUND)).hits().stream()
                .map(Hit::offer)
                .toList();
    }

    @GetMapping("/api/products/{id}")
    @Operation(summary = "One product")
    ProductViews.Page product(@PathVariable String id, @Parameter(hidden = true) Locale locale) {
        Catalog catalog = shop.catalog();
        return ProductViews.page(catalog, known(catalog, id), locale);
    }

    @GetMapping("/api/products/{id}/also-viewed")
    @Operation(summary = "看了又看: what shoppers of this product also looked at")
    List<Also> alsoViewed(
            @PathVariable String id,
            @RequestParam(defaultValue = "6") int limit,
            @Parameter(hidden = true) Locale locale) {
        if (limit < 1 || limit > 50) {
            throw Problem.INVALID_PARAMETER.with("limit");
        }
        Catalog catalog = shop.catalog();
        List<Also> also = new ArrayList<>();
        for (AlsoViewed viewed : recommender.alsoViewed(known(catalog, id).id(), limit)) {
            catalog.offer(viewed.product())
                    .ifPresent(offer -> also.add(new Also(
                            viewed.basis().name().toLowerCase(Locale.ROOT),
                            ProductViews.tile(catalog, offer, locale))));
        }
        return also;
    }

    @GetMapping("/api/categories")
    @Operation(summary = "The categories as a tree")
    List<Category> categories() {
        Branch root = new Branch();
        for (Product product : shop.catalog().products()) {
            root.add(product.category(), 0);
        }
        return root.children();
    }

    /** A node of the tree while it is counted. */
    private static final class Branch {
        private final Map<String, Branch> below = new LinkedHashMap<>();
        private long count;

        void add(List<String> path, int depth) {
            count++;
            if (depth < path.size()) {
                below.computeIfAbsent(path.get(depth), name -> new Branch()).add(path, depth + 1);
            }
        }

        List<Category> children() {
            return below.entrySet().stream()
                    .map(e -> new Category(
                            e.getKey(), e.getValue().count, e.getValue().children()))
                    .sorted(Comparator.comparingLong(Category::count).reversed().thenComparing(Category::name))
                    .toList();
        }
    }

    private static Product known(Catalog catalog, String id) {
        Optional<Product> product =
                id.isBlank() || id.length() > 128 ? Optional.empty() : catalog.product(new ProductId(id));
        return product.orElseThrow(
                () -> Problem.NO_SUCH_PRODUCT.with(id.length() > 40 ? id.substring(0, 40) + "…" : id));
    }
}
