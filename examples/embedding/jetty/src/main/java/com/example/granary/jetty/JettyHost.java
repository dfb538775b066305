package com.example.granary.jetty;

import dev.granary.domain.housekeeping.HousekeepingTurn;
import dev.granary.domain.seal.KeyRingFile;
import dev.granary.http.AuthServer;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.spi.Storage;
import dev.granary.storage.memory.MemoryStorage;
import dev.granary.upstream.ProviderName;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** An authorization server in Jetty, at the root. */
public final class JettyHost implements AutoCloseable {

    private final Storage storage =
            MemoryStorage.builder(InstantSource.system()).open();
    private final AuthServer authServer;
    private final Server jetty;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();

    /** Starts it at the port of its issuer; users log in at the upstream. */
    public JettyHost(URI issuer, UpstreamProvider users, Path keys) throws Exception {
        SecureRandom random = new SecureRandom();
        authServer = AuthServer.builder(storage, new KeyRingFile(keys).loadOrCreate(storage, random), issuer)
                .upstream(users)
                .clock(InstantSource.system())
                .random(random)
                .build();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(authServer.servlet()), "/*");
        jetty = new Server(new InetSocketAddress("127.0.0.1", issuer.getPort()));
        jetty.setHandler(context);
        jetty.start();
        long interval = authServer.housekeeper().policy().interval().toSeconds();
        background.scheduleWithFixedDelay(
                new HousekeepingTurn(authServer.housekeeper()), interval, interval, TimeUnit.SECONDS);
    }

    /** Ends it: first the requests, then what uses the storage, and it last. */
    @Override
    public void close() throws Exception {
        jetty.stop();
        background.shutdownNow();
        authServer.close();
        storage.close();
    }

    /** Serves users of the OpenID provider that the arguments name: issuer, client id and client secret. */
    public static void main(String... upstream) throws Exception {
        JettyHost host = new JettyHost(
                URI.create("http://127.0.0.1:8080"),
                UpstreamProvider.of(new ProviderName("corp"), URI.create(upstream[0]), upstream[1], upstream[2]),
                Path.of("granary.keys"));
        host.jetty.join();
    }
}
