package io.wenwen.app.shopper;

import io.wenwen.catalog.Catalog;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.service.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A conversation held in a test: sends messages, keeps the events. */
final class Talk {

    final ShopperTurns turns;
    final String shopper;
    final String conversation;
    List<TurnEvent> events = List.of();

    Talk(ShopperTurns turns, String conversation) {
        this.turns = turns;
        this.shopper = "shopper";
        this.conversation = conversation;
    }

    static ShopperTurns plain(Catalog catalog, Policies policies) {
        return worded(catalog, policies, Optional.empty());
    }

    static ShopperTurns worded(Catalog catalog, Policies policies, Optional<LanguageModel> model) {
        return new ShopperTurns(catalog, () -> policies, () -> model, new ProseWriter(), new Conversations(100));
    }

    Talk say(String message) {
        return say(message, Locale.SIMPLIFIED_CHINESE);
    }

    Talk say(String message, Locale locale, String... shown) {
        List<TurnEvent> heard = new ArrayList<>();
        turns.answer(new TurnRequest(shopper, conversation, message, locale, List.of(shown)), new TurnSink() {
            @Override
            public void send(TurnEvent event) {
                heard.add(event);
            }

            @Override
            public boolean closed() {
                return false;
            }
        });
        events = heard;
        return this;
    }

    TurnEvent.Done done() {
        return the(TurnEvent.Done.class).orElseThrow(() -> new AssertionError("No done event: " + events));
    }

    String kind() {
        return done().kind();
    }

    String text() {
        return done().text();
    }

    List<String> constraints() {
        return done().constraints().stream()
                .map(d -> d.attribute() + d.op() + d.value() + (d.unit() == null ? "" : d.unit()))
                .toList();
    }

    List<String> cards() {
        return the(TurnEvent.Cards.class)
                .map(c -> c.cards().stream().map(TurnEvent.Card::sku).toList())
                .orElse(List.of());
    }

    <T extends TurnEvent> Optional<T> the(Class<T> type) {
        @Nullable T last = null;
        for (TurnEvent event : events) {
            if (type.isInstance(event)) {
                last = type.cast(event);
            }
        }
        return Optional.ofNullable(last);
    }
}
