package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which goods, and how many pieces of each, a question about prices means: 这两个一起, 第二个买两件, 拖鞋拿两双呢. */
final class BasketReading {

    static final int MOST_PIECES = 999;

    private static final String DIGITS = "一二三四五六七八九十";
    private static final String PIECE = "(?:个|件|双|盒|袋|台|本|瓶|支|包|条|套|罐|箱|部|只|把|副|顶|提)";
    private static final Pattern PIECES =
            Pattern.compile("(?<![第这那前后每满\\d.])([两俩二三四五六七八九十]|\\d{1,3})\\s?" + PIECE + "(?!券|以上|起|套餐|折)");
    private static final Pattern RETURNED = Pattern.compile("退(?:掉|了|货)?\\s?([一两二三四五六七八九十]|\\d{1,3})\\s?" + PIECE);
    private static final Pattern TOGETHER = Pattern.compile("一起|一块|这几|这些|这两|这三|全部|都买|都要|[和跟加与]|\\band\\b|together");
    private static final Pattern ELLIPTIC = Pattern.compile("呢[?？。!！~]*$");

    private final Turn turn;
    private final String text;
    private final int pieces;

    BasketReading(Turn turn, String text) {
        this.turn = turn;
        this.text = text;
        Matcher number = PIECES.matcher(text);
        this.pieces = number.find() ? Math.max(1, Math.min(MOST_PIECES, number(number.group(1)))) : 1;
    }

    int pieces() {
        return pieces;
    }

    /** Pieces by SKU, in order; never empty where something is shown or meant. */
    Map<String, Integer> basket() {
        List<Offer> meant = meant();
        Map<String, Integer> before = turn.before.basket();
        if (meant.isEmpty() && !before.isEmpty()) {
            return before.size() == 1 && pieces > 1
                    ? Map.of(before.keySet().iterator().next(), pieces)
                    : before;
        }
        if (meant.isEmpty()) {
            meant = turn.focus.isEmpty()
                    ? turn.shown.subList(0, Math.min(1, turn.shown.size()))
                    : turn.focus.subList(0, 1);
        }
        Map<String, Integer> basket = new LinkedHashMap<>();
        boolean changesOne = meant.size() == 1
                && before.size() > 1
                && pieces > 1
                && before.containsKey(Facts.sku(meant.getFirst()))
                && ELLIPTIC.matcher(text).find();
        if (changesOne) {
            basket.putAll(before);
        }
        for (Offer offer : meant) {
            basket.put(Facts.sku(offer), meant.size() == 1 ? pieces : 1);
        }
        return basket;
    }

    /** What goes back: the pieces said, or all of the products said. */
    Map<String, Integer> returned() {
        Map<String, Integer> basket = basketBeforeReturn();
        Matcher number = RETURNED.matcher(text);
        if (number.find() && basket.size() == 1) {
            String sku = basket.keySet().iterator().next();
            return Map.of(sku, Math.min(number(number.group(1)), basket.getOrDefault(sku, 1)));
        }
        Map<String, Integer> back = new LinkedHashMap<>();
        for (Offer offer : meant()) {
            Integer had = basket.get(Facts.sku(offer));
            if (had != null) {
                back.put(Facts.sku(offer), had);
            }
        }
        return back;
    }

    /** A return is of what was spoken of before, unless the message says how many are bought. */
    Map<String, Integer> basketBeforeReturn() {
        Map<String, Integer> before = turn.before.basket();
        return pieces > 1 || before.isEmpty() ? basket() : before;
    }

    private List<Offer> meant() {
        List<Offer> shown = turn.shown;
        boolean together = TOGETHER.matcher(text).find();
        if (turn.refs.explicit()
                && !turn.refs.none()
                && !(together && turn.refs.offers().size() < 2)) {
            return turn.refs.offers();
        }
        List<Offer> mentioned = new ArrayList<>();
        for (Offer offer : shown) {
            if (mentions(offer)) {
                mentioned.add(offer);
            }
        }
        if (together && mentioned.size() < 2 && shown.size() > 1 && !text.contains("加上")) {
            return shown;
        }
        if (turn.refs.explicit() && !turn.refs.none()) {
            return turn.refs.offers();
        }
        return mentioned.size() == shown.size() && !together ? List.of() : mentioned;
    }

    /** The message says the last two characters of what the thing is: 拖鞋, 书包, 猫粮. */
    private boolean mentions(Offer offer) {
        String leaf = offer.product().leaf();
        return text.contains(leaf) || (leaf.length() > 2 && text.contains(leaf.substring(leaf.length() - 2)));
    }

    private static int number(String said) {
        if (said.equals("两") || said.equals("俩")) {
            return 2;
        }
        int digit = DIGITS.indexOf(said);
        return digit >= 0 ? digit + 1 : Integer.parseInt(said);
    }
}
