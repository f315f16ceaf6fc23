package io.wenwen.app.shopper;

import io.wenwen.catalog.product.Product;
import java.util.regex.Pattern;

/**
 * The name by which an answer speaks of a product, short enough for a sentence: the title where it is short, else brand and kind,
 * else a piece of the title. What merchants add to be found (【包邮】, 爆款, 2026新款) is no name and may promise things, so it stays out.
 */
final class ShortName {

    private static final int LONGEST = 16;
    private static final Pattern BRACKETED =
            Pattern.compile("【[^】]{0,40}】|\\[[^\\]]{0,40}]|\\([^)]{0,40}\\)|（[^）]{0,40}）|《\\s*》");
    private static final Pattern SHOUT = Pattern.compile(
            "包邮|爆款|热卖|热销|新款|特价|正品|现货|官方|旗舰店?|限时|秒杀|清仓|促销|特惠|直降|超值|网红|同款|顺丰|假一赔|满减|买一送|赠|最|第一|厂家|直销|推荐|抖音|直播|20[12]\\d");
    private static final Pattern MEASURE = Pattern.compile("\\d+(?:\\.\\d+)?\\p{IsHan}{0,3}");
    private static final Pattern BREAK = Pattern.compile("[\\s,，/|·、;；!！~～+＋*★☆♥❤]+");

    private ShortName() {}

    /** As said in a sentence: 幻岑充电宝 for 「幻岑 光年 学生党充电宝 4个」. */
    static String of(Product product) {
        String title = product.title().strip();
        if (plain(title) && BREAK.split(title).length <= 2 && !title.matches(".*\\d+(?:\\.\\d+)?\\p{IsHan}+$")) {
            return oneLine(title);
        }
        String brand = product.brand() == null ? "" : product.brand().strip();
        String leaf = product.leaf().strip();
        boolean sameKind = leaf.length() >= 2 && title.indexOf(leaf.charAt(leaf.length() - 1)) >= 0;
        if (!brand.isEmpty() && sameKind && width(brand + leaf) <= LONGEST) {
            return oneLine(leaf.startsWith(brand) ? leaf : brand + leaf);
        }
        return piece(product);
    }

    private static boolean plain(String title) {
        return width(title) <= LONGEST
                && !SHOUT.matcher(title).find()
                && !BRACKETED.matcher(title).find();
    }

    /** A Latin letter is half as wide as a character. */
    private static int width(String name) {
        return (int) name.codePoints().map(c -> c < 0x250 ? 1 : 2).sum() / 2;
    }

    /** A piece of the title, word for word; tells apart products of one brand and kind. */
    static String piece(Product product) {
        return piece(product, true);
    }

    /** The piece of the title by which shoppers who copy from it would name the product. */
    static String named(Product product) {
        return piece(product, false);
    }

    private static String piece(Product product, boolean shortest) {
        String title = product.title().strip();
        if (plain(title)) {
            return oneLine(title);
        }
        String bare = BRACKETED.matcher(title).replaceAll(" ").strip();
        String brand = product.brand() == null ? "" : product.brand();
        StringBuilder name = new StringBuilder();
        String best = "";
        for (String piece : BREAK.split(bare)) {
            if (piece.isBlank()
                    || SHOUT.matcher(piece).find()
                    || MEASURE.matcher(piece).matches()) {
                if (!name.isEmpty()) {
                    best = better(best, name.toString(), brand, product.leaf(), shortest);
                    name.setLength(0);
                }
                continue;
            }
            String joined = name.isEmpty() ? piece : name + between(bare, name.toString(), piece) + piece;
            if (joined.length() > limit(joined)) {
                best = better(best, name.toString(), brand, product.leaf(), shortest);
                name.setLength(0);
                name.append(piece);
            } else {
                name.setLength(0);
                name.append(joined);
                best = better(best, joined, brand, product.leaf(), shortest);
            }
        }
        best = better(best, name.toString(), brand, product.leaf(), shortest);
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
    private static String better(String a, String b, String brand, String leaf, boolean shortest) {
        return worth(b, brand, leaf, shortest) > worth(a, brand, leaf, shortest) ? b : a;
    }

    private static int worth(String name, String brand, String leaf, boolean shortest) {
        if (name.isBlank()) {
            return -1;
        }
        boolean kind = leaf.length() >= 2 && name.contains(leaf.substring(leaf.length() - 2));
        boolean branded = !brand.isEmpty() && name.contains(brand);
        int length = Math.min(LONGEST, name.length());
        return (kind ? 100 : 0) + (branded ? 60 : 0) + (shortest && kind && branded ? LONGEST - length : length);
    }
}
