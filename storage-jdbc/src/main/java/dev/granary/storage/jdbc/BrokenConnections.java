package dev.granary.storage.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has the pool drop every connection that we call lost, as it would keep those whose codes it does not know, and every
 * one to a server that takes no writes: after a fail-over the next connection leads to another.
 */
final class BrokenConnections implements SQLExceptionOverride {

    private final Vendor vendor;

    BrokenConnections(Vendor vendor) {
        this.vendor = vendor;
    }

    @java.lang.Override
    public Override adjudicate(SQLException error) {
        Failure failure = vendor.failureOf(error);
        boolean useless = failure == Failure.LOST || failure == Failure.READ_ONLY;
        return useless ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
