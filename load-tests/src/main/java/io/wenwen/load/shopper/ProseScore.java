package io.wenwen.load.shopper;

import io.wenwen.load.suite.Gold;
import io.wenwen.load.suite.ShopFacts;
import io.wenwen.load.suite.ShopFacts.ShopProduct;
import io.wenwen.load.suite.ShopFacts.ShopSku;
import io.wenwen.load.suite.SuiteTurn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether the prose over cards is of use: names a shown product by slot and one stated demand, in the shopper's language,
 * ends on a whole sentence, repeats no 8-gram. And how varied the sentences are once their slots are taken out.
 */
final class ProseScore {

    private static final int REPEAT = 8;
    private static final int PRIVATE_USE = 0xE000;
    private static final Set<String> KINDS = Set.of("cards", "none_exact");

    private final ShopFacts shop;
    private int judged;
    private int useful;
    private int sentences;
    private final Set<String> distinct = new HashSet<>();
    private final List<String> misses = new ArrayList<>();

    ProseScore(ShopFacts shop) {
        this.shop = shop;
    }

    void add(SuiteTurn turn, HeardTurn heard) {
        JsonNode done = heard.done();
        if (done == null || !KINDS.contains(turn.kind()) || heard.cards().isEmpty()) {
            return;
        }
        judged++;
        String text = heard.text();
        List<String> slots = new ArrayList<>();
        done.path("evidence").forEach(e -> slots.add(e.path("value").asString("")));
        slots.sort((a, b) -> b.length() - a.length());
        String bare = text;
        String marked = text;
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).length() > 1) {
                bare = bare.replace(slots.get(i), "〔〕");
                // One sign of its own a fact: two prices are no repetition, however alike the words around them.
                marked = marked.replace(slots.get(i), String.valueOf((char) (PRIVATE_USE + i)));
            }
        }
        String why = fault(turn, heard, done, text, bare, marked);
        if (why == null) {
            useful++;
        } else {
            misses.add(turn.id() + ": " + why);
        }
        for (String sentence : bare.split("[。！？!?\\n]|\\.(?=\\s|$)")) {
            String plain = sentence.replaceAll("[\\s，,、；;：:]", "");
            if (plain.length() > 3) {
                sentences++;
                distinct.add(plain);
            }
        }
    }

    private @Nullable String fault(
            SuiteTurn turn, HeardTurn heard, JsonNode done, String text, String bare, String marked) {
        boolean named = false;
        for (JsonNode evidence : done.path("evidence")) {
            String value = evidence.path("value").asString("");
            named |= evidence.path("slot").asString("").equals("name")
                    && !value.isEmpty()
                    && text.contains(value)
                    && heard.skus().contains(evidence.path("sku").asString(""));
        }
        if (!done.path("level").asString("").equals("full")) {
            return "not worded by the model";
        }
        if (!named) {
            return "names no shown product by slot";
        }
        if (turn.constraints() != null
                && !turn.constraints().isEmpty()
                && turn.constraints().stream().noneMatch(c -> mentions(text, c, heard.skus()))) {
            return "mentions no stated demand";
        }
        if (!inLanguage(turn.locale(), bare)) {
            return "not in the shopper's language";
        }
        if (!text.strip().matches("(?s).*[。！？!?.~～]")) {
            return "does not end on a whole sentence";
        }
        return repeats(marked) ? "repeats itself" : null;
    }

    private boolean mentions(String text, Gold demand, List<String> skus) {
        if (text.contains(demand.value())) {
            return true;
        }
        for (String id : skus) {
            ShopSku sku = shop.sku(id);
            if (sku == null) {
                continue;
            }
            ShopProduct product = sku.product();
            if (demand.attribute().equals("price")
                    && (text.contains(yuan(sku.price()) + "元") || text.contains(yuan(sku.listPrice()) + "元"))) {
                return true;
            }
            String option = sku.options().get(demand.attribute());
            if (option != null && text.contains(option)) {
                return true;
            }
            if (product.attributes().getOrDefault(demand.attribute(), List.of()).stream()
                    .anyMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).stripTrailingZeros().toPlainString();
    }

    private static boolean inLanguage(String locale, String bare) {
        long han = bare.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                .count();
        long latin = bare.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
                .count();
        return locale.startsWith("en") ? latin > han : han > latin;
    }

    private static boolean repeats(String text) {
        Set<String> seen = new HashSet<>();
        String plain = text.replaceAll("\\s", "");
        for (int i = 0; i + REPEAT <= plain.length(); i++) {
            String gram = plain.substring(i, i + REPEAT);
            if (!seen.add(gram)) {
                return true;
            }
        }
        return false;
    }

    double useful() {
        return judged == 0 ? 0 : (double) useful / judged;
    }

    double distinctSentences() {
        return sentences == 0 ? 0 : (double) distinct.size() / sentences;
    }

    List<String> misses() {
        return misses;
    }
}
