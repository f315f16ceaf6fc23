package io.wenwen.recommend.event;

import io.wenwen.catalog.product.ProductId;
import java.time.Instant;
import java.util.Locale;

/**
 * Something a shopper did with a product.
 *
 * @param id given by the sender; the same id is kept once however often it arrives
 * @param shopper the session's random id; says nothing about the person
 */
public record BehaviourEvent(String id, String shopper, Type type, ProductId product, Instant at) {

    /** How strongly it speaks of interest. */
    public enum Type {
        IMPRESSION,
        CLICK,
        CART,
        ORDER;

        /**
         * The type of this name, in any case.
         *
         * @throws IllegalArgumentException naming the known types
         */
        public static Type of(String name) {
            for (Type type : values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                    return type;
                }
            }
            throw new IllegalArgumentException(
                    "Unknown event type '" + name + "'; known are impression, click, cart and order.");
        }
    }

    public BehaviourEvent {
        if (id.isBlank() || id.length() > 64 || shopper.isBlank() || shopper.length() > 64) {
            throw new IllegalArgumentException("An event's id and shopper have 1 to 64 characters each.");
        }
    }
}
