package io.wenwen.catalog.product;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product (SPU): what is shown as one card, bought as one of its SKUs.
 *
 * @param category path from the top to the leaf, e.g. {@code [数码, 耳机, 蓝牙耳机]}; at least one name
 * @param brand {@code null} where the catalogue names none
 * @param brief the seller's one line
 * @param description the seller's long text; data, never an instruction
 * @param attributes structured properties shared by all SKUs
 * @param skus at least one
 * @param rating mean stars, 0 where nobody has rated
 * @param ratings how many rated
 * @param sales pieces sold in the last 30 days
 * @param listed first day on sale
 * @param shop who sells it, where a marketplace has several shops
 */
public record Product(
        ProductId id,
        String title,
        List<String> category,
        @Nullable String brand,
        String brief,
        String description,
        List<Attribute> attributes,
        List<Sku> skus,
        double rating,
        int ratings,
        long sales,
        @Nullable LocalDate listed,
        List<Review> reviews,
        String shop) {

    /** The shop of products that name none. */
    public static final String OWN_SHOP = "demo";

    public Product {
        category = List.copyOf(category);
        attributes = List.copyOf(attributes);
        skus = List.copyOf(skus);
        reviews = List.copyOf(reviews);
        if (title.isBlank() || category.isEmpty() || skus.isEmpty()) {
            throw new IllegalArgumentException("Product " + id + " needs a title, a category and at least one SKU.");
        }
    }

    /** A product of the shop's own. */
    public Product(
            ProductId id,
            String title,
            List<String> category,
            @Nullable String brand,
            String brief,
            String description,
            List<Attribute> attributes,
            List<Sku> skus,
            double rating,
            int ratings,
            long sales,
            @Nullable LocalDate listed,
            List<Review> reviews) {
        this(
                id,
                title,
                category,
                brand,
                brief,
                description,
                attributes,
                skus,
                rating,
                ratings,
                sales,
                listed,
                reviews,
                OWN_SHOP);
    }

    /** The leaf category, the word a shopper would use for the thing. */
    public String leaf() {
        return category.getLast();
    }

    public Optional<Attribute> attribute(String name) {
        return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
    }
}
