package dev.granary.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.granary.domain.audit.AuditListener;
import dev.granary.domain.client.Clients;
import dev.granary.domain.consent.Consents;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.housekeeping.Housekeeper;
import dev.granary.domain.key.RotatingKeys;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.registration.InitialAccessTokens;
import dev.granary.domain.reseal.Resealing;
import dev.granary.domain.revocation.Revocations;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.upstream.UpstreamAccess;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.Users;
import dev.granary.http.AuthServer;
import dev.granary.http.AuthServerBuilder;
import dev.granary.http.login.SingleLegs;
import dev.granary.spi.Storage;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Binds the {@link AuthServer} and everything that it offers to a host.
 *
 * <p>The host binds {@link Storage}, {@link KeyRing}, {@link InstantSource} and {@link RandomGenerator} (a {@link
 * java.security.SecureRandom}), adds each {@link AuthServerSetting}, and may bind an {@link AuditListener}. The server is
 * built with the injector, so that a wrong setting shows at the start.
 *
 * <p>The host closes the server, and after it the storage.
 */
public final class AuthServerModule extends AbstractModule {

    private final URI issuer;

    /**
     * Binds a server.
     *
     * @param issuer the issuer, as for {@link AuthServer#builder}
     */
    public AuthServerModule(URI issuer) {
        this.issuer = issuer;
    }

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), AuthServerSetting.class);
        OptionalBinder.newOptionalBinder(binder(), AuditListener.class);
        bindServer();
        Provider<AuthServer> server = getProvider(AuthServer.class);
        bindPort(server, Tokens.class, AuthServer::tokens);
        bindPort(server, Clients.class, AuthServer::clients);
        bindPort(server, InitialAccessTokens.class, AuthServer::initialAccessTokens);
        bindPort(server, Consents.class, AuthServer::consents);
        bindPort(server, Users.class, AuthServer::users);
        bindPort(server, Revocations.class, AuthServer::revocations);
        bindPort(server, UpstreamTokens.class, AuthServer::upstreamTokens);
        bindPort(server, UpstreamCredentials.class, AuthServer::upstreamCredentials);
        bindPort(server, UpstreamAccess.class, AuthServer::upstreamAccess);
        bindPort(server, DcrCredentials.class, AuthServer::upstreamRegistrations);
        bindPort(server, SingleLegs.class, AuthServer::singleLegs);
        bindPort(server, SigningKeys.class, AuthServer::signingKeys);
        bindPort(server, Resealing.class, AuthServer::resealing);
        bindPort(server, Housekeeper.class, AuthServer::housekeeper);
        bind(new TypeLiteral<List<RotatingKeys>>() {})
                .toProvider(() -> server.get().rotatingKeys());
    }

    private <T> void bindPort(Provider<AuthServer> server, Class<T> port, Function<AuthServer, T> accessor) {
        bind(port).toProvider(() -> accessor.apply(server.get()));
    }

    private void bindServer() {
        Provider<Storage> storage = getProvider(Storage.class);
        Provider<KeyRing> keyRing = getProvider(KeyRing.class);
        Provider<InstantSource> clock = getProvider(InstantSource.class);
        Provider<RandomGenerator> random = getProvider(RandomGenerator.class);
        Provider<Optional<AuditListener>> audit = getProvider(Key.get(new TypeLiteral<>() {}));
        Provider<Set<AuthServerSetting>> settings = getProvider(Key.get(new TypeLiteral<>() {}));
        bind(AuthServer.class)
                .toProvider(() -> {
                    AuthServerBuilder builder = AuthServer.builder(storage.get(), keyRing.get(), issuer)
                            .clock(clock.get())
                            .random(random.get());
                    audit.get().ifPresent(builder::audit);
                    settings.get().forEach(setting -> setting.apply(builder));
                    return builder.build();
                })
                .asEagerSingleton();
    }
}
