package io.wenwen.catalog.demo;

import io.wenwen.catalog.feed.CatalogData;
import io.wenwen.catalog.feed.ImportReport;
import io.wenwen.catalog.price.Rule;
import io.wenwen.catalog.price.RuleFile;
import io.wenwen.catalog.product.Product;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Front door of the demo shop: goods of brands that do not exist, so that everything can be tried without anyone's data.
 * The same seed gives the same shop, to the byte.
 */
public final class DemoShop {

    /** The seed of the shop that {@code ./wenwen run} opens. */
    public static final long SEED = 2026;

    public static final String NAME = "问问百货";

    static final int PRODUCTS_A_LEAF = 24;

    private DemoShop() {}

    public static CatalogData generate(long seed) {
        List<Product> products = new ArrayList<>();
        for (Knowledge.Leaf leaf : Knowledge.get().leaves()) {
            ProductMaker maker = new ProductMaker(leaf);
            for (int i = 0; i < PRODUCTS_A_LEAF; i++) {
                int number = products.size() + 1;
                products.add(maker.make("p" + (10_000 + number), seed * 1_000_003L + number * 7_919L));
            }
        }
        return new CatalogData(products, new PromotionMaker(seed).make(products), NAME, List.of(), ImportReport.NONE);
    }

    /** Price rules of the shop that are no promotions: what delivery costs, as its policies say. */
    public static List<Rule> rules() {
        try (InputStream in = Objects.requireNonNull(DemoShop.class.getResourceAsStream("rules.jsonl"))) {
            return RuleFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "rules.jsonl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shop's rules and frequent questions, as Markdown; Chinese unless {@code locale} speaks English. */
    public static String policies(Locale locale) {
        String resource = locale.getLanguage().equals("en") ? "policies.en.md" : "policies.zh.md";
        try (InputStream in = Objects.requireNonNull(DemoShop.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
