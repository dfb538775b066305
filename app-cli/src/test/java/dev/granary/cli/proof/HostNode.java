package dev.granary.cli.proof;

import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.domain.seal.KeyRing;
import dev.granary.grant.GrantPolicy;
import dev.granary.http.AuthServer;
import dev.granary.http.AuthServerBuilder;
import dev.granary.http.registration.RegistrationPolicy;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.spi.Storage;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A server that this JVM embeds, set as {@link Served} is. The storage stays open when it is closed. */
final class HostNode implements Node {

    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final AuthServer server;

    HostNode(Storage storage, KeyRing ring, Site site) throws Exception {
        AuthServerBuilder builder = AuthServer.builder(storage, ring, URI.create(site.issuer()));
        site.audiences().forEach(audience -> builder.audience(new Resource(audience)));
        this.server = builder.upstream(UpstreamProvider.of(
                                new ProviderName("spring"), URI.create(site.upstream()), "granary", Served.SECRET)
                        .askedFor(List.of("openid", "profile")))
                .client(checker(site.audiences()))
                .grantPolicy(
                        new GrantPolicy(site.retryWindow(), GrantPolicy.DEFAULT.skew(), GrantPolicy.DEFAULT.codeKept()))
                .registration(RegistrationPolicy.DEFAULT.confidentialOnLoopbackToo())
                .audit(event -> {})
                .clock(site.clock())
                .random(new SecureRandom())
                .build();
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(server.servlet()), "/*");
        jetty.setHandler(context);
        jetty.start();
    }

    /**
     * What its node is told of the world.
     *
     * @param issuer what all nodes are known by
     * @param upstream the issuer of the upstream
     * @param audiences the resources that tokens may be for, for which the client {@code checker} answers
     * @param retryWindow how long a refresh may be repeated
     * @param clock the time there
     */
    record Site(String issuer, String upstream, List<String> audiences, Duration retryWindow, InstantSource clock) {}

    private static ConfiguredClient checker(List<String> audiences) {
        return new ConfiguredClient(
                new ClientId("checker"),
                new ClientMetadata(
                        Optional.empty(),
                        List.of(Served.CALLBACK),
                        List.of("authorization_code", "refresh_token", "client_credentials"),
                        List.of("code"),
                        Scopes.of("openid", "profile", "email", "offline_access"),
                        new TreeSet<>(audiences.stream().map(Resource::new).toList()),
                        Optional.empty(),
                        Optional.empty()),
                TokenEndpointAuthMethod.CLIENT_SECRET_BASIC,
                Optional.of(Served.SECRET));
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    /** What a host does with it beside serving. */
    AuthServer server() {
        return server;
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        server.close();
    }
}
