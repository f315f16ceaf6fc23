package io.wenwen.core.kernel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a generation is to be served when not all can be at once: what the scheduler orders its work by.
 *
 * @param priority who goes first; work that waits long rises, so that nothing waits for ever
 * @param tenant who asks (a shop, a key, a shopper); tenants that ask at the same time get equal shares. Parts of a prompt that are not
 *     shared messages are reused for the same tenant only. May be empty
 * @param deadline from the start; work that is later is of no use to anyone and is dropped, before or while it is computed, with
 *     {@link Completion.Ending#DEADLINE}. {@code null}: none
 */
public record Service(
        Priority priority, String tenant, @Nullable Duration deadline) {

    /** A person waits, nobody in particular asks, no deadline. */
    public static final Service DEFAULT = new Service(Priority.INTERACTIVE, "", null);

    private static final int LONGEST_TENANT = 200;

    public Service {
        if (tenant.length() > LONGEST_TENANT) {
            throw new IllegalArgumentException("A tenant's name of " + tenant.length() + " characters; at most "
                    + LONGEST_TENANT + " are taken. Use an id or a hash.");
        }
    }

    /** Who goes first. */
    public enum Priority {
        /** A person watches the answer grow. */
        INTERACTIVE,
        /** Someone needs it soon. */
        STANDARD,
        /** Bulk work, taken on where nothing else waits. */
        BULK
    }

    public Service with(Priority other) {
        return new Service(other, tenant, deadline);
    }

    public Service forTenant(String other) {
        return new Service(priority, other, deadline);
    }

    public Service within(Duration other) {
        return new Service(priority, tenant, other);
    }
}
