package dev.granary.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.grant.Grant;
import dev.granary.grant.TokenHash;
import dev.granary.http.fixture.World;
import dev.granary.record.Cursor;
import dev.granary.record.Namespace;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.Selection;
import dev.granary.record.StorageUnavailableException;
import dev.granary.scope.Resource;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TK-01 to TK-14, TC-01, TC-02. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenEndpointTest {

    private final World world = new World();

    @BeforeEach
    void heal() {
        world.storage.heal();
    }

    @AfterAll
    void close() {
        world.close();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(World.json(answer)).containsEntry("error", error);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, '', invalid_request",
        "grant_type, password, unsupported_grant_type",
        "grant_type, 'urn:ietf:params:oauth:grant-type:token-exchange', unsupported_grant_type",
        "grant_type, client_credentials, unauthorized_client",
        "code, '', invalid_request",
        "code, nonsense, invalid_grant",
        "code_verifier, '', invalid_request",
        "code_verifier, short, invalid_request",
        "code_verifier, 'wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww', invalid_grant",
        "redirect_uri, '', invalid_grant",
        "redirect_uri, http://127.0.0.1/other, invalid_grant",
        "resource, https://other.example.com/, invalid_target",
        "resource, not-absolute, invalid_target",
    })
    void aRequestThatIsWrongSpendsNothing(String parameter, String value, String error) {
        Map<String, String> right = World.redemption(world.code(Map.of()));
        Map<String, String> wrong = new LinkedHashMap<>(right);
        wrong.put(parameter, value);
        assertRefused(world.token(wrong), 400, error);
        assertThat(world.token(right).statusCode()).isEqualTo(200);
    }

    @Test
    void aCodeIsNoRefreshTokenAndARefreshTokenIsNoCode() {
        String code = world.code(Map.of());
        assertRefused(world.token(World.refreshing(code)), 400, "invalid_grant");
        Map<String, Object> tokens = World.json(world.token(World.redemption(code)));
        assertRefused(world.token(World.redemption(text(tokens, "refresh_token"))), 400, "invalid_grant");
    }

    @Test
    void allRefusalsLookAlike() {
        Map<String, String> form = World.redemption(world.code(Map.of()));
        Map<String, String> wrong = new LinkedHashMap<>(form);
        wrong.put("code_verifier", "w".repeat(43));
        String mismatch = world.token(wrong).body();
        wrong.put("redirect_uri", "");
        assertThat(world.token(wrong).body()).isEqualTo(mismatch);
        form.put("code", "nonsense");
        assertThat(world.token(form).body()).isEqualTo(mismatch);
    }

    @Test
    void aCodeThatComesBackEndsItsGrant() {
        Map<String, String> form = World.redemption(world.code(Map.of()));
        Map<String, Object> tokens = World.json(world.token(form));
        assertThat(world.introspect(World.RESOURCE_SERVER, text(tokens, "access_token")))
                .containsEntry("active", true);
        assertRefused(world.token(form), 400, "invalid_grant");
        assertThat(world.introspect(World.RESOURCE_SERVER, text(tokens, "access_token")))
                .isEqualTo(Map.of("active", false));
        assertRefused(world.token(World.refreshing(text(tokens, "refresh_token"))), 400, "invalid_grant");
    }

    @Test
    void aLostAnswerIsGivenAgainAndALateOneAccuses() {
        Map<String, String> first = World.refreshing(text(world.tokens(), "refresh_token"));
        String successor = text(World.json(world.token(first)), "refresh_token");
        assertThat(text(World.json(world.token(first)), "refresh_token")).isEqualTo(successor);
        world.clock.advance(Duration.ofSeconds(16));
        assertRefused(world.token(first), 400, "invalid_grant");
        assertRefused(world.token(World.refreshing(successor)), 400, "invalid_grant");
    }

    @Test
    void withoutOfflineAccessNothingCanBeRefreshed() {
        Map<String, Object> tokens = World.json(world.token(World.redemption(world.code(Map.of("scope", "openid")))));
        assertThat(tokens).containsKey("access_token").doesNotContainKey("refresh_token");
    }

    @Test
    void aRefreshNarrowsAndNeverWidens() {
        String refreshToken = text(world.tokens(), "refresh_token");
        Map<String, String> form = World.refreshing(refreshToken);
        form.put("scope", "openid profile");
        assertRefused(world.token(form), 400, "invalid_scope");
        form.put("scope", "openid");
        assertThat(World.json(world.token(form))).containsEntry("scope", "openid");
    }

    @Test
    void theOnlyAudienceIsTheDefault() throws ParseException {
        assertThat(claims(world.tokens()).getAudience()).containsExactly(World.API);
        assertThat(claims(tokensOfWeb(Map.of())).getAudience()).containsExactly(World.API);
    }

    @Test
    void aConfidentialClientChoosesAmongAudiencesAsAnyOther() throws ParseException {
        assertThat(claims(tokensOfWeb(Map.of("resource", World.API))).getAudience())
                .containsExactly(World.API);
        Map<String, String> told = World.answerOf(
                world.browser.get(world.authorize(ofWeb(Map.of("resource", "https://other.example.com/")))));
        assertThat(told).containsEntry("error", "invalid_target").doesNotContainKey("code");
    }

    private static Map<String, String> ofWeb(Map<String, String> more) {
        Map<String, String> changes = new LinkedHashMap<>(more);
        changes.put("client_id", World.WEB);
        changes.put("redirect_uri", World.WEB_CALLBACK);
        return changes;
    }

    private Map<String, Object> tokensOfWeb(Map<String, String> more) {
        Map<String, String> form = World.redemption(world.code(ofWeb(more)));
        form.put("redirect_uri", World.WEB_CALLBACK);
        form.remove("client_id");
        return World.json(world.post("/oauth/token", form, World.basic(World.WEB, World.CLIENT_SECRET)));
    }

    @Test
    void noCodeAndNoTokenIsInTheStorage() {
        String code = world.code(Map.of());
        assertThat(stored()).contains(TokenHash.of(code).value()).doesNotContain(code);
        Map<String, Object> tokens = World.json(world.token(World.redemption(code)));
        assertThat(stored()).doesNotContain(code, text(tokens, "access_token"), text(tokens, "refresh_token"));
    }

    /** Every grant, as a backend gets to see it. */
    private String stored() {
        return world.storage.in(Namespace.DEFAULT).grants().page(Selection.all(), Cursor.START, 1000).records().stream()
                .map(grant -> new String(Grant.KIND.encode(grant), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void amongSeveralAudiencesTheClientChoosesAtTheBeginning() throws ParseException {
        String other = "https://other.example.com/";
        try (World several =
                new World(builder -> builder.audience(new Resource(World.API)).audience(new Resource(other)))) {
            assertThat(claims(several.tokens()).getAudience())
                    .containsExactly(several.server.issuer().toString());

            Map<String, String> form = World.redemption(several.code(Map.of("resource", World.API)));
            form.put("resource", other);
            assertRefused(several.token(form), 400, "invalid_target");
            form.remove("resource");
            Map<String, Object> tokens = World.json(several.token(form));
            assertThat(claims(tokens).getAudience()).containsExactly(World.API);

            Map<String, String> refresh = World.refreshing(text(tokens, "refresh_token"));
            refresh.put("resource", other);
            assertRefused(several.token(refresh), 400, "invalid_target");
            refresh.put("resource", World.API);
            assertThat(several.token(refresh).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theClaimsAreThoseOfTheProfile() throws ParseException {
        Map<String, Object> tokens = world.tokens();
        JWTClaimsSet first = claims(tokens);
        assertThat(first.getIssuer()).isEqualTo(world.server.issuer().toString());
        assertThat(first.getStringClaim("client_id")).isEqualTo(World.PUBLIC);
        assertThat(first.getStringClaim("scope")).isEqualTo("offline_access openid");
        assertThat(first.getExpirationTime())
                .isEqualTo(java.util.Date.from(world.clock.instant().plusSeconds(3600)));
        world.clock.advance(Duration.ofMinutes(5));
        JWTClaimsSet second = claims(World.json(world.token(World.refreshing(text(tokens, "refresh_token")))));
        assertThat(second.getIssueTime()).isEqualTo(java.util.Date.from(world.clock.instant()));
        assertThat(second.getStringClaim("tsid")).isEqualTo(first.getStringClaim("tsid"));
        assertThat(second.getJWTID()).isNotEqualTo(first.getJWTID());
    }

    @Test
    void aConfidentialClientGetsTokensOfItsOwn() throws ParseException {
        Map<String, String> form = Map.of("grant_type", "client_credentials", "scope", "profile");
        Map<String, Object> tokens =
                World.json(world.post("/oauth/token", form, World.basic(World.WEB, World.CLIENT_SECRET)));
        assertThat(tokens).doesNotContainKey("refresh_token").containsEntry("scope", "profile");
        assertThat(claims(tokens).getSubject()).isEqualTo(World.WEB);
    }

    @ParameterizedTest
    @CsvSource({"web-app, wrong", "nobody, client-secret-0123456789-0123456789", "native-app, anything"})
    void whoCannotProveItselfIsRefusedAlike(String client, String secret) {
        Map<String, String> form = Map.of("grant_type", "client_credentials");
        HttpResponse<String> answer = world.post("/oauth/token", form, World.basic(client, secret));
        assertRefused(answer, 401, "invalid_client");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Basic realm=");
        HttpResponse<String> other = world.post("/oauth/token", form, World.basic("web-app", "wrong-too"));
        assertThat(answer.body()).isEqualTo(other.body()).doesNotContain(secret);
    }

    @Test
    void theMethodIsTheRegisteredOne() {
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "client_credentials"));
        form.put("client_id", World.WEB);
        assertRefused(world.token(form), 401, "invalid_client");
        form.put("client_secret", World.CLIENT_SECRET);
        assertRefused(world.token(form), 401, "invalid_client");
        assertRefused(
                world.post("/oauth/token", form, World.basic(World.WEB, World.CLIENT_SECRET)), 400, "invalid_request");
        Map<String, String> refresh = World.refreshing("x");
        refresh.put("client_secret", "stray");
        assertRefused(world.token(refresh), 401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Digest x=1"})
    void anAuthorizationThatIsNoneIsRefused(String header) {
        Map<String, String> form = World.refreshing("x");
        HttpResponse<String> answer = world.post("/oauth/token", form, Map.of("Authorization", header));
        assertRefused(answer, 401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=refresh_token&grant_type=refresh_token",
                "grant_type=%zz",
                "grant_type=%",
                "grant_type=%c3%28",
                "grant_type=a%00b",
                "grant_type=\u00e4",
                "grant_type=a b",
            })
    void aFormThatIsMalformedIsRefused(String body) {
        assertRefused(
                world.post("/oauth/token", "application/x-www-form-urlencoded", body, Map.of()),
                400,
                "invalid_request");
    }

    @Test
    void anythingButAFormIsRefused() {
        assertRefused(world.post("/oauth/token", "application/json", "{}", Map.of()), 400, "invalid_request");
        String many = "a=1&".repeat(70);
        assertRefused(
                world.post("/oauth/token", "application/x-www-form-urlencoded", many, Map.of()),
                400,
                "invalid_request");
    }

    @Test
    void whatIsNotStoredIsNeverARefusal() {
        Map<String, String> form = World.redemption(world.code(Map.of()));
        world.storage.failAt("grants.replace", StorageUnavailableException::new);
        assertUnavailable(world.token(form));
        world.storage.failAt("grants.replace", OutcomeUnknownException::new);
        assertUnavailable(world.token(form));
        world.storage.failAt("clients.find", StorageUnavailableException::new);
        assertUnavailable(world.token(form));
        world.storage.heal();
        assertThat(world.token(form).statusCode()).isEqualTo(200);
    }

    @Test
    void aReplayThatCannotBeStoredIsNeverARefusal() {
        Map<String, String> form = World.redemption(world.code(Map.of()));
        assertThat(world.token(form).statusCode()).isEqualTo(200);
        world.storage.failAt("grants.replace", StorageUnavailableException::new);
        assertUnavailable(world.token(form));
        world.storage.heal();
        assertRefused(world.token(form), 400, "invalid_grant");
    }

    @Test
    void theUnexpectedIsOursAndSaysNothing() {
        Map<String, String> form = World.redemption(world.code(Map.of()));
        world.storage.breakAt("grants.find");
        HttpResponse<String> answer = world.token(form);
        assertRefused(answer, 500, "server_error");
        assertThat(answer.body()).contains("correlation id ").doesNotContain("Exception", "dev.granary", "as told");
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertRefused(answer, 503, "temporarily_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    private static String text(Map<String, Object> tokens, String name) {
        return String.valueOf(tokens.get(name));
    }

    private static JWTClaimsSet claims(Map<String, Object> tokens) throws ParseException {
        return SignedJWT.parse(text(tokens, "access_token")).getJWTClaimsSet();
    }
}
