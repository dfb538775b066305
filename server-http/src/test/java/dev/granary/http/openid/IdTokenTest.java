package dev.granary.http.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import dev.granary.record.StorageUnavailableException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdTokenTest {

    private final World world = new World();

    @BeforeEach
    void heal() {
        world.provider.behave();
        world.storage.heal();
        world.clock.advance(Duration.ofSeconds(31));
    }

    @AfterAll
    void close() {
        world.close();
    }

    private Map<String, Object> redeemed(Map<String, String> changes) {
        return World.json(world.token(World.redemption(world.code(changes))));
    }

    private static SignedJWT idToken(Map<String, Object> tokens) throws Exception {
        return SignedJWT.parse(String.valueOf(tokens.get("id_token")));
    }

    private static Map<String, Object> claims(Map<String, Object> tokens) throws Exception {
        return idToken(tokens).getJWTClaimsSet().getClaims();
    }

    @Test
    void aClientOfTheSdkAcceptsIt() throws Exception {
        world.clock.advance(Duration.between(world.clock.instant(), Instant.now()));
        Map<String, Object> tokens = redeemed(Map.of("nonce", "the-nonce"));
        JWKSet keys = JWKSet.parse(
                new Browser().get(world.at("/.well-known/jwks.json")).body());
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(world.server.issuer()), new ClientID(World.PUBLIC), JWSAlgorithm.ES256, keys);
        IDTokenClaimsSet told = validator.validate(idToken(tokens), new Nonce("the-nonce"));
        AccessTokenValidator.validate(
                new BearerAccessToken(String.valueOf(tokens.get("access_token"))),
                JWSAlgorithm.ES256,
                new AccessTokenHash(String.valueOf(told.getClaim("at_hash"))));
        assertThat(told.getSubject().getValue())
                .isEqualTo(SignedJWT.parse(String.valueOf(tokens.get("access_token")))
                        .getJWTClaimsSet()
                        .getSubject());
        assertThat(told.getSessionID()).isNotNull();
    }

    @Test
    void onlyWhoAskedForOpenIdGetsOne() {
        assertThat(redeemed(Map.of("scope", "offline_access"))).doesNotContainKey("id_token");
        assertThat(World.json(world.post(
                        "/oauth/token",
                        Map.of("grant_type", "client_credentials", "scope", "openid"),
                        World.basic(World.WEB, World.CLIENT_SECRET))))
                .containsKey("access_token")
                .doesNotContainKey("id_token");
    }

    @Test
    void aRefreshGivesOneWithoutANonceAndSoDoesItsRetry() throws Exception {
        Map<String, Object> first = redeemed(Map.of("nonce", "n"));
        Map<String, String> form = World.refreshing(first.get("refresh_token"));
        Map<String, Object> second = World.json(world.token(form));
        Map<String, Object> retried = World.json(world.token(form));
        assertThat(claims(first)).containsEntry("nonce", "n");
        for (Map<String, Object> later : List.of(second, retried)) {
            assertThat(claims(later))
                    .doesNotContainKey("nonce")
                    .containsEntry("sub", claims(first).get("sub"))
                    .containsEntry("auth_time", claims(first).get("auth_time"));
        }
        form = World.refreshing(second.get("refresh_token"));
        form.put("scope", "offline_access");
        assertThat(World.json(world.token(form))).doesNotContainKey("id_token");
    }

    @Test
    void theNameIsToldWithProfileOnlyAndNeverTheAddressWithoutEmail() throws Exception {
        Map<String, Object> without = redeemed(Map.of());
        Map<String, Object> with = redeemed(Map.of("scope", "openid profile"));
        assertThat(claims(without)).doesNotContainKeys("name", "email");
        assertThat(claims(with)).containsEntry("name", "Alice A.").doesNotContainKey("email");
        Map<String, Object> access = SignedJWT.parse(String.valueOf(with.get("access_token")))
                .getJWTClaimsSet()
                .getClaims();
        assertThat(access).containsEntry("name", "Alice A.").doesNotContainKey("email");
        assertThat(access).containsEntry("scp", List.of("openid", "profile"));
    }

    @Test
    void aProfileThatCannotBeReadTakesNoTokenBack() throws Exception {
        Map<String, String> form = World.redemption(world.code(Map.of("scope", "openid profile")));
        world.storage.failAt("users.find", StorageUnavailableException::new);
        Map<String, Object> tokens = World.json(world.token(form));
        assertThat(claims(tokens)).doesNotContainKey("name");
    }

    @Test
    void itNeverPassesAsAnAccessToken() throws Exception {
        Map<String, Object> tokens = redeemed(Map.of());
        assertThat(idToken(tokens).getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
        assertThat(world.introspect(World.RESOURCE_SERVER, tokens.get("id_token")))
                .isEqualTo(Map.of("active", false));
    }

    @Test
    void theUpstreamsAuthTimeIsTold() throws Exception {
        long earlier = world.clock.instant().minusSeconds(100).getEpochSecond();
        world.provider.claims = claims -> claims.claim("auth_time", earlier);
        assertThat(claims(redeemed(Map.of()))).containsEntry("auth_time", earlier);
    }

    @Test
    void anAgeThatTheUpstreamDoesNotKeepIsRefused() {
        long earlier = world.clock.instant().minusSeconds(500).getEpochSecond();
        world.provider.claims = claims -> claims.claim("auth_time", earlier);
        assertThat(world.logIn(Map.of("max_age", "1000"))).containsKey("code");
        assertThat(world.logIn(Map.of("max_age", "100"))).containsEntry("error", "login_required");
        world.provider.behave();
        assertThat(world.logIn(Map.of("max_age", "100"))).containsEntry("error", "login_required");
    }

    @Test
    void theUpstreamIsAskedAsTheClientWishes() {
        String plain =
                Browser.location(world.browser.get(world.authorize(Map.of()))).getRawQuery();
        assertThat(plain).doesNotContain("prompt=", "max_age=");
        String wished = Browser.location(
                        world.browser.get(world.authorize(Map.of("prompt", "login consent", "max_age", "60"))))
                .getRawQuery();
        assertThat(wished).contains("&prompt=login", "&max_age=60").doesNotContain("consent");
    }

    @ParameterizedTest
    @CsvSource({
        "prompt, none, login_required",
        "prompt, none login, invalid_request",
        "prompt, create, invalid_request",
        "max_age, -1, invalid_request",
        "max_age, soon, invalid_request",
    })
    void whatNobodyCanGrantIsRefusedAtOnce(String parameter, String value, String error) {
        HttpResponse<String> answer = world.browser.get(world.authorize(Map.of(parameter, value)));
        assertThat(World.answerOf(answer)).containsEntry("error", error).containsEntry("state", "client-state");
    }

    @Test
    void aRedirectUriThatWasLeftOutNeedNotBeRepeated() {
        Map<String, String> omitted = Map.of("redirect_uri", "", "scope", "offline_access");
        Map<String, String> form = World.redemption(world.code(omitted));
        form.put("redirect_uri", "");
        assertThat(world.token(form).statusCode()).isEqualTo(200);
        form = World.redemption(world.code(omitted));
        form.put("redirect_uri", "http://127.0.0.1/other");
        assertThat(World.json(world.token(form))).containsEntry("error", "invalid_grant");
        form.put("redirect_uri", World.CALLBACK);
        assertThat(world.token(form).statusCode()).isEqualTo(200);
    }
}
