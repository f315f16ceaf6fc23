package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.retrieval.Hit;
import io.wenwen.catalog.retrieval.SearchRequest;
import io.wenwen.core.dialogue.Slot;
import java.util.List;
import java.util.regex.Pattern;

/** Says that the shop does not carry a thing, which the catalogue has proven, and what it does carry. */
final class AbsentAnswer {

    /** A noun is said back only while it looks like one. */
    private static final Pattern NOUN = Pattern.compile("[\\p{IsHan}A-Za-z][\\p{IsHan}A-Za-z0-9 ]{0,11}");

    private final Turn turn;

    AbsentAnswer(Turn turn) {
        this.turn = turn;
    }

    void thing(String thing) {
        turn.kind = Kind.ABSENT;
        String noun = thing.strip();
        turn.proofs.add(new TurnEvent.Evidence("absence", null, null, "0", "catalog:presence"));
        if (NOUN.matcher(noun).matches()) {
            turn.sayOneOf(
                    List.of("店里目前没有{}，全部商品都查过了。", "查了全部商品，没有找到{}。", "抱歉，我们店没有卖{}。"),
                    List.of(
                            "The shop does not carry {}; every product was checked.",
                            "Sorry, there is no {} in this shop."),
                    Slot.need(noun));
        } else {
            turn.say("查了全部商品，没有这一类。", "Every product was checked; the shop does not carry this.");
        }
        suggest();
    }

    /** @param demands what else was asked for; products of other brands that meet it are shown */
    void brand(String brand, List<Constraint> demands) {
        turn.kind = Kind.ABSENT;
        turn.proofs.add(new TurnEvent.Evidence("absence", null, Constraint.BRAND, "0", "catalog:presence"));
        turn.sayOneOf(
                List.of("店里没有{}这个牌子，全部商品都查过了。", "查了全部商品，没有{}的。"),
                List.of("The shop does not carry {}; every product was checked."),
                Slot.need(brand));
        if (demands.isEmpty()) {
            suggest();
            return;
        }
        turn.demands = demands;
        List<Offer> others = turn.catalog.search(new SearchRequest(demands, "", null, NeedAnswer.CARDS)).hits().stream()
                .map(Hit::offer)
                .toList();
        if (!others.isEmpty()) {
            turn.sendCards(others, turn.catalog.aggregate(demands).count());
            turn.say("同类的其他品牌可以看上面这几款。", "Other brands of the same kind are shown above.");
        }
    }

    /** Not even a near product. */
    void nothing() {
        turn.kind = Kind.ABSENT;
        turn.proofs.add(new TurnEvent.Evidence("absence", null, null, "0", "catalog:search"));
        turn.say("店里没有找到这样的商品。", "The shop has no such product.");
        suggest();
    }

    /** Kinds of goods that there are, best-selling first. */
    private void suggest() {
        turn.popular.forEach(leaf -> turn.chip(turn.tongue.of("看看" + leaf, leaf), leaf));
    }
}
