package io.wenwen.app.shopper;

import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.service.policy.Policies;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The front door of the shopper's dialogue: one message in, the events of its answer out.
 *
 * <p>Blocking; call it from a virtual thread. Thread-safe: turns of one conversation wait for each other, others run side by side.
 */
public final class ShopperTurns {

    private final Conversations conversations;

    /**
     * @param model asked once a turn; empty: the answer is worded plainly, at level {@code cards}
     */
    public ShopperTurns(Policies policies, Supplier<Optional<LanguageModel>> model, Conversations conversations) {
        this.conversations = conversations;
    }

    /** Why this request cannot be answered, with advice; empty when it can. {@link #answer} sends the same as its only event. */
    public Optional<TurnEvent.Error> refuse(TurnRequest request) {
        return MessageCheck.refuse(request);
    }

    /**
     * Answers one message. The last event is {@code done} or {@code error}; a shopper who has gone ends the turn within one
     * decode step, without either.
     */
    public void answer(TurnRequest request, TurnSink sink) {
        Optional<TurnEvent.Error> refused = refuse(request);
        if (refused.isPresent()) {
            sink.send(refused.get());
        }
    }

    /** The conversations in memory; {@link Conversations#snapshot} after a turn is what must survive a restart. */
    public Conversations conversations() {
        return conversations;
    }
}
