package io.wenwen.load.shopper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A turn as a client heard it.
 *
 * @param events in order, with their names
 * @param cardsAfter from the send to the first {@code cards} event
 * @param textAfter from the send to the first {@code text} event
 * @param total from the send to the end of the stream
 */
public record HeardTurn(
        int status,
        List<Event> events,
        @Nullable Duration cardsAfter,
        @Nullable Duration textAfter,
        Duration total,
        @Nullable Duration firstToLastText) {

    /** One event of the stream. */
    public record Event(String name, JsonNode data) {}

    public HeardTurn {
        events = List.copyOf(events);
    }

    /** The closing event, or nothing when the stream ended without it. */
    public @Nullable JsonNode done() {
        return last("done");
    }

    /** A field of the closing event; missing where the stream ended without one. */
    public JsonNode closing(String field) {
        JsonNode done = done();
        return done == null ? MissingNode.getInstance() : done.path(field);
    }

    public @Nullable JsonNode last(String name) {
        JsonNode found = null;
        for (Event event : events) {
            if (event.name().equals(name)) {
                found = event.data();
            }
        }
        return found;
    }

    public boolean failed() {
        return status != 200 || done() == null || last("error") != null;
    }

    /** The text as streamed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            if (event.name().equals("text")) {
                text.append(event.data().path("text").asString(""));
            }
        }
        return text.toString();
    }

    /** Cards last shown in this turn. */
    public List<JsonNode> cards() {
        List<JsonNode> cards = new ArrayList<>();
        JsonNode event = last("cards");
        if (event != null) {
            event.path("cards").forEach(cards::add);
        }
        return cards;
    }

    public List<String> skus() {
        return cards().stream().map(c -> c.path("sku").asString("")).toList();
    }

    /** Everything a shopper can read in this turn besides the cards: prose, comparison and price lines. */
    public String readable() {
        StringBuilder all = new StringBuilder(text()).append('\n');
        for (String name : List.of("compare", "price", "question")) {
            JsonNode event = last(name);
            if (event != null) {
                all.append(event).append('\n');
            }
        }
        return all.toString();
    }
}
