package dev.granary.http.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.http.AuthServerSettingsException;
import dev.granary.http.fixture.World;
import dev.granary.scope.Scopes;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationPolicyTest {

    private static final String FORCED = "https://forced.example.com/cb";

    private static World world(RegistrationPolicy policy) {
        return new World(builder -> builder.registration(policy));
    }

    private static RegistrationPolicy policy(boolean confidential, Set<String> forced, Optional<String> header) {
        return new RegistrationPolicy(
                false,
                confidential,
                true,
                Optional.of(Scopes.of("openid")),
                Scopes.of("profile"),
                forced,
                new RateLimits(1, 1, 100, 100),
                header);
    }

    private static HttpResponse<String> register(World world, Map<String, Object> wanted, Map<String, String> headers) {
        return world.post("/oauth/register", "application/json", JSONObjectUtils.toJSONString(wanted), headers);
    }

    private static Map<String, Object> at(String... redirectUris) {
        return Map.of("redirect_uris", List.of(redirectUris));
    }

    @Test
    void whoAsksForNoScopesGetsTheDefaultsAndEveryoneTheBaseline() {
        try (World world = world(policy(true, Set.of(), Optional.empty()))) {
            assertThat(World.json(register(world, at("https://a.example.com/cb"), Map.of())))
                    .containsEntry("scope", "openid profile");
            world.clock.advance(Duration.ofSeconds(1));
            assertThat(World.json(register(
                            world,
                            Map.of(
                                    "redirect_uris",
                                    List.of("https://a.example.com/cb"),
                                    "scope",
                                    List.of("offline_access")),
                            Map.of())))
                    .containsEntry("scope", "offline_access profile");
        }
    }

    @Test
    void confidentialClientsCanBeSwitchedOff() {
        try (World world = world(policy(false, Set.of(), Optional.empty()))) {
            HttpResponse<String> answer = register(
                    world,
                    Map.of(
                            "redirect_uris",
                            List.of("https://a.example.com/cb"),
                            "token_endpoint_auth_method",
                            "client_secret_basic"),
                    Map.of());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(World.json(answer)).containsEntry("error", "invalid_client_metadata");
        }
    }

    @Test
    void noSecretGoesInTheClearUnasked() {
        Map<String, Object> wanted = Map.of(
                "redirect_uris",
                List.of("https://a.example.com/cb"),
                "token_endpoint_auth_method",
                "client_secret_basic");
        try (World world = world(RegistrationPolicy.DEFAULT)) {
            assertThat(World.json(register(world, wanted, Map.of())))
                    .containsEntry("error", "invalid_client_metadata")
                    .hasEntrySatisfying(
                            "error_description",
                            why -> assertThat(String.valueOf(why)).contains("in the clear"));
        }
        try (World world = world(RegistrationPolicy.DEFAULT.confidentialOnLoopbackToo())) {
            assertThat(World.json(register(world, wanted, Map.of()))).containsKey("client_secret");
        }
        URI https = URI.create("https://auth.example.com");
        assertThat(RegistrationPolicy.DEFAULT.admitsConfidential(https)).isTrue();
        RegistrationPolicy forced = new RegistrationPolicy(
                false,
                true,
                false,
                Optional.empty(),
                Scopes.NONE,
                Set.of(FORCED),
                RateLimits.DEFAULT,
                Optional.empty());
        assertThatThrownBy(() -> world(forced).close())
                .isInstanceOf(AuthServerSettingsException.class)
                .hasMessageContaining("in the clear");
    }

    @Test
    void aListedRedirectUriMakesTheClientConfidentialWhateverItAsksFor() {
        try (World world = world(policy(true, Set.of(FORCED), Optional.empty()))) {
            assertThat(World.json(register(world, at(FORCED), Map.of())))
                    .containsEntry("token_endpoint_auth_method", "client_secret_post")
                    .containsKey("client_secret");
            world.clock.advance(Duration.ofSeconds(1));
            assertThat(World.json(register(world, at(FORCED, "http://127.0.0.1/cb"), Map.of())))
                    .containsEntry("error", "invalid_redirect_uri");
        }
    }

    @Test
    void callersBehindAProxyAreToldApartByTheLastAddressItAppended() {
        try (World world = world(policy(true, Set.of(), Optional.of("X-Forwarded-For")))) {
            Map<String, Object> wanted = at("https://a.example.com/cb");
            assertThat(register(world, wanted, Map.of("X-Forwarded-For", "192.0.2.1, 192.0.2.7"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(register(world, wanted, Map.of("X-Forwarded-For", "192.0.2.99, 192.0.2.7"))
                            .statusCode())
                    .isEqualTo(429);
            assertThat(register(world, wanted, Map.of("X-Forwarded-For", "192.0.2.8"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(register(world, wanted, Map.of("X-Forwarded-For", "2001:db8::1"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(register(world, wanted, Map.of("X-Forwarded-For", "2001:db8::2"))
                            .statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void withoutAProxyTheHeaderCountsForNothing() {
        try (World world = world(policy(true, Set.of(), Optional.empty()))) {
            Map<String, Object> wanted = at("https://a.example.com/cb");
            assertThat(register(world, wanted, Map.of("X-Forwarded-For", "192.0.2.1"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(register(world, wanted, Map.of("X-Forwarded-For", "192.0.2.2"))
                            .statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void whereATokenIsNeededOnlyItsBearerRegistersAsOftenAsItSays() {
        try (World world = world(RegistrationPolicy.DEFAULT.requiringToken())) {
            Map<String, Object> wanted = at("https://a.example.com/cb");
            HttpResponse<String> without = register(world, wanted, Map.of());
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            Map<String, String> bearer = Map.of(
                    "Authorization",
                    "Bearer " + world.server.initialAccessTokens().issue(Duration.ofDays(1), Optional.of(1L)));
            assertThat(register(world, at("ftp://nowhere"), bearer).statusCode())
                    .isEqualTo(400);
            assertThat(register(world, wanted, bearer).statusCode()).isEqualTo(201);
            HttpResponse<String> again = register(world, wanted, bearer);
            assertThat(again.statusCode()).isEqualTo(401);
            assertThat(World.json(again)).containsEntry("error", "invalid_token");
        }
    }
}
