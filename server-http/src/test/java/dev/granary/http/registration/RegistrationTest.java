package dev.granary.http.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.client.ClientId;
import dev.granary.domain.client.ClientLimits;
import dev.granary.http.fixture.World;
import dev.granary.record.StorageUnavailableException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RG-01 to RG-11, SV-08. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationTest {

    private final World world = new World();

    @BeforeEach
    void heal() {
        world.storage.heal();
        world.clock.advance(Duration.ofMinutes(1));
    }

    @AfterAll
    void close() {
        world.close();
    }

    private static HttpResponse<String> register(World world, Map<String, Object> changes) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("redirect_uris", List.of("http://127.0.0.1/cb"));
        wanted.putAll(changes);
        return world.post("/oauth/register", "application/json", JSONObjectUtils.toJSONString(wanted), Map.of());
    }

    private HttpResponse<String> register(Map<String, Object> changes) {
        return register(world, changes);
    }

    private static void assertRefused(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(World.json(answer)).containsEntry("error", error);
    }

    @Test
    void aPublicClientIsRegisteredAndCanLogIn() {
        HttpResponse<String> answer =
                register(Map.of("client_name", "My App", "software_id", "sw-1", "unknown", Map.of("a", 1)));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Pragma")).contains("no-cache");
        Map<String, Object> client = World.json(answer);
        assertThat(client)
                .containsEntry("token_endpoint_auth_method", "none")
                .containsEntry("redirect_uris", List.of("http://127.0.0.1/cb"))
                .containsEntry("grant_types", List.of("authorization_code", "refresh_token"))
                .containsEntry("response_types", List.of("code"))
                .containsEntry("client_name", "My App")
                .containsEntry("software_id", "sw-1")
                .containsKeys("client_id", "client_id_issued_at")
                .doesNotContainKey("client_secret");
        assertThat(String.valueOf(client.get("scope")).split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "email", "offline_access");

        String id = String.valueOf(client.get("client_id"));
        String code = world.code(Map.of("client_id", id, "redirect_uri", "http://127.0.0.1:5000/cb"));
        Map<String, String> form = World.redemption(code);
        form.put("client_id", id);
        form.put("redirect_uri", "http://127.0.0.1:5000/cb");
        assertThat(World.json(world.token(form))).containsKeys("access_token", "refresh_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
    void aConfidentialClientGetsASecretOfOurs(String method) {
        Map<String, Object> wanted = Map.of(
                "redirect_uris",
                List.of("https://app.example.com/cb"),
                "token_endpoint_auth_method",
                method,
                "client_secret",
                "mine");
        Map<String, Object> client = World.json(register(wanted));
        assertThat(client)
                .containsEntry("token_endpoint_auth_method", method)
                .containsEntry("client_secret_expires_at", 0L);
        assertThat(String.valueOf(client.get("client_secret"))).hasSize(43);
        assertThat(World.json(register(wanted)).get("client_secret")).isNotEqualTo(client.get("client_secret"));
        assertThat(world.introspect("web-app", "x")).isEqualTo(Map.of("active", false));
    }

    @Test
    void aClientThatRegisteredItselfLearnsNothingOfOthersTokens() {
        Map<String, Object> client = World.json(register(Map.of(
                "redirect_uris",
                List.of("https://app.example.com/cb"),
                "token_endpoint_auth_method",
                "client_secret_basic")));
        Object token = world.tokens().get("access_token");
        assertThat(World.json(world.post(
                        "/oauth/introspect",
                        Map.of("token", String.valueOf(token)),
                        World.basic(
                                String.valueOf(client.get("client_id")), String.valueOf(client.get("client_secret"))))))
                .isEqualTo(Map.of("active", false));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/cb, true, true",
        "https://app.example.com:8443/cb?x=1, true, true",
        "http://127.0.0.1/cb, true, false",
        "http://localhost:3000/cb, true, false",
        "http://app.localhost/cb, true, false",
        "http://[::1]:3000/cb, true, false",
        "https://localhost/cb, true, false",
        "com.example.app:/cb, true, false",
        "cursor://callback, true, false",
        "http://app.example.com/cb, false, false",
        "http://127.0.0.1.evil.com/cb, false, false",
        "https://app.example.com/cb#part, false, false",
        "https://user@app.example.com/cb, false, false",
        "javascript:alert(1), false, false",
        "data:text/html;base64;x, false, false",
        "file:///etc/passwd, false, false",
        "/relative, false, false",
        "'', false, false",
        "https://app.example.com/ä, false, false",
        "https:///cb, false, false",
    })
    void onlySomeRedirectUrisMayBeRegistered(String uri, boolean forPublic, boolean forConfidential) {
        HttpResponse<String> asPublic = register(Map.of("redirect_uris", List.of(uri)));
        HttpResponse<String> asConfidential =
                register(Map.of("redirect_uris", List.of(uri), "token_endpoint_auth_method", "client_secret_basic"));
        assertThat(asPublic.statusCode()).isEqualTo(forPublic ? 201 : 400);
        assertThat(asConfidential.statusCode()).isEqualTo(forConfidential ? 201 : 400);
        if (!forPublic) {
            assertRefused(asPublic, "invalid_redirect_uri");
        }
    }

    @Test
    void thereIsALimitToEverything() {
        assertRefused(register(Map.of("redirect_uris", List.of())), "invalid_redirect_uri");
        assertRefused(
                register(Map.of("redirect_uris", Collections.nCopies(11, "https://a.example.com/"))),
                "invalid_redirect_uri");
        assertRefused(
                register(Map.of("redirect_uris", List.of("https://a.example.com/" + "a".repeat(2048)))),
                "invalid_redirect_uri");
        assertRefused(register(Map.of("client_name", "ä".repeat(129))), "invalid_client_metadata");
        assertRefused(register(Map.of("client_name", "a\u0007b")), "invalid_client_metadata");
        assertRefused(register(Map.of("software_id", "ä")), "invalid_client_metadata");
        assertRefused(register(Map.of("software_id", "a".repeat(257))), "invalid_client_metadata");
        assertThat(register(Map.of("client_name", "a".repeat(256))).statusCode())
                .isEqualTo(201);
    }

    @Test
    void onlyWhatIsOfferedCanBeHad() {
        assertRefused(register(Map.of("token_endpoint_auth_method", "private_key_jwt")), "invalid_client_metadata");
        assertRefused(register(Map.of("grant_types", List.of("refresh_token"))), "invalid_client_metadata");
        assertRefused(
                register(Map.of("grant_types", List.of("authorization_code", "client_credentials"))),
                "invalid_client_metadata");
        assertRefused(register(Map.of("response_types", List.of("token"))), "invalid_client_metadata");
        assertRefused(register(Map.of("scope", "openid admin")), "invalid_client_metadata");
        assertRefused(register(Map.of("scope", "open")), "invalid_client_metadata");
        assertRefused(register(Map.of("scope", 7)), "invalid_client_metadata");
        assertRefused(register(Map.of("redirect_uris", "https://a.example.com/")), "invalid_client_metadata");
        assertThat(World.json(register(Map.of("scope", List.of("openid", "openid")))))
                .containsEntry("scope", "openid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "{\"redirect_uris\":[],\"redirect_uris\":[]}", "\u0000"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertRefused(world.post("/oauth/register", "application/json", body, Map.of()), "invalid_client_metadata");
    }

    @Test
    void aBodyThatIsDeeplyNestedIsRefused() {
        String deep = "{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
        assertRefused(world.post("/oauth/register", "application/json", deep, Map.of()), "invalid_client_metadata");
    }

    @Test
    void anotherTypeIsRefused() {
        assertRefused(world.post("/oauth/register", "text/plain", "{}", Map.of()), "invalid_client_metadata");
        assertThat(world.post(
                                "/oauth/register",
                                "application/json; charset=utf-8",
                                "{\"redirect_uris\":[\"https://a.example.com/\"]}",
                                Map.of())
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void atTheCapTheNewcomerIsRefused() {
        try (World small = new World(builder -> builder.clientLimits(
                new ClientLimits(1, ClientLimits.DEFAULT.minimumAge(), ClientLimits.DEFAULT.life())))) {
            assertThat(register(small, Map.of()).statusCode()).isEqualTo(201);
            HttpResponse<String> answer = register(small, Map.of());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("3600");
        }
    }

    @Test
    void whoRegistersTooOftenIsAskedToWait() {
        try (World busy = new World(builder -> builder.registrationRate(new RateLimits(2, 1, 100, 100)))) {
            assertThat(register(busy, Map.of()).statusCode()).isEqualTo(201);
            assertThat(register(busy, Map.of()).statusCode()).isEqualTo(201);
            HttpResponse<String> answer = register(busy, Map.of());
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            busy.clock.advance(Duration.ofSeconds(1));
            assertThat(register(busy, Map.of()).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void oneCallerCannotUseUpWhatOthersNeed() {
        RateLimit limit = new RateLimit(() -> new RateLimits(2, 1, 4, 1), world.clock);
        for (int i = 0; i < 100; i++) {
            limit.delay("greedy");
        }
        assertThat(limit.delay("other")).isEmpty();
        assertThat(limit.delay("third")).isEmpty();
        assertThat(limit.delay("fourth")).as("the node's own").contains(Duration.ofSeconds(1));
    }

    @Test
    void aClientUsesOnlyTheGrantTypesThatItRegistered() {
        Map<String, Object> client = World.json(register(Map.of("grant_types", List.of("authorization_code"))));
        Map<String, String> mine =
                Map.of("client_id", String.valueOf(client.get("client_id")), "redirect_uri", "http://127.0.0.1/cb");
        Map<String, String> form = World.redemption(world.code(mine));
        form.putAll(mine);
        assertThat(World.json(world.token(form))).containsKey("access_token").doesNotContainKey("refresh_token");
        Map<String, String> refresh = World.refreshing("x");
        refresh.putAll(mine);
        assertRefused(world.token(refresh), "unauthorized_client");
    }

    @Test
    void onlyProofAtTheTokenEndpointProlongsAClientsLife() {
        try (World lasting = new World()) {
            String id = String.valueOf(World.json(register(lasting, Map.of())).get("client_id"));
            String idle = String.valueOf(World.json(register(lasting, Map.of())).get("client_id"));
            Map<String, String> mine = Map.of("client_id", id, "redirect_uri", "http://127.0.0.1/cb");
            lasting.clock.advance(Duration.ofDays(29));
            Map<String, String> form = World.redemption(lasting.code(mine));
            form.putAll(mine);
            assertThat(lasting.token(form).statusCode()).isEqualTo(200);
            lasting.logIn(Map.of("client_id", idle, "redirect_uri", "http://127.0.0.1/cb"));
            lasting.clock.advance(Duration.ofDays(2));
            assertThat(lasting.server.clients().find(new ClientId(id))).isPresent();
            assertThat(lasting.server.clients().find(new ClientId(idle))).isEmpty();
        }
    }

    @Test
    void aStorageThatFailsIsSaid() {
        world.storage.failAt("clients.insert", StorageUnavailableException::new);
        assertThat(register(Map.of()).statusCode()).isEqualTo(503);
        world.storage.breakAt("clients.insert");
        assertThat(register(Map.of()).statusCode()).isEqualTo(500);
    }
}
