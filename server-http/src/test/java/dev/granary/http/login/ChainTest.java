package dev.granary.http.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.PlainProvider;
import dev.granary.http.fixture.World;
import dev.granary.http.upstream.FirstLeg;
import dev.granary.http.upstream.OAuth2Provider;
import dev.granary.http.upstream.UpstreamFilter;
import dev.granary.http.upstream.UserInfo;
import dev.granary.record.Cursor;
import dev.granary.record.Namespace;
import dev.granary.record.Selection;
import dev.granary.record.StorageUnavailableException;
import dev.granary.scope.Resource;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.user.IdentityKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainTest {

    private final PlainProvider code = new PlainProvider();
    private final PlainProvider mail = new PlainProvider();

    @AfterEach
    void close() {
        code.close();
        mail.close();
    }

    /** A server with the OpenID provider that leads, and the two plain ones. */
    private World world(UpstreamFilter filter, UnaryOperator<OAuth2Provider> codeIs) {
        return new World(builder -> builder.upstream(codeIs.apply(code.as("code")))
                .upstream(mail.as("mail"))
                .upstreamFilter(filter)
                .audience(new Resource(World.API)));
    }

    private World world() {
        return world(UpstreamFilter.NONE, provider -> provider);
    }

    @Test
    void aLoginGoesThroughAllOfThemAndTheFirstSaysWhoItIs() {
        try (World world = world()) {
            JWTClaimsSet claims = world.claims(world.logInThrough(3));
            Map<String, KeptUpstreamTokens> kept = world.kept(claims);
            assertThat(kept).containsOnlyKeys("corp", "code", "mail");
            assertThat(kept.values())
                    .allSatisfy(one -> assertThat(one.binding().user().value()).isEqualTo(claims.getSubject()));
            assertThat(world.count("users")).isEqualTo(1);
            assertThat(world.count("identities")).as("of the first only").isEqualTo(1);
        }
    }

    @Test
    void theFilterLeavesOutLaterOnesAndIsAskedOnce() {
        List<FirstLeg> asked = new ArrayList<>();
        UpstreamFilter filter = first -> {
            asked.add(first);
            return later -> later.value().equals("mail");
        };
        try (World world = world(filter, provider -> provider)) {
            JWTClaimsSet claims = world.claims(world.logInThrough(2));
            assertThat(world.kept(claims)).containsOnlyKeys("corp", "mail");
            assertThat(asked).singleElement().satisfies(first -> {
                assertThat(first.provider().value()).isEqualTo("corp");
                assertThat(first.user().value()).isEqualTo(claims.getSubject());
                assertThat(first.client().value()).isEqualTo(World.PUBLIC);
                assertThat(first.identity().subject()).isEqualTo("alice");
                assertThat(first.identity().claims()).containsEntry("email", "alice@example.com");
            });
        }
    }

    @Test
    void theFilterCannotLeaveOutTheFirst() {
        try (World world = world(first -> later -> false, provider -> provider)) {
            assertThat(world.kept(world.claims(world.logInThrough(1)))).containsOnlyKeys("corp");
        }
    }

    @Test
    void aFilterThatFailsFailsTheLogin() {
        UpstreamFilter filter = first -> {
            throw new IllegalStateException("no");
        };
        try (World world = world(filter, provider -> provider)) {
            assertThat(world.logInThrough(1))
                    .containsEntry("error", "server_error")
                    .containsKey("iss");
            assertThat(world.count("upstream_tokens")).isZero();
        }
    }

    @Test
    void aLaterLegThatFailsLeavesNothing() {
        for (Runnable fault : List.<Runnable>of(() -> code.error = "access_denied", () -> code.tokenStatus = 500)) {
            try (World world = world()) {
                fault.run();
                assertThat(world.logInThrough(2))
                        .containsKey("error")
                        .containsEntry("state", "client-state")
                        .containsEntry("iss", world.server.issuer().toString());
                assertThat(world.count("upstream_tokens")).isZero();
                assertThat(world.count("grants")).isZero();
            }
        }
    }

    @Test
    void aLegThatCannotBeBegunLeavesNothing() {
        try (World world = world()) {
            HttpResponse<String> first = world.browser.get(world.authorize(Map.of()));
            world.storage.failAt("pending_authorizations.insert", StorageUnavailableException::new);
            HttpResponse<String> back = world.browser.follow(world.browser.follow(first));
            assertThat(World.answerOf(back)).containsEntry("error", "temporarily_unavailable");
            assertThat(world.count("upstream_tokens")).isZero();
        }
    }

    @Test
    void aLoginGoesOnWithoutAnOptionalUpstream() {
        for (Runnable fault : List.<Runnable>of(() -> code.error = "access_denied", () -> {
            code.error = "";
            code.tokenStatus = 500;
        })) {
            try (World world = world(UpstreamFilter.NONE, OAuth2Provider::asOptional)) {
                fault.run();
                assertThat(world.kept(world.claims(world.logInThrough(3)))).containsOnlyKeys("corp", "mail");
            }
        }
    }

    @Test
    void anUpstreamThatComesBackInTimeIsKeptEvenIfItIsOptional() {
        try (World world = world(UpstreamFilter.NONE, OAuth2Provider::asOptional)) {
            assertThat(world.kept(world.claims(world.logInThrough(3)))).containsOnlyKeys("corp", "code", "mail");
        }
    }

    @Test
    void nobodyIsGivenTokensOfALoginOnItsWay() {
        try (World world = world()) {
            HttpResponse<String> first = world.browser.get(world.authorize(Map.of()));
            world.browser.follow(world.browser.follow(first));
            assertThat(world.count("upstream_tokens")).isEqualTo(1);
            world.storage
                    .in(Namespace.DEFAULT)
                    .identities()
                    .find(new IdentityKey("corp", "alice"))
                    .ifPresent(identity -> assertThat(
                                    world.server.upstreamTokens().latest(identity.user(), new ProviderName("corp")))
                            .isEmpty());
        }
    }

    @Test
    void whatALoginThatIsNeverFinishedGotIsRemoved() {
        try (World world = world()) {
            HttpResponse<String> first = world.browser.get(world.authorize(Map.of()));
            world.browser.follow(world.browser.follow(first));
            // Three upstreams and the question for consent, ten minutes each.
            world.clock.advance(Duration.ofMinutes(40));
            world.server.housekeeper().run();
            assertThat(world.count("upstream_tokens"))
                    .as("it may still come back")
                    .isEqualTo(1);
            world.clock.advance(Duration.ofSeconds(6));
            world.server.housekeeper().run();
            assertThat(world.count("upstream_tokens")).isZero();
        }
    }

    @Test
    void aLoginWhoseFirstTokensAreGoneEndsNowhere() {
        try (World world = world(first -> later -> later.value().equals("code"), provider -> provider)) {
            HttpResponse<String> first = world.browser.get(world.authorize(Map.of()));
            HttpResponse<String> second = world.browser.follow(world.browser.follow(first));
            HttpResponse<String> callback = world.browser.follow(second);
            var tokens = world.storage.in(Namespace.DEFAULT).upstreamTokens();
            var kept = tokens.page(Selection.all(), Cursor.START, 10).records().get(0);
            assertThat(tokens.remove(kept.key(), kept.revision()).match(() -> true, other -> false, () -> false))
                    .isTrue();
            assertThat(World.answerOf(world.browser.follow(callback))).containsEntry("error", "access_denied");
            assertThat(world.count("upstream_tokens")).isZero();
            assertThat(world.count("grants")).isZero();
        }
    }

    @Test
    void ofTwoCallbacksWithOneStateOneGoesOn() throws Exception {
        try (World world = world(first -> later -> later.value().equals("code"), provider -> provider)) {
            HttpResponse<String> first = world.browser.get(world.authorize(Map.of()));
            HttpResponse<String> second = world.browser.follow(world.browser.follow(first));
            URI callback = Browser.location(world.browser.follow(second));
            String cookie = world.browser.cookies().entrySet().iterator().next().toString();
            List<Integer> statuses = race(() -> new Browser()
                    .send(HttpRequest.newBuilder(callback).header("Cookie", cookie))
                    .statusCode());
            assertThat(statuses).containsExactlyInAnyOrder(303, 400, 400, 400);
            assertThat(world.count("grants")).isEqualTo(1);
        }
    }

    private static <T> List<T> race(Callable<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<T>> runs = new ArrayList<>();
            for (int runner = 0; runner < 4; runner++) {
                runs.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> run : runs) {
                results.add(run.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRefreshTokenMovesToTheNextLogin() {
        code.userInfo = "{\"sub\":\"c-1\"}";
        OAuth2Provider known = code.as("code").identifiedBy(UserInfo.at(code.at("/user")));
        OAuth2Provider asking = known.askedFor(known.request().promptingConsent());
        try (World world = world(first -> later -> later.value().equals("code"), provider -> asking)) {
            code.tokenAnswer = token ->
                    "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"refresh_token\":\"once\"}";
            JWTClaimsSet before = world.claims(world.logInThrough(2));
            code.tokenAnswer = PlainProvider::plainly;
            world.clock.advance(Duration.ofSeconds(1));
            JWTClaimsSet after = world.claims(world.logInThrough(2));
            assertThat(refreshToken(world, after)).contains("once");
            assertThat(refreshToken(world, before)).as("it moved").isEmpty();
            code.userInfo = "{\"sub\":\"c-2\"}";
            world.clock.advance(Duration.ofSeconds(1));
            assertThat(refreshToken(world, world.claims(world.logInThrough(2))))
                    .as("of another account there")
                    .isEmpty();
            assertThat(refreshToken(world, after)).contains("once");
        }
    }

    private static Optional<String> refreshToken(World world, JWTClaimsSet claims) {
        return Optional.ofNullable(world.kept(claims).get("code"))
                .orElseThrow()
                .tokens()
                .refreshToken();
    }

    @Test
    void nobodyIsAskedAgainWhereTheLoginBeforeWillDo() {
        code.tokenAnswer = token -> "{\"access_token\":\"" + token
                + "\",\"token_type\":\"bearer\",\"expires_in\":600,\"refresh_token\":\"refresh\"}";
        try (World world = world()) {
            JWTClaimsSet before = world.claims(world.logInThrough(3));
            world.clock.advance(Duration.ofMinutes(1));
            JWTClaimsSet after = world.claims(world.logInThrough(2));
            assertThat(code.asked("/authorize")).isEqualTo(1);
            assertThat(mail.asked("/authorize")).as("it has no refresh token").isEqualTo(2);
            assertThat(world.kept(after)).containsOnlyKeys("corp", "code", "mail");
            assertThat(accessToken(world, after)).isEqualTo(accessToken(world, before));
            assertThat(refreshToken(world, after)).contains("refresh");
            assertThat(refreshToken(world, before)).as("it moved").isEmpty();
        }
    }

    @Test
    void whatHasExpiredIsRefreshedBeforeAnybodyIsAsked() {
        code.tokenAnswer = token -> "{\"access_token\":\"" + token
                + "\",\"token_type\":\"bearer\",\"expires_in\":600,\"refresh_token\":\"refresh\"}";
        try (World world = world(first -> later -> later.value().equals("code"), provider -> provider)) {
            String before = accessToken(world, world.claims(world.logInThrough(2)));
            world.clock.advance(Duration.ofMinutes(11));
            String after = accessToken(world, world.claims(world.logInThrough(1)));
            assertThat(code.parameters.get("/token")).containsEntry("grant_type", "refresh_token");
            assertThat(after).isNotEqualTo(before);

            world.clock.advance(Duration.ofMinutes(11));
            code.tokenStatus = 400;
            HttpResponse<String> asked =
                    world.browser.follow(world.browser.follow(world.browser.get(world.authorize(Map.of()))));
            assertThat(Browser.location(asked)).hasPath("/authorize");
        }
    }

    @Test
    void whoWantsANewLoginOrIsToAskEachTimeAsks() {
        code.tokenAnswer = token -> "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\"}";
        UpstreamFilter onlyCode = first -> later -> later.value().equals("code");
        try (World world = world(onlyCode, provider -> provider)) {
            world.claims(world.logInThrough(2));
            world.clock.advance(Duration.ofSeconds(1));
            HttpResponse<String> asked = world.browser.follow(
                    world.browser.follow(world.browser.get(world.authorize(Map.of("prompt", "login")))));
            assertThat(Browser.location(asked)).hasPath("/authorize");
            assertThat(world.logInThrough(1)).as("and nobody else").containsKey("code");
        }
        try (World world =
                world(onlyCode, provider -> provider.askedFor(provider.request().promptingConsent()))) {
            world.claims(world.logInThrough(2));
            world.clock.advance(Duration.ofSeconds(1));
            assertThat(world.logInThrough(2)).containsKey("code");
        }
    }

    @Test
    void aChainThatNoLongerFitsTheSettingsEndsTheLogin() {
        for (List<OAuth2Provider> later : List.of(
                List.of(mail.as("mail")), List.of(mail.as("mail"), code.as("code")), List.<OAuth2Provider>of())) {
            AtomicReference<List<OAuth2Provider>> configured =
                    new AtomicReference<>(List.of(code.as("code"), mail.as("mail")));
            try (World world = new World(builder -> {
                configured.get().forEach(builder::upstream);
                return builder.audience(new Resource(World.API));
            })) {
                HttpResponse<String> first = world.browser.get(world.authorize(Map.of()));
                HttpResponse<String> callback = world.browser.follow(world.browser.follow(world.browser.follow(first)));
                configured.set(later);
                world.changeNode();
                assertThat(World.answerOf(world.browser.follow(callback)))
                        .containsEntry("error", "server_error")
                        .doesNotContainKey("code");
                assertThat(world.count("upstream_tokens")).isZero();
                assertThat(world.count("grants")).isZero();
            }
        }
    }

    @Test
    void aChainThatStillFitsGoesOnAlthoughAnUpstreamWasAdded() {
        AtomicReference<List<OAuth2Provider>> configured = new AtomicReference<>(List.of(code.as("code")));
        try (World world = new World(builder -> {
            configured.get().forEach(builder::upstream);
            return builder.audience(new Resource(World.API));
        })) {
            HttpResponse<String> first = world.browser.get(world.authorize(Map.of()));
            HttpResponse<String> callback = world.browser.follow(world.browser.follow(world.browser.follow(first)));
            configured.set(List.of(mail.as("mail"), code.as("code")));
            world.changeNode();
            assertThat(world.kept(world.claims(World.answerOf(world.browser.follow(callback)))))
                    .containsOnlyKeys("corp", "code");
        }
    }

    private static String accessToken(World world, JWTClaimsSet claims) {
        return world.kept(claims, "code").tokens().accessToken().orElseThrow();
    }

    @Test
    void aSessionThatEndsOnTheWayEndsTheLogin() {
        try (World world = world(first -> later -> later.value().equals("code"), provider -> provider)) {
            HttpResponse<String> first = world.browser.get(world.authorize(Map.of()));
            HttpResponse<String> callback = world.browser.follow(world.browser.follow(world.browser.follow(first)));
            var tokens = world.storage.in(Namespace.DEFAULT).upstreamTokens();
            SessionId session = tokens.page(Selection.all(), Cursor.START, 10)
                    .records()
                    .get(0)
                    .key()
                    .session();
            world.server.revocations().revokeSession(session);
            assertThat(World.answerOf(world.browser.follow(callback))).containsEntry("error", "access_denied");
            assertThat(world.count("upstream_tokens")).isZero();
        }
    }

    @Test
    void noAnswerForABrowserSaysWhereItComesFrom() {
        try (World world = world()) {
            HttpResponse<String> first = world.browser.get(world.authorize(Map.of()));
            List<HttpResponse<String>> answers = List.of(
                    first,
                    world.browser.follow(world.browser.follow(first)),
                    world.browser.get(world.authorize(Map.of("client_id", "nobody"))),
                    world.browser.get(world.authorize(Map.of("redirect_uri", "https://evil.example.com/"))),
                    world.browser.get(world.authorize(Map.of("scope", "nonsense"))),
                    world.browser.get(world.at("/oauth/callback")),
                    world.browser.get(world.at("/oauth/callback?code=a&state=b")),
                    world.browser.get(world.at("/oauth/nowhere")));
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
                assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("evil.example.com");
            });
        }
    }
}
