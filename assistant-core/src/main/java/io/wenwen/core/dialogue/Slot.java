package io.wenwen.core.dialogue;

import org.jspecify.annotations.Nullable;

/**
 * A fact as it will be read, with its proof: the only way by which a fact enters prose. Emitted whole or not at all.
 *
 * @param subject id of what the fact is about; {@code null} for facts about the shop
 * @param attribute name of the property where there is one, e.g. {@code 续航时间}
 * @param value the bare value, e.g. {@code 30小时}
 * @param text the phrase that is shown, e.g. {@code 续航30小时}; one line, at most {@value #MAX_LENGTH} characters
 * @param source what proves it, e.g. {@code catalog:p1#续航时间}
 */
public record Slot(
        Kind kind, @Nullable String subject, @Nullable String attribute, String value, String text, String source) {

    public static final int MAX_LENGTH = 200;

    /** What sort of fact it is. */
    public enum Kind {
        NAME,
        ATTRIBUTE,
        PRICE,
        STOCK,
        COUNT,
        PROMOTION,
        POLICY,
        REVIEW,
        /** What the shopper asked for, in the shopper's terms; says nothing about a product. */
        NEED
    }

    public Slot {
        if (text.isBlank() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The text of a slot is one line of 1 to " + MAX_LENGTH + " characters; this " + kind + " slot has "
                            + text.length() + ". Shorten it before it is planned.");
        }
    }

    public static Slot name(String subject, String text, String source) {
        return new Slot(Kind.NAME, subject, null, text, text, source);
    }

    public static Slot attribute(String subject, String attribute, String value, String text, String source) {
        return new Slot(Kind.ATTRIBUTE, subject, attribute, value, text, source);
    }

    public static Slot price(String subject, String text, String source) {
        return new Slot(Kind.PRICE, subject, "price", text, text, source);
    }

    /** A need as the shopper stated it, e.g. {@code 500元以内的蓝牙耳机} or {@code 跑步用}. */
    public static Slot need(String text) {
        return new Slot(Kind.NEED, null, null, text, text, "message");
    }
}
