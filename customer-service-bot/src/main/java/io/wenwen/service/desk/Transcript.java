package io.wenwen.service.desk;

import java.time.Instant;
import java.util.List;

/** Knows what was said between shopper and bot before an agent came; the application keeps it. */
@FunctionalInterface
public interface Transcript {

    /** The newest lines of a conversation, oldest first. */
    List<Said> of(String conversation);

    /** One line; {@code byShopper} false is the bot. */
    record Said(boolean byShopper, String text, Instant at) {}
}
