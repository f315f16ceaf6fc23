package io.wenwen.catalog.demo;

import io.wenwen.catalog.demo.Knowledge.Leaf;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Sku;
import java.util.Map;

/**
 * Draws a picture for any SKU, so that a shop without photographs still shows what it sells: the silhouette of its
 * category in the SKU's colour on a ground that differs by category.
 */
public final class ProductPicture {

    private static final String PLAIN = "box";

    private ProductPicture() {}

    /** A whole SVG document of 200 by 200 units; it holds no script and loads nothing. */
    public static String svg(Product product, Sku sku) {
        int hue = Math.floorMod(product.leaf().hashCode() * 31 + 17, 360);
        int own = Math.floorMod(product.id().value().hashCode(), 997);
        int colour = colour(product, sku);
        String body = shape(product)
                .replace("{c}", hex(colour))
                .replace("{d}", hex(mixed(colour, 0x1a1a22, 0.35)))
                .replace("{l}", hex(mixed(colour, 0xffffff, 0.6)));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" role="img" aria-label="%s">\
                <rect width="200" height="200" fill="hsl(%d,45%%,92%%)"/>\
                <circle cx="%d" cy="%d" r="%d" fill="hsl(%d,50%%,86%%)"/>\
                <g transform="rotate(%d 100 100) translate(%d 0)" stroke-linecap="round" stroke-linejoin="round">\
                <g stroke="hsl(%d,12%%,55%%)" stroke-width="1.5">%s</g></g>\
                <text x="100" y="192" font-size="13" text-anchor="middle" fill="#444" font-family="sans-serif">%s</text></svg>
                """.formatted(
                        escaped(product.title()),
                        hue,
                        40 + own % 120,
                        40 + own % 110,
                        30 + own % 45,
                        hue,
                        own % 9 - 4,
                        own % 7 - 3,
                        hue,
                        body,
                        escaped(product.leaf()));
    }

    private static String shape(Product product) {
        Knowledge knowledge = Knowledge.get();
        Leaf leaf = knowledge.byName().get(product.leaf());
        String name = leaf == null ? nearest(product) : leaf.shape();
        return knowledge.shapes().getOrDefault(name, knowledge.shapes().getOrDefault(PLAIN, ""));
    }

    /** For imported goods: the shape of the longest category name or word for it that the title or category holds. */
    private static String nearest(Product product) {
        String text = product.title() + " " + String.join(" ", product.category());
        String shape = PLAIN;
        int longest = 0;
        for (Leaf leaf : Knowledge.get().byName().values()) {
            for (String name : leaf.names()) {
                if (name.length() > longest && text.contains(name)) {
                    longest = name.length();
                    shape = leaf.shape();
                }
            }
        }
        return shape;
    }

    private static int colour(Product product, Sku sku) {
        String named = sku.options().getOrDefault("颜色", sku.options().getOrDefault("色号", ""));
        Map<String, String> codes = Knowledge.get().colours();
        String exact = codes.get(named);
        if (exact != null) {
            return Integer.parseInt(exact.substring(1), 16);
        }
        String stem = named.endsWith("色") ? named.substring(0, named.length() - 1) : named;
        String base = stem.isEmpty() ? null : codes.get(stem.substring(stem.length() - 1) + "色");
        if (base != null) {
            return Integer.parseInt(base.substring(1), 16);
        }
        // Goods without a colour: a calm tone of their own, told apart by product and option.
        int seed = Math.floorMod((product.id().value() + sku.options()).hashCode(), 0xffffff);
        return mixed(seed, 0x8a97a8, 0.55);
    }

    private static int mixed(int from, int to, double share) {
        int red = (int) Math.round((from >> 16 & 255) * (1 - share) + (to >> 16 & 255) * share);
        int green = (int) Math.round((from >> 8 & 255) * (1 - share) + (to >> 8 & 255) * share);
        int blue = (int) Math.round((from & 255) * (1 - share) + (to & 255) * share);
        return red << 16 | green << 8 | blue;
    }

    private static String hex(int colour) {
        return "#%06x".formatted(colour);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\p{Cntrl}]", " ");
    }
}
