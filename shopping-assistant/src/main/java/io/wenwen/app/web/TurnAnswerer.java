package io.wenwen.app.web;

import io.wenwen.app.shopper.TurnRequest;
import io.wenwen.app.shopper.TurnSink;
import java.util.Optional;

/** Answers one turn into a sink; the shop's is {@link Dialogue}, tests script their own. */
@FunctionalInterface
public interface TurnAnswerer {

    /**
     * Sends the whole turn; {@code done} or {@code error} last. Blocks until then.
     *
     * @param worded false: answer at level cards, the moment does not allow the model
     * @throws java.io.UncheckedIOException when nobody listens any more
     */
    void answer(TurnRequest request, boolean worded, TurnSink sink);

    /** What the conversation must remember after its last turn, as JSON; kept with that turn. */
    default Optional<String> state(String shopper, String conversation) {
        return Optional.empty();
    }
}
