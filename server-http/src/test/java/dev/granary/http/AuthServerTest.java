package dev.granary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.KeyRingException;
import dev.granary.domain.seal.SealingKey;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.SetClock;
import dev.granary.http.fixture.Site;
import dev.granary.http.fixture.World;
import dev.granary.http.registration.RateLimits;
import dev.granary.http.registration.RegistrationPolicy;
import dev.granary.http.upstream.UpstreamAccount;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.scope.Scopes;
import dev.granary.spi.Storage;
import dev.granary.storage.memory.MemoryStorage;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthServerTest {

    private static final URI ISSUER = URI.create("https://auth.example.com");

    private final SetClock clock = new SetClock();
    private final Storage storage = MemoryStorage.builder(clock).open();

    private static KeyRing ring(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new KeyRing(new SealingKey("test-key", bytes), List.of());
    }

    private AuthServerBuilder right(URI issuer) {
        return AuthServer.builder(storage, ring(1), issuer)
                .upstream(UpstreamProvider.registering(new ProviderName("corp"), URI.create("https://id.example.com")))
                .clock(clock)
                .random(new SecureRandom());
    }

    private static ConfiguredClient client(String id, String redirectUri) {
        return new ConfiguredClient(
                new ClientId(id),
                new ClientMetadata(
                        Optional.empty(),
                        List.of(redirectUri),
                        List.of("authorization_code"),
                        List.of("code"),
                        Scopes.NONE,
                        Collections.emptySortedSet(),
                        Optional.empty(),
                        Optional.empty()),
                TokenEndpointAuthMethod.NONE,
                Optional.empty());
    }

    @Test
    void oneExpressionIsEnough() {
        try (AuthServer server = right(ISSUER).build()) {
            assertThat(server.issuer()).isEqualTo(ISSUER);
            assertThat(server.servlet()).isNotNull();
            assertThat(server.housekeeper().run().failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://auth.example.com", "https://auth.example.com/tenant", "http://127.0.0.1:8080"})
    void anIssuerIsHttpsOrOnLoopback(String issuer) {
        right(URI.create(issuer)).build().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://auth.example.com",
                "https://auth.example.com/",
                "https://auth.example.com?a=1",
                "https://auth.example.com#a",
                "https://user@auth.example.com",
                "auth.example.com",
                "urn:auth",
            })
    void anyOtherIssuerIsAFault(String issuer) {
        assertThatThrownBy(() -> right(URI.create(issuer)).build())
                .isInstanceOfSatisfying(
                        AuthServerSettingsException.class,
                        e -> assertThat(e.faults())
                                .extracting(SettingsFault::key)
                                .contains("issuer"));
    }

    @Test
    void aFilterNeedsALaterUpstreamAndABaselineItsScopesToBeOffered() {
        RegistrationPolicy policy = new RegistrationPolicy(
                false,
                true,
                false,
                Optional.empty(),
                Scopes.of("admin"),
                Set.of(),
                RateLimits.DEFAULT,
                Optional.empty());
        assertThat(keysOfFaults(right(ISSUER).upstreamFilter(first -> later -> false)))
                .containsExactly("upstream filter");
        assertThat(keysOfFaults(right(ISSUER).registration(policy))).containsExactly("registration scopes");
        try (AuthServer server = right(ISSUER)
                .scopes(Scopes.of("openid", "admin"))
                .registration(policy)
                .upstream(UpstreamProvider.registering(new ProviderName("more"), URI.create("https://id2.example.com")))
                .upstreamFilter(first -> later -> false)
                .build()) {
            assertThat(server.issuer()).isEqualTo(ISSUER);
        }
    }

    private static List<String> keysOfFaults(AuthServerBuilder builder) {
        AuthServerSettingsException refused = catchThrowableOfType(AuthServerSettingsException.class, builder::build);
        return refused.faults().stream().map(SettingsFault::key).toList();
    }

    @Test
    void everyFaultIsSaidAtOnce() {
        assertThatThrownBy(() -> AuthServer.builder(storage, ring(1), URI.create("http://auth.example.com"))
                        .upstream(UpstreamProvider.registering(
                                        new ProviderName("corp"), URI.create("http://id.example.com"))
                                .asOptional())
                        .upstream(UpstreamProvider.oauth2(
                                new ProviderName("code"),
                                URI.create("http://code.example.com/authorize"),
                                URI.create("https://code.example.com/token"),
                                UpstreamAccount.publicClient("granary")))
                        .client(client("app", "http://app.example.com/cb"))
                        .client(client("app", "https://app.example.com/cb"))
                        .scopes(Scopes.NONE)
                        .build())
                .isInstanceOfSatisfying(AuthServerSettingsException.class, e -> {
                    assertThat(e.faults())
                            .extracting(SettingsFault::key)
                            .containsExactlyInAnyOrder(
                                    "issuer",
                                    "upstream corp issuer",
                                    "upstream corp",
                                    "upstream code authorization-endpoint",
                                    "client app",
                                    "client app redirect-uri",
                                    "scopes",
                                    "clock",
                                    "random");
                    assertThat(e).hasMessageNotContaining("a-secret").hasMessageContaining("for example");
                });
    }

    @Test
    void anIdThatARegisteredClientHasIsAFault() {
        try (World world = new World()) {
            Object id = World.json(world.post(
                            "/oauth/register",
                            "application/json",
                            "{\"redirect_uris\":[\"https://a.example.com/\"]}",
                            Map.of()))
                    .get("client_id");
            assertThatThrownBy(() -> AuthServer.builder(world.storage, ring(7), ISSUER)
                            .upstream(UpstreamProvider.registering(new ProviderName("corp"), ISSUER))
                            .client(client(String.valueOf(id), "https://app.example.com/cb"))
                            .client(client("synthetic:x", "https://app.example.com/cb"))
                            .clock(world.clock)
                            .random(new SecureRandom())
                            .build())
                    .isInstanceOfSatisfying(
                            AuthServerSettingsException.class,
                            e -> assertThat(e.faults()).hasSize(2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tenant/.well-known/jwks.json",
                "/.well-known/jwks.json",
                "/.well-known/oauth-authorization-server/tenant",
                "/tenant/.well-known/oauth-authorization-server",
                "/tenant/.well-known/openid-configuration",
            })
    void anIssuersPathMayBeInTheRequestsOrNot(String path) {
        try (Site site = new Site();
                AuthServer server =
                        right(URI.create(site.address() + "/tenant")).build()) {
            site.mount(server.servlet());
            assertThat(new Browser().get(URI.create(site.address() + path)).statusCode())
                    .isEqualTo(200);
            assertThat(new Browser()
                            .get(URI.create(site.address() + "/tenants" + path))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aSecondServletAnswersAtTheRootForAnIssuerWithAPath() {
        try (Site site = new Site();
                AuthServer server =
                        right(URI.create(site.address() + "/tenant")).build()) {
            site.mount(server.wellKnownServlet());
            for (String document : List.of("oauth-authorization-server", "openid-configuration")) {
                URI root = URI.create(site.address() + "/.well-known/" + document);
                assertThat(new Browser().get(URI.create(root + "/tenant")).statusCode())
                        .isEqualTo(200);
                assertThat(new Browser().get(root).statusCode()).isEqualTo(404);
            }
            assertThat(new Browser()
                            .get(URI.create(site.address() + "/tenant/oauth/authorize"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void anotherKeyRingIsRefused() {
        right(ISSUER).build().close();
        assertThatThrownBy(() -> AuthServer.builder(storage, ring(2), ISSUER)
                        .upstream(UpstreamProvider.registering(new ProviderName("corp"), ISSUER))
                        .clock(clock)
                        .random(new SecureRandom())
                        .build())
                .isInstanceOf(KeyRingException.class);
    }
}
