package io.wenwen.load.check;

import java.util.List;

/**
 * What the checker is shown of a turn: only what the shopper could see.
 *
 * @param text the prose
 * @param messages what the shopper said in this conversation, this message last
 * @param cards SKUs shown in this conversation so far, this turn's first
 */
public record Answer(String text, List<String> messages, List<String> cards) {
    public Answer {
        messages = List.copyOf(messages);
        cards = List.copyOf(cards);
    }
}
