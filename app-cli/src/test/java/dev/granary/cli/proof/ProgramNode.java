package dev.granary.cli.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** {@code granary serve} in a process of its own, set as a {@link HostNode} is. */
final class ProgramNode implements Node {

    private final Served served;
    private final int port;

    ProgramNode(String storage, Path ring, HostNode.Site site) throws IOException {
        this.port = freePort();
        this.served = Served.with("""
                port: %d
                issuer: %s
                storage: "%s"
                key-ring: %s
                audiences: [%s]
                retry-window: %ds
                registration: {confidential-on-loopback: true}
                upstreams:
                  - name: spring
                    issuer: %s
                    client-id: granary
                    client-secret-env: CHECKER_SECRET
                    scopes: [openid, profile]
                """.formatted(
                        port,
                        site.issuer(),
                        storage,
                        ring,
                        String.join(", ", site.audiences()),
                        site.retryWindow().toSeconds(),
                        site.upstream()));
    }

    /** A port that was free just now, for what must be told of it before it listens. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        served.close();
    }
}
