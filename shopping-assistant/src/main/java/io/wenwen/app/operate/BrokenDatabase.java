package io.wenwen.app.operate;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells the connection pool which failures leave a connection to the embedded database useless, so that the shop works again as
 * soon as a full disk has room, without a restart. H2 closes a database whose file it could not write.
 */
public final class BrokenDatabase implements SQLExceptionOverride {

    /** Of {@code org.h2.api.ErrorCode}: general error, I/O failed, I/O failed with name, object closed, database closed. */
    private static final Set<Integer> BROKEN = Set.of(50_000, 90_028, 90_031, 90_007, 90_098);

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return BROKEN.contains(failure.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
