package dev.granary.storage.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Has the pool drop every connection that we call lost. It would keep those whose codes it does not know. */
final class BrokenConnections implements SQLExceptionOverride {

    private final Vendor vendor;

    BrokenConnections(Vendor vendor) {
        this.vendor = vendor;
    }

    @java.lang.Override
    public Override adjudicate(SQLException error) {
        return vendor.failureOf(error) == Failure.LOST ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
