package io.wenwen.app.shopper;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper sent.
 *
 * @param shopper the signed session's id; conversations belong to it
 * @param conversation {@code null} starts a new one
 * @param shown SKUs on the shopper's screen in order, where the page says so; empty: what the conversation showed last
 */
public record TurnRequest(
        String shopper, @Nullable String conversation, String message, Locale locale, List<String> shown) {
    public TurnRequest {
        shown = List.copyOf(shown);
    }
}
