package dev.granary.cli.serve;

import dev.granary.cli.development.DevelopmentProvider;
import dev.granary.cli.reload.LiveLimits;
import dev.granary.cli.settings.Settings;
import dev.granary.cli.settings.StorageUrl;
import dev.granary.domain.seal.KeyRing;
import dev.granary.http.AuthServer;
import dev.granary.http.AuthServerBuilder;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Starts servers as their settings say. */
public final class ServerLaunch {

    private final Storages storages;
    private final Surroundings surroundings;

    /** Opens one of these storages for each server. */
    @Inject
    public ServerLaunch(Storages storages, Surroundings surroundings) {
        this.storages = storages;
        this.surroundings = surroundings;
    }

    /**
     * Starts a server. If that fails, nothing stays open.
     *
     * @throws NotStartedException if it cannot listen where it should
     * @throws dev.granary.domain.seal.KeyRingException if the key ring does not fit the storage
     * @throws dev.granary.record.StorageException if the storage fails
     */
    public RunningServer start(Settings settings) {
        return start(settings, new LiveLimits(settings.limits()));
    }

    /** The same, with limits that may change while it runs. */
    public RunningServer start(Settings settings, LiveLimits limits) {
        Opened opened = new Opened();
        try {
            return start(settings, limits, opened);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Puts a server together that does not listen, lets the job work with it, and closes it.
     *
     * @throws dev.granary.domain.seal.KeyRingException if the key ring does not fit the storage
     * @throws dev.granary.record.StorageException if the storage fails
     */
    public <T> T visit(Settings settings, Function<AuthServer, T> job) {
        try (Opened opened = new Opened()) {
            Storage storage = open(settings, opened);
            int port = settings.listening().port();
            URI issuer = URI.create(settings.issuer(port));
            List<UpstreamProvider> upstreams = settings.isDevelopment()
                    ? List.of(development(settings, port, issuer).upstream())
                    : settings.upstreams();
            AuthServer server = server(settings, storage, issuer, upstreams).build();
            opened.add(server, server::close);
            return job.apply(server);
        }
    }

    /**
     * Opens the storage of a server and the key ring that seals in it, lets the job work with them, and closes it. A ring
     * is made for a new storage.
     *
     * @throws dev.granary.domain.seal.KeyRingException if there is no key ring for the storage
     * @throws dev.granary.record.StorageException if the storage fails
     */
    public <T> T visitStorage(Settings settings, BiFunction<Storage, KeyRing, T> job) {
        try (Opened opened = new Opened()) {
            Storage storage = open(settings, opened);
            return job.apply(storage, new KeyRings(surroundings.random()).ring(settings.keyRing(), storage));
        }
    }

    /** The same for a job that writes nothing: where there is no ring yet it gets one that is not kept. */
    public <T> T visitRehearsal(Settings settings, BiFunction<Storage, KeyRing, T> job) {
        try (Opened opened = new Opened()) {
            Storage storage = open(settings, opened);
            return job.apply(storage, new KeyRings(surroundings.random()).present(settings.keyRing()));
        }
    }

    private Storage open(Settings settings, Opened opened) {
        if (settings.storage().equals(StorageUrl.DEFAULT)) {
            DataFolder.make();
        }
        Storage storage = storages.open(StorageSettings.of(settings.storage().value(), surroundings.clock()));
        return opened.add(storage, storage::close);
    }

    private RunningServer start(Settings settings, LiveLimits limits, Opened opened) {
        WebServer web = WebServer.bind(settings.listening());
        opened.add(web, web::close);
        Optional<Management> management = settings.management().map(where -> Management.bind(where, opened));
        Storage storage = open(settings, opened);
        Storage used = management.map(present -> present.over(storage)).orElse(storage);
        URI issuer = URI.create(settings.issuer(web.port()));
        AuthServerBuilder builder =
                server(settings, used, issuer, upstreams(settings, web, issuer)).limits(limits);
        management.ifPresent(present -> present.watch(builder, surroundings.audit()));
        AuthServer server = builder.build();
        opened.add(server, server::close);
        mount(web, server);
        Housekeeping housekeeping = new Housekeeping(
                server.housekeeper(), management.map(Management::counting).orElse(() -> {}));
        opened.add(housekeeping, housekeeping::close);
        web.start();
        management.ifPresent(Management::start);
        housekeeping.start();
        return new RunningServer(server, opened, management.map(Management::address));
    }

    /** At the issuer's path; what RFC 8414 wants at the root is there, too. */
    private static void mount(WebServer web, AuthServer server) {
        String path = Optional.ofNullable(server.issuer().getRawPath()).orElse("");
        web.mount(path, server.servlet());
        if (!path.isEmpty()) {
            web.mount("", server.wellKnownServlet());
        }
    }

    /** The configured ones; if there is none, the development provider, on the same port. */
    private List<UpstreamProvider> upstreams(Settings settings, WebServer web, URI issuer) {
        if (!settings.isDevelopment()) {
            return settings.upstreams();
        }
        DevelopmentProvider provider = development(settings, web.port(), issuer);
        web.mount(DevelopmentProvider.PATH, provider.servlet());
        return List.of(provider.upstream());
    }

    private DevelopmentProvider development(Settings settings, int port, URI issuer) {
        return DevelopmentProvider.at(
                settings.listening().origin(port),
                URI.create(settings.front().orElse(issuer) + "/oauth/callback"),
                surroundings.clock());
    }

    private AuthServerBuilder server(Settings settings, Storage storage, URI issuer, List<UpstreamProvider> upstreams) {
        AuthServerBuilder builder = AuthServer.builder(
                        storage, new KeyRings(surroundings.random()).ring(settings.keyRing(), storage), issuer)
                .scopes(settings.offer().scopes())
                .lifetimes(settings.terms().lifetimes())
                .grantPolicy(settings.terms().policy())
                .clientLimits(settings.terms().clients())
                .loginLimits(settings.terms().logins())
                .keys(settings.keys().terms())
                .delegationLifetime(settings.terms().delegated())
                .consent(settings.offer().consent())
                .registration(settings.terms().registrations())
                .audit(surroundings.audit())
                .clock(surroundings.clock())
                .random(surroundings.random());
        settings.front().ifPresent(builder::browsersAt);
        settings.keys().given().ifPresent(builder::signingKeys);
        upstreams.forEach(builder::upstream);
        settings.terms().documents().ifPresent(builder::clientDocuments);
        settings.offer().audiences().forEach(builder::audience);
        settings.offer().origins().forEach(builder::crossOrigin);
        settings.clients().forEach(builder::client);
        settings.delegations().delegates().forEach(builder::delegate);
        settings.delegations().issuers().forEach(builder::trustedIssuer);
        if (settings.delegations().onLoopback()) {
            builder.delegatesOnLoopback();
        }
        return builder;
    }
}
