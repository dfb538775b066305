package com.example.granary.tomcat;

import dev.granary.domain.housekeeping.HousekeepingTurn;
import dev.granary.domain.seal.KeyRingFile;
import dev.granary.http.AuthServer;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.spi.Storage;
import dev.granary.storage.memory.MemoryStorage;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** An authorization server in Tomcat, below a path: the rest of the host is the application's. */
public final class TomcatHost implements AutoCloseable {

    private final Storage storage =
            MemoryStorage.builder(InstantSource.system()).open();
    private final AuthServer authServer;
    private final Tomcat tomcat = new Tomcat();
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();

    /** Starts it at the port and path of its issuer; users log in at the upstream. */
    public TomcatHost(URI issuer, UpstreamProvider users, Path folder) throws Exception {
        SecureRandom random = new SecureRandom();
        authServer = AuthServer.builder(
                        storage, new KeyRingFile(folder.resolve("granary.keys")).loadOrCreate(storage, random), issuer)
                .upstream(users)
                .clock(InstantSource.system())
                .random(random)
                .build();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(issuer.getPort());
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "granary", authServer.servlet());
        Tomcat.addServlet(context, "well-known", authServer.wellKnownServlet());
        context.addServletMappingDecoded(issuer.getPath() + "/*", "granary");
        // Clients look there first for the documents of an issuer with a path.
        context.addServletMappingDecoded("/.well-known/*", "well-known");
        // Tomcat listens at every address of the machine unless told.
        tomcat.getConnector().setProperty("address", issuer.getHost());
        tomcat.start();
        long interval = authServer.housekeeper().policy().interval().toSeconds();
        background.scheduleWithFixedDelay(
                new HousekeepingTurn(authServer.housekeeper()), interval, interval, TimeUnit.SECONDS);
    }

    /** Ends it: first the requests, then what uses the storage, and it last. */
    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        background.shutdownNow();
        authServer.close();
        storage.close();
    }

    /** Serves users of the OpenID provider that the arguments name: issuer, client id and client secret. */
    public static void main(String... upstream) throws Exception {
        TomcatHost host = new TomcatHost(
                URI.create("http://127.0.0.1:8080/auth"),
                UpstreamProvider.of(new ProviderName("corp"), URI.create(upstream[0]), upstream[1], upstream[2]),
                Path.of("host"));
        host.tomcat.getServer().await();
    }
}
