package io.wenwen.load.shopper;

import io.wenwen.load.check.NamedAmounts;
import io.wenwen.load.suite.PriceTurn;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Sends turns that ask for amounts to a running shop and counts the amounts that are wrong, and those that are missing. */
final class PriceTurnsEvaluation {

    /**
     * What came of it.
     *
     * @param wrong amounts named that the labels forbid
     * @param said gold amounts named, of {@code gold}
     * @param right turns that name every gold amount and no wrong one
     * @param entitled turns not judged, since their gold depends on a membership that a turn cannot carry
     */
    record Score(int turns, int wrong, int said, int gold, int right, int entitled) {}

    private final ShopClient client;
    private final Consumer<String> log;

    PriceTurnsEvaluation(ShopClient client, Consumer<String> log) {
        this.client = client;
        this.log = log;
    }

    Score run(List<PriceTurn> turns) throws InterruptedException {
        Map<String, String> conversations = new HashMap<>();
        int wrong = 0;
        int said = 0;
        int gold = 0;
        int right = 0;
        int entitled = 0;
        for (PriceTurn turn : turns) {
            Set<Long> named = new LinkedHashSet<>();
            String text = "";
            try {
                HeardTurn heard = client.turn(
                        turn.message(), conversations.get(turn.conversation()), turn.locale(), turn.shown());
                conversations.put(
                        turn.conversation(), heard.closing("conversation").asString(""));
                text = heard.text();
                named.addAll(NamedAmounts.in(text));
                JsonNode price = heard.last("price");
                if (price != null) {
                    named.addAll(NamedAmounts.onPriceLines(price));
                }
            } catch (IOException e) {
                log.accept(turn.id() + ": no answer: " + e);
            }
            if (turn.entitled()) {
                entitled++;
                continue;
            }
            Set<Long> forbidden = new LinkedHashSet<>(turn.wrong());
            forbidden.retainAll(named);
            Set<Long> missing = new LinkedHashSet<>(turn.gold());
            missing.removeAll(named);
            wrong += forbidden.size();
            gold += turn.gold().size();
            said += turn.gold().size() - missing.size();
            right += forbidden.isEmpty() && missing.isEmpty() ? 1 : 0;
            if (!forbidden.isEmpty() || !missing.isEmpty()) {
                log.accept(turn.id() + " 「" + turn.message() + "」: wrong " + forbidden + ", missing " + missing
                        + " in: " + text);
            }
        }
        return new Score(turns.size() - entitled, wrong, said, gold, right, entitled);
    }
}
