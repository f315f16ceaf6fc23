package io.wenwen.app.shopper;

import io.wenwen.catalog.product.Product;
import java.util.regex.Pattern;

/**
 * The name by which an answer speaks of a product: a piece of its title, short enough for a sentence. What merchants add to be found
 * (【包邮】, 爆款, 2026新款) is no name and may promise things, so it stays out.
 */
final class ShortName {

    private static final int LONGEST = 18;
    private static final Pattern BRACKETED =
            Pattern.compile("【[^】]{0,40}】|\\[[^\\]]{0,40}]|\\([^)]{0,40}\\)|（[^）]{0,40}）|《\\s*》");
    private static final Pattern SHOUT = Pattern.compile(
            "包邮|爆款|热卖|热销|新款|特价|正品|现货|官方|旗舰店?|限时|秒杀|清仓|促销|特惠|直降|超值|网红|同款|顺丰|假一赔|满减|买一送|赠|最|第一|厂家|直销|推荐|抖音|直播|20[12]\\d");
    private static final Pattern BREAK = Pattern.compile("[\\s,，/|·、;；!！~～+＋*★☆♥❤]+");

    private ShortName() {}

    static String of(Product product) {
        String title = product.title().strip();
        if (title.length() <= LONGEST
                && !SHOUT.matcher(title).find()
                && !BRACKETED.matcher(title).find()) {
            return oneLine(title);
        }
        String bare = BRACKETED.matcher(title).replaceAll(" ").strip();
        String brand = product.brand() == null ? "" : product.brand();
        StringBuilder name = new StringBuilder();
        String best = "";
        for (String piece : BREAK.split(bare)) {
            if (piece.isBlank() || SHOUT.matcher(piece).find()) {
                if (!name.isEmpty()) {
                    best = better(best, name.toString(), brand, product.leaf());
                    name.setLength(0);
                }
                continue;
            }
            String joined = name.isEmpty() ? piece : name + between(bare, name.toString(), piece) + piece;
            if (joined.length() > limit(joined)) {
                best = better(best, name.toString(), brand, product.leaf());
                name.setLength(0);
                name.append(piece);
            } else {
                name.setLength(0);
                name.append(joined);
            }
        }
        best = better(best, name.toString(), brand, product.leaf());
        if (best.isBlank() || best.length() > limit(best) + 8) {
            best = brand + product.leaf();
        }
        return oneLine(best);
    }

    /** A line of plain characters, 60 at most, as a slot wants it. */
    private static String oneLine(String name) {
        String line = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= 60
                ? line
                : line.substring(0, line.offsetByCodePoints(0, Math.min(56, line.codePointCount(0, line.length()))));
    }

    /** Latin letters are narrower. */
    private static int limit(String name) {
        return name.codePoints().anyMatch(Character::isIdeographic) ? LONGEST : 2 * LONGEST;
    }

    private static String between(String whole, String left, String right) {
        return whole.contains(left + right) ? "" : " ";
    }

    /** The piece that says what the thing is, then the one with the brand, then the longer. */
    private static String better(String a, String b, String brand, String leaf) {
        return worth(b, brand, leaf) > worth(a, brand, leaf) ? b : a;
    }

    private static int worth(String name, String brand, String leaf) {
        if (name.isBlank()) {
            return -1;
        }
        boolean kind = leaf.length() >= 2 && name.contains(leaf.substring(leaf.length() - 2));
        return (kind ? 100 : 0)
                + (!brand.isEmpty() && name.contains(brand) ? 60 : 0)
                + Math.min(LONGEST, name.length());
    }
}
