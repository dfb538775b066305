package dev.granary.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import dev.granary.domain.audit.AuditEvent;
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
import dev.granary.domain.seal.SealingKey;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.upstream.UpstreamAccess;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.Users;
import dev.granary.http.AuthServer;
import dev.granary.http.AuthServerSettingsException;
import dev.granary.http.login.SingleLegs;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.spi.Storage;
import dev.granary.storage.memory.MemoryStorage;
import dev.granary.upstream.ProviderName;
import dev.granary.user.Subject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AuthServerModuleTest {

    private static final URI ISSUER = URI.create("https://auth.example.com");

    private static final AuthServerSetting CORP = builder -> builder.upstream(
            UpstreamProvider.registering(new ProviderName("corp"), URI.create("https://id.example.com")));

    /** What a host brings. */
    private static final Module HOST = new AbstractModule() {
        @Override
        protected void configure() {
            bind(Storage.class)
                    .toInstance(MemoryStorage.builder(InstantSource.system()).open());
            bind(KeyRing.class).toInstance(new KeyRing(new SealingKey("host-key", new byte[32]), List.of()));
            bind(InstantSource.class).toInstance(InstantSource.system());
            bind(RandomGenerator.class).toInstance(new SecureRandom());
        }
    };

    private static Module setting(AuthServerSetting setting) {
        return binder -> Multibinder.newSetBinder(binder, AuthServerSetting.class)
                .addBinding()
                .toInstance(setting);
    }

    private static Injector injector(Module... more) {
        List<Module> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(HOST, new AuthServerModule(ISSUER)));
        return Guice.createInjector(all);
    }

    @Test
    void everythingThatAServerOffersIsBoundToTheSameServer() {
        Injector host = injector(setting(CORP));
        try (AuthServer server = host.getInstance(AuthServer.class)) {
            assertThat(server.issuer()).isEqualTo(ISSUER);
            assertThat(host.getInstance(Tokens.class)).isSameAs(server.tokens());
            assertThat(host.getInstance(Clients.class)).isSameAs(server.clients());
            assertThat(host.getInstance(InitialAccessTokens.class)).isSameAs(server.initialAccessTokens());
            assertThat(host.getInstance(Consents.class)).isSameAs(server.consents());
            assertThat(host.getInstance(Users.class)).isSameAs(server.users());
            assertThat(host.getInstance(Revocations.class)).isSameAs(server.revocations());
            assertThat(host.getInstance(UpstreamTokens.class)).isSameAs(server.upstreamTokens());
            assertThat(host.getInstance(UpstreamCredentials.class)).isSameAs(server.upstreamCredentials());
            assertThat(host.getInstance(UpstreamAccess.class)).isSameAs(server.upstreamAccess());
            assertThat(host.getInstance(DcrCredentials.class)).isSameAs(server.upstreamRegistrations());
            assertThat(host.getInstance(SingleLegs.class)).isSameAs(server.singleLegs());
            assertThat(host.getInstance(SigningKeys.class)).isSameAs(server.signingKeys());
            assertThat(host.getInstance(Resealing.class)).isSameAs(server.resealing());
            assertThat(host.getInstance(Housekeeper.class)).isSameAs(server.housekeeper());
            assertThat(host.getInstance(Key.get(new TypeLiteral<List<RotatingKeys>>() {})))
                    .isSameAs(server.rotatingKeys());
        }
    }

    @Test
    void everyModuleOfTheHostAddsItsSettings() {
        List<String> applied = new ArrayList<>();
        Injector host = injector(
                setting(CORP),
                setting(builder -> {
                    applied.add("first");
                    return builder;
                }),
                setting(builder -> {
                    applied.add("second");
                    return builder;
                }));
        host.getInstance(AuthServer.class).close();
        assertThat(applied).containsExactly("first", "second");
    }

    @Test
    void theHostsAuditListenerIsToldOfEveryEvent() {
        List<AuditEvent> told = new ArrayList<>();
        AuditListener listener = told::add;
        Injector host = injector(
                setting(CORP), binder -> binder.bind(AuditListener.class).toInstance(listener));

        assertThat(host.getInstance(Revocations.class).revokeSubject(new Subject("alice")))
                .isNotNull();

        assertThat(told).isNotEmpty();
    }

    @Test
    void aWrongSettingShowsAtTheStart() {
        assertThatThrownBy(AuthServerModuleTest::injector)
                .isInstanceOf(CreationException.class)
                .hasRootCauseInstanceOf(AuthServerSettingsException.class);
    }

    @Test
    void whatTheHostForgetsToBindIsNamed() {
        assertThatThrownBy(() -> Guice.createInjector(new AuthServerModule(ISSUER), setting(CORP)))
                .isInstanceOf(CreationException.class)
                .hasMessageContainingAll("Storage", "KeyRing", "InstantSource", "RandomGenerator");
    }
}
