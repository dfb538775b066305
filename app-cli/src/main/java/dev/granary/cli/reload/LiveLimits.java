package dev.granary.cli.reload;

import dev.granary.http.ServerLimits;
import java.util.function.Supplier;

/** The limits that a server reads at each request. Safe for threads. */
public final class LiveLimits implements Supplier<ServerLimits> {

    private volatile ServerLimits current;

    /** Begins with these. */
    public LiveLimits(ServerLimits current) {
        this.current = current;
    }

    @Override
    public ServerLimits get() {
        return current;
    }

    void set(ServerLimits next) {
        current = next;
    }
}
