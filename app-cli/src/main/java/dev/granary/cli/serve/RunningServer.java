package dev.granary.cli.serve;

import dev.granary.http.AuthServer;

/** A server that answers. Closing it finishes what is in flight; idempotent. */
public final class RunningServer implements AutoCloseable {

    private final AuthServer server;
    private final Opened opened;

    RunningServer(AuthServer server, Opened opened) {
        this.server = server;
        this.opened = opened;
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
