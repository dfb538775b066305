package com.example.granary.guice;

import com.google.inject.Guice;
import dev.granary.domain.housekeeping.Housekeeper;
import dev.granary.domain.housekeeping.HousekeepingTurn;
import dev.granary.domain.revocation.Revocations;
import dev.granary.http.AuthServer;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.spi.Storage;
import dev.granary.upstream.ProviderName;
import dev.granary.user.Subject;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** A host that is handed its authorization server, and the ports that it uses itself. */
public final class GuiceHost implements AutoCloseable {

    private final Storage storage;
    private final AuthServer authServer;
    private final Housekeeper housekeeper;
    private final Revocations revocations;
    private final Server jetty;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();

    @Inject
    GuiceHost(Storage storage, AuthServer authServer, Housekeeper housekeeper, Revocations revocations) {
        this.storage = storage;
        this.authServer = authServer;
        this.housekeeper = housekeeper;
        this.revocations = revocations;
        this.jetty = new Server(
                new InetSocketAddress("127.0.0.1", authServer.issuer().getPort()));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(authServer.servlet()), "/*");
        jetty.setHandler(context);
    }

    /** Begins to serve. */
    public GuiceHost start() throws Exception {
        jetty.start();
        long interval = housekeeper.policy().interval().toSeconds();
        background.scheduleWithFixedDelay(new HousekeepingTurn(housekeeper), interval, interval, TimeUnit.SECONDS);
        return this;
    }

    /** Logs a user out of every client, and returns whether nothing is left. */
    public boolean logOutEverywhere(String subject) {
        return revocations.revokeSubject(new Subject(subject)).match(revoked -> true, (revoked, fault) -> false);
    }

    @Override
    public void close() throws Exception {
        jetty.stop();
        background.shutdownNow();
        authServer.close();
        storage.close();
    }

    /** Serves users of the OpenID provider that the arguments name: issuer, client id and client secret. */
    public static void main(String... upstream) throws Exception {
        HostModule module = new HostModule(
                URI.create("http://127.0.0.1:8080"),
                UpstreamProvider.of(new ProviderName("corp"), URI.create(upstream[0]), upstream[1], upstream[2]),
                Path.of("granary.keys"));
        Guice.createInjector(module).getInstance(GuiceHost.class).start().jetty.join();
    }
}
