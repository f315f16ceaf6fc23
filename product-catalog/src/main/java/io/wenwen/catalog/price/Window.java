package io.wenwen.catalog.price;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a rule holds: from the first moment up to, not including, the last; {@code null} leaves a side open. */
public record Window(@Nullable Instant from, @Nullable Instant until) {

    public static final Window ALWAYS = new Window(null, null);

    public boolean contains(Instant moment) {
        return !before(moment) && !over(moment);
    }

    /** Whether it begins after the moment. */
    public boolean before(Instant moment) {
        return from != null && moment.isBefore(from);
    }

    /** Whether it has ended at the moment. */
    public boolean over(Instant moment) {
        return until != null && !moment.isBefore(until);
    }

    boolean empty() {
        return from != null && until != null && !from.isBefore(until);
    }
}
