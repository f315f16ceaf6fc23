package io.wenwen.service.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that waits for a person, or has one.
 *
 * @param waitingBefore tickets that wait longer; 0 once taken
 */
public record Ticket(
        String id,
        String conversation,
        String shopper,
        String reason,
        Status status,
        @Nullable String agent,
        Instant createdAt,
        int waitingBefore) {

    /** How far it has come. */
    public enum Status {
        WAITING,
        TAKEN,
        CLOSED
    }
}
