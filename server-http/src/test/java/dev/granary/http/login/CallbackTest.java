package dev.granary.http.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.client.ClientId;
import dev.granary.domain.token.Lifetimes;
import dev.granary.domain.upstream.Holder;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import dev.granary.record.StorageUnavailableException;
import dev.granary.session.SessionId;
import dev.granary.user.Subject;
import dev.granary.user.UserId;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** CB-01 to CB-09, CB-17, CB-20, UP-07, UP-08, UR-01. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbackTest {

    private final World world = new World();

    @BeforeEach
    void heal() {
        world.storage.heal();
        world.provider.behave();
        world.clock.advance(Duration.ofSeconds(31));
    }

    @AfterAll
    void close() {
        world.close();
    }

    private static HttpResponse<String> callback(Browser browser, World world) {
        return browser.follow(browser.get(world.authorize(Map.of())));
    }

    @Test
    void theClientGetsACodeWithStateAndIssuer() {
        HttpResponse<String> back = world.browser.follow(callback(world.browser, world));
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(World.answerOf(back))
                .containsEntry("to", World.CALLBACK)
                .containsEntry("state", "client-state")
                .containsEntry("iss", world.server.issuer().toString())
                .containsKey("code");
        assertThat(back.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void whatTheUpstreamGaveIsKeptForTheSession() throws ParseException {
        JWTClaimsSet claims = claims(world.tokens());
        SessionId session = new SessionId(claims.getStringClaim("tsid"));
        Holder holder = new Holder(new UserId(claims.getSubject()), new ClientId(World.PUBLIC));
        List<KeptUpstreamTokens> kept = world.server.upstreamTokens().ofSession(session, holder);
        assertThat(kept).singleElement().satisfies(one -> {
            assertThat(one.key().provider().value()).isEqualTo("corp");
            assertThat(one.binding().subject()).isEqualTo("alice");
            assertThat(one.binding().upstreamClientId()).isEqualTo("granary");
            assertThat(one.tokens().accessToken()).get().asString().startsWith("upstream-access-");
            assertThat(one.tokens().idToken()).isPresent();
            assertThat(one.binding().client().value()).isEqualTo(World.PUBLIC);
            assertThat(one.tokens().sessionExpiresAt())
                    .as("no grant of the session can live longer")
                    .contains(world.clock.instant().plus(Lifetimes.DEFAULT.grant()));
        });
    }

    @Test
    void theSameIdentityIsTheSameUserAndNeverItsUpstreamName() throws ParseException {
        String first = claims(world.tokens()).getSubject();
        assertThat(claims(world.tokens()).getSubject()).isEqualTo(first).isNotEqualTo("alice");
        world.provider.subject = "bob";
        assertThat(claims(world.tokens()).getSubject()).isNotEqualTo(first);
    }

    @Test
    void anErrorOfTheUpstreamsIsToldInOurWords() {
        world.provider.error = "login_required";
        Map<String, String> told = world.logIn(Map.of());
        assertThat(told).containsEntry("error", "access_denied").containsEntry("state", "client-state");
        assertThat(told.toString()).doesNotContain("upstream says").doesNotContain("login_required");
    }

    @ParameterizedTest
    @CsvSource({"''", "?state=abc", "?code=abc", "?code=abc&state=abc", "?state=a&state=b&code=c", "?code=a&state=%zz"})
    void whatBelongsToNoLoginIsAPage(String query) {
        URI uri = URI.create(world.at("/oauth/callback") + query.replace("%zz", "%25"));
        HttpResponse<String> answer = new Browser().get(uri);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("text/plain");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void anotherBrowserSpendsNothing() {
        Browser mine = new Browser();
        URI callback = Browser.location(callback(mine, world));
        HttpResponse<String> other = new Browser().get(callback);
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("another browser");
        Browser attacker = new Browser();
        callback(attacker, world);
        assertThat(attacker.get(callback).statusCode()).isEqualTo(400);
        assertThat(World.answerOf(mine.get(callback))).containsKey("code");
    }

    @Test
    void aLoginIsBackOnce() {
        Browser browser = new Browser();
        URI callback = Browser.location(callback(browser, world));
        assertThat(browser.get(callback).statusCode()).isEqualTo(303);
        assertThat(browser.get(callback).statusCode()).isEqualTo(400);
    }

    @Test
    void aLoginThatTookTooLongIsOver() {
        Browser browser = new Browser();
        URI callback = Browser.location(callback(browser, world));
        world.clock.advance(Duration.ofMinutes(10));
        assertThat(browser.get(callback).statusCode()).isEqualTo(400);
    }

    @Test
    void anAnswerOfAnotherIssuerIsRefused() {
        world.provider.wrongIssuer = "https://evil.example.com";
        assertThat(world.logIn(Map.of())).containsEntry("error", "access_denied");
    }

    @Test
    void anIssuerThatIsAnnouncedMustBeNamed() {
        try (World strict = new World()) {
            strict.provider.namesIssuer = true;
            assertThat(strict.logIn(Map.of())).containsKey("code");
            URI upstream = Browser.location(strict.browser.get(strict.authorize(Map.of())));
            strict.provider.namesIssuer = false;
            HttpResponse<String> silent = strict.browser.get(upstream);
            assertThat(World.answerOf(strict.browser.follow(silent))).containsEntry("error", "access_denied");
        }
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.<Map.Entry<String, UnaryOperator<JWTClaimsSet.Builder>>>of(
                        Map.entry("issuer", claims -> claims.issuer("https://evil.example.com")),
                        Map.entry("audience", claims -> claims.audience("somebody-else")),
                        Map.entry("two audiences", claims -> claims.audience(List.of("granary", "somebody-else"))),
                        Map.entry("party", claims -> claims.claim("azp", "somebody-else")),
                        Map.entry("expired", claims -> claims.expirationTime(Date.from(Instant.EPOCH))),
                        Map.entry("no expiry", claims -> claims.expirationTime(null)),
                        Map.entry(
                                "from the future",
                                claims -> claims.issueTime(Date.from(Instant.ofEpochSecond(4_000_000_000L)))),
                        Map.entry("nonce", claims -> claims.claim("nonce", "another")),
                        Map.entry("no nonce", claims -> claims.claim("nonce", null)),
                        Map.entry("no subject", claims -> claims.subject(null)))
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void anIdTokenThatSaysSomethingElseIsRefused(String what, UnaryOperator<JWTClaimsSet.Builder> claims) {
        world.provider.claims = claims;
        assertThat(world.logIn(Map.of())).containsEntry("error", "server_error").doesNotContainKey("code");
    }

    @Test
    void anIdTokenThatTheUpstreamDidNotSignIsRefused() {
        world.provider.signsWithSecretKey = true;
        assertThat(world.logIn(Map.of())).containsEntry("error", "server_error");
    }

    @Test
    void aNewKeyOfTheUpstreamsIsFetched() {
        assertThat(world.logIn(Map.of())).containsKey("code");
        world.clock.advance(Duration.ofSeconds(31));
        world.provider.rotate();
        assertThat(world.logIn(Map.of())).containsKey("code");
        int asked = world.provider.askedFor("/jwks");
        world.provider.rotate();
        assertThat(world.logIn(Map.of())).containsEntry("error", "server_error");
        assertThat(world.provider.askedFor("/jwks")).as("not within 30 s").isEqualTo(asked);
    }

    @Test
    void anUpstreamThatDoesNotRedeemIsToldWithoutItsText() {
        world.provider.broken = "/token";
        Map<String, String> told = world.logIn(Map.of());
        assertThat(told).containsEntry("error", "temporarily_unavailable");
        assertThat(told.toString()).doesNotContain("top-secret");
    }

    @Test
    void aLoginThatIsRevokedOnItsWayEndsNowhere() throws ParseException {
        String subject = claims(world.tokens()).getSubject();
        URI callback = Browser.location(callback(world.browser, world));
        world.server.revocations().revokeSubject(new Subject(subject));
        assertThat(World.answerOf(world.browser.get(callback))).containsEntry("error", "access_denied");
        assertThat(world.server
                        .upstreamTokens()
                        .latest(new UserId(subject), new dev.granary.upstream.ProviderName("corp")))
                .isEmpty();
    }

    @Test
    void whatCannotBeKeptIsToldAndTheSessionCleared() {
        world.storage.failAt("upstream_tokens.insert", StorageUnavailableException::new);
        assertThat(world.logIn(Map.of())).containsEntry("error", "temporarily_unavailable");
        world.storage.breakAt("grants.insert");
        assertThat(world.logIn(Map.of()))
                .containsEntry("error", "server_error")
                .hasEntrySatisfying(
                        "error_description", text -> assertThat(text).contains("correlation id"));
    }

    @Test
    void aLoginThatFailsLeavesNoTokensOfTheUpstream() {
        try (World failing = new World()) {
            failing.storage.breakAt("grants.insert");
            assertThat(failing.logIn(Map.of())).containsEntry("error", "server_error");
            failing.storage.heal();
            assertThat(failing.provider.askedFor("/token")).isEqualTo(1);
            assertThat(failing.storage.stats().records().getOrDefault("upstream_tokens", 0L))
                    .isZero();
        }
    }

    @Test
    void aStorageThatCannotGiveTheLoginBackIsAPage() {
        Browser browser = new Browser();
        URI callback = Browser.location(callback(browser, world));
        world.storage.failAt("pending_authorizations.find", StorageUnavailableException::new);
        HttpResponse<String> page = browser.get(callback);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).contains("1");
        world.storage.heal();
        assertThat(browser.get(callback).statusCode()).isEqualTo(303);
    }

    private static JWTClaimsSet claims(Map<String, Object> tokens) throws ParseException {
        return SignedJWT.parse(String.valueOf(tokens.get("access_token"))).getJWTClaimsSet();
    }
}
