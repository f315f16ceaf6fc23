package io.wenwen.service.desk;

import java.time.Instant;

/** Something said between a shopper and an agent. */
public record DeskMessage(String id, String ticket, Author author, String text, Instant sentAt) {

    /** Who said it. */
    public enum Author {
        SHOPPER,
        AGENT
    }
}
