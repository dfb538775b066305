package com.example.granary.login;

import dev.granary.cli.development.DevelopmentProvider;
import dev.granary.http.upstream.UpstreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** The development provider of the granary program, at which whoever types a name is logged in. */
public final class Upstream implements AutoCloseable {

    private final Server jetty;
    private final DevelopmentProvider provider;

    /** Starts one for the authorization server of this issuer. */
    public Upstream(URI issuer) throws Exception {
        int port = freePort();
        provider = DevelopmentProvider.at(
                "http://127.0.0.1:" + port, URI.create(issuer + "/oauth/callback"), InstantSource.system());
        jetty = new Server(new InetSocketAddress("127.0.0.1", port));
        ServletContextHandler context = new ServletContextHandler(DevelopmentProvider.PATH);
        context.addServlet(new ServletHolder(provider.servlet()), "/*");
        jetty.setHandler(context);
        jetty.start();
    }

    /** The provider, as the authorization server is told of it. */
    public UpstreamProvider provider() {
        return provider.upstream();
    }

    /** A port of loopback that was free just now. */
    public static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        jetty.stop();
    }
}
