package io.wenwen.load.check;

import io.wenwen.load.suite.Gold;
import java.util.Collection;
import java.util.List;

/**
 * What the checker is shown of a turn: only what the shopper could see.
 *
 * @param text the prose
 * @param messages what the shopper said in this conversation, this message last
 * @param cards SKUs shown in this conversation so far, this turn's first
 * @param demands what the label says the shopper demands so far: an answer may repeat these and count what meets them
 */
public record Answer(String text, List<String> messages, List<String> cards, Collection<Gold> demands) {
    public Answer {
        messages = List.copyOf(messages);
        cards = List.copyOf(cards);
        demands = List.copyOf(demands);
    }
}
