package io.wenwen.app.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wenwen.app.problem.Problem;
import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.Offer;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Sku;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Products as the storefront's JSON shows them; money in 分. */
final class ProductViews {

    private static final int REVIEWS = 20;

    private ProductViews() {}

    /** A product in a grid; {@code price} after 直降, {@code list_price} before. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tile(
            String id,
            String sku,
            String title,
            List<String> category,
            @Nullable String brand,
            long price,
            long listPrice,
            @Nullable String picture,
            double rating,
            long sales,
            boolean inStock,
            List<String> promotions) {}

    /** One line of a product's attributes, values as the catalogue writes them. */
    record AttributeLine(String name, List<String> values) {}

    /** A variant. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Variant(
            String id,
            Map<String, String> options,
            long price,
            long listPrice,
            int stock,
            @Nullable String picture) {}

    /** What a buyer said; {@code stars} 0 where none were given. */
    record ReviewLine(int stars, String text) {}

    /** A product's page. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            String id,
            String title,
            List<String> category,
            @Nullable String brand,
            String brief,
            String description,
            List<AttributeLine> attributes,
            List<Variant> skus,
            List<String> promotions,
            double rating,
            int ratings,
            long sales,
            List<ReviewLine> reviews,
            String catalogVersion) {}

    static Tile tile(Catalog catalog, Offer offer, Locale locale) {
        Product product = offer.product();
        return new Tile(
                product.id().value(),
                offer.sku().id().value(),
                product.title(),
                product.category(),
                product.brand(),
                offer.price().fen(),
                offer.sku().price().fen(),
                picture(offer.sku()),
                product.rating(),
                product.sales(),
                product.skus().stream().anyMatch(s -> s.stock() > 0),
                promotions(catalog, product, locale));
    }

    static Page page(Catalog catalog, Product product, Locale locale) {
        return new Page(
                product.id().value(),
                product.title(),
                product.category(),
                product.brand(),
                product.brief(),
                product.description(),
                product.attributes().stream()
                        .map(a -> new AttributeLine(a.name(), a.values()))
                        .toList(),
                product.skus().stream().map(s -> variant(catalog, s)).toList(),
                promotions(catalog, product, locale),
                product.rating(),
                product.ratings(),
                product.sales(),
                product.reviews().stream()
                        .limit(REVIEWS)
                        .map(r -> new ReviewLine(r.stars(), r.text()))
                        .toList(),
                catalog.version());
    }

    private static Variant variant(Catalog catalog, Sku sku) {
        long price = catalog.offer(sku.id())
                .map(o -> o.price().fen())
                .orElse(sku.price().fen());
        return new Variant(sku.id().value(), sku.options(), price, sku.price().fen(), sku.stock(), picture(sku));
    }

    private static @Nullable String picture(Sku sku) {
        return sku.picture();
    }

    /** What the shop grants on a product, in a few words each. */
    static List<String> promotions(Catalog catalog, Product product, Locale locale) {
        boolean english = Problem.inEnglish(locale);
        return catalog.promotions(product).stream()
                .map(p -> words(p, english))
                .distinct()
                .toList();
    }

    private static String words(Promotion promotion, boolean english) {
        return switch (promotion) {
            case Promotion.Reduction r -> english ? yuan(r.off()) + " off" : "直降" + r.off();
            case Promotion.SpendAndSave s ->
                english ? yuan(s.off()) + " off from " + yuan(s.threshold()) : "满" + s.threshold() + "减" + s.off();
            case Promotion.Coupon c ->
                english
                        ? "coupon: " + yuan(c.off()) + " off from " + yuan(c.threshold())
                        : "券：满" + c.threshold() + "减" + c.off();
        };
    }

    private static String yuan(io.wenwen.catalog.product.Money money) {
        return "¥" + money.toString().replace("元", "");
    }
}
