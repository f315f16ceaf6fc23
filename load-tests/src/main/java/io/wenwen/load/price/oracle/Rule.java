package io.wenwen.load.price.oracle;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A promotion rule as section 3 describes it; {@code itemBase} is {@code base: item}. */
record Rule(
        String id,
        long version,
        Kind kind,
        @Nullable Instant from,
        @Nullable Instant until,
        Scope scope,
        List<String> tiers,
        @Nullable Long stock,
        @Nullable Long perUser,
        boolean claimable,
        Set<String> groups,
        boolean stackable,
        Set<String> after,
        Set<String> requires,
        boolean itemBase,
        @Nullable Long maxOff,
        Terms terms) {

    boolean sharesGroup(Rule other) {
        for (String group : groups) {
            if (other.groups.contains(group)) {
                return true;
            }
        }
        return false;
    }
}
