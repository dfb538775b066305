package dev.granary.cli.serve;

import dev.granary.http.AuthServer;
import java.util.Optional;

/** A server that answers. Closing it finishes what is in flight; idempotent. */
public final class RunningServer implements AutoCloseable {

    private final AuthServer server;
    private final Opened opened;
    private final Optional<String> metrics;

    RunningServer(AuthServer server, Opened opened, Optional<String> metrics) {
        this.server = server;
        this.opened = opened;
        this.metrics = metrics;
    }

    /** Where its metrics are, if it shows any. */
    public Optional<String> metrics() {
        return metrics;
    }

    /** The issuer, which is also its address unless something stands before it. */
    public String issuer() {
        return server.issuer().toString();
    }

    @Override
    public void close() {
        opened.close();
    }
}
