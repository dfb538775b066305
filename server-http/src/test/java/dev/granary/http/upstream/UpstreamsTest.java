package dev.granary.http.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.client.ClientId;
import dev.granary.domain.upstream.Holder;
import dev.granary.http.dcr.RegistrationTerms;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.IdentityProvider;
import dev.granary.http.fixture.SetClock;
import dev.granary.http.fixture.World;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.user.UserId;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** UP-01, UP-02, UP-07, DR-01 to DR-08, CB-11, CB-14. */
class UpstreamsTest {

    @Test
    void withoutAClientIdWeRegisterOurselvesOnce() {
        try (IdentityProvider other = new IdentityProvider(new SetClock());
                World world = new World(builder ->
                        builder.upstream(UpstreamProvider.registering(new ProviderName("open"), other.issuer())))) {
            HttpResponse<String> second =
                    world.browser.follow(world.browser.follow(world.browser.get(world.authorize(Map.of()))));
            assertThat(second.statusCode()).isEqualTo(302);
            assertThat(World.answerOf(second).get("client_id")).startsWith("registered-");
            assertThat(other.registration)
                    .containsEntry(
                            "redirect_uris", List.of(world.at("/oauth/callback").toString()))
                    .containsEntry("token_endpoint_auth_method", "client_secret_basic");
            new Browser().follow(new Browser().get(world.authorize(Map.of())));
            assertThat(other.askedFor("/register")).isEqualTo(1);
        }
    }

    @Test
    void aLoginIsRedeemedAsTheClientThatBeganIt() {
        SetClock time = new SetClock();
        try (IdentityProvider other = new IdentityProvider(time);
                World world =
                        new World(List.of(UpstreamProvider.registering(new ProviderName("open"), other.issuer())))) {
            other.secretsExpireAt = time.instant().plusSeconds(1200).getEpochSecond();
            world.clock.advance(Duration.ofMinutes(9));
            HttpResponse<String> begun = world.browser.get(world.authorize(Map.of()));
            world.clock.advance(Duration.ofMinutes(2));
            time.advance(Duration.ofMinutes(11));
            other.managementStatus = 403;
            other.secretsExpireAt = time.instant().plusSeconds(1200).getEpochSecond();
            assertThat(clientOf(new Browser().get(world.authorize(Map.of()))))
                    .as("renewed")
                    .isNotEqualTo(clientOf(begun));
            assertThat(World.answerOf(world.browser.follow(world.browser.follow(begun))))
                    .containsKey("code");
        }
    }

    private static String clientOf(HttpResponse<String> departure) {
        return String.valueOf(World.answerOf(departure).get("client_id"));
    }

    @Test
    void anIssuerMayEndWithASlashAndIsComparedToTheLetter() {
        SetClock time = new SetClock();
        try (IdentityProvider other = new IdentityProvider(time)) {
            String issuer = other.issuer() + "/";
            other.claims = claims -> claims.issuer(issuer);
            other.document = JSONObjectUtils.toJSONString(Map.of(
                    "issuer", issuer,
                    "authorization_endpoint", other.issuer() + "/authorize",
                    "token_endpoint", other.issuer() + "/token",
                    "jwks_uri", other.issuer() + "/jwks"));
            try (World with = world(issuer);
                    World without = world(other.issuer().toString())) {
                assertThat(with.logInThrough(1)).containsKey("code");
                assertThat(other.askedFor("/.well-known/openid-configuration")).isEqualTo(1);
                assertThat(World.answerOf(without.browser.get(without.authorize(Map.of()))))
                        .containsEntry("error", "server_error");
                other.wrongIssuer = other.issuer().toString();
                assertThat(with.logInThrough(1)).containsEntry("error", "access_denied");
                other.wrongIssuer = issuer;
                assertThat(with.logInThrough(1)).containsKey("code");
            }
        }
    }

    private static World world(String issuer) {
        return new World(List.of(UpstreamProvider.of(
                new ProviderName("other"), URI.create(issuer), "granary", IdentityProvider.SECRET)));
    }

    @Test
    void aLoginGoesThroughAllUpstreamsWithFreshSecrets() throws Exception {
        SetClock time = new SetClock();
        try (IdentityProvider other = new IdentityProvider(time);
                World world = new World(builder -> builder.upstream(UpstreamProvider.of(
                        new ProviderName("other"), other.issuer(), "granary", IdentityProvider.SECRET)))) {
            HttpResponse<String> first = world.browser.get(world.authorize(Map.of()));
            HttpResponse<String> second = world.browser.follow(world.browser.follow(first));
            assertThat(Browser.location(second).toString()).startsWith(other.issuer() + "/authorize");
            for (String secret : List.of("state", "nonce", "code_challenge")) {
                assertThat(World.answerOf(second).get(secret))
                        .isNotEqualTo(World.answerOf(first).get(secret));
            }
            other.subject = "alice-elsewhere";
            Map<String, String> back = World.answerOf(world.browser.follow(world.browser.follow(second)));
            Map<String, Object> tokens = World.json(world.token(World.redemption(String.valueOf(back.get("code")))));
            var claims =
                    SignedJWT.parse(String.valueOf(tokens.get("access_token"))).getJWTClaimsSet();
            Holder holder = new Holder(new UserId(claims.getSubject()), new ClientId(World.PUBLIC));
            assertThat(world.server.upstreamTokens().ofSession(new SessionId(claims.getStringClaim("tsid")), holder))
                    .extracting(kept -> kept.binding().subject())
                    .containsExactlyInAnyOrder("alice", "alice-elsewhere");
        }
    }

    @Test
    void metadataMayBeElsewhereAndIsHeldAgainstTheIssuerAllTheSame() {
        try (IdentityProvider other = new IdentityProvider(new dev.granary.http.fixture.SetClock())) {
            RegistrationTerms elsewhere = new RegistrationTerms(
                    Optional.of(URI.create(other.issuer() + "/elsewhere")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            OpenIdProvider provider = UpstreamProvider.of(
                            new ProviderName("other"), other.issuer(), "granary", IdentityProvider.SECRET)
                    .on(elsewhere);
            try (World world = new World(List.of(provider))) {
                other.instead.put("/elsewhere", metadata(other.issuer().toString(), other));
                HttpResponse<String> away = world.browser.get(world.authorize(Map.of()));
                assertThat(Browser.location(away).toString()).startsWith(other.issuer() + "/authorize?");
                assertThat(other.askedFor("/.well-known/openid-configuration")).isZero();
            }
            try (World world = new World(List.of(provider))) {
                other.instead.put("/elsewhere", metadata("https://evil.example.com", other));
                assertThat(World.answerOf(world.browser.get(world.authorize(Map.of()))))
                        .containsEntry("error", "server_error");
            }
        }
    }

    private static String metadata(String issuer, IdentityProvider at) {
        return "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + at.issuer()
                + "/authorize\",\"token_endpoint\":\"" + at.issuer() + "/token\",\"jwks_uri\":\"" + at.issuer()
                + "/jwks\",\"registration_endpoint\":\"" + at.issuer()
                + "/register\",\"scopes_supported\":[\"openid\",\"mail\",\"offline_access\"]}";
    }

    @Test
    void withoutScopesOfOursThoseOfItsMetadataAreAskedFor() {
        try (IdentityProvider other = new IdentityProvider(new dev.granary.http.fixture.SetClock());
                World world = new World(List.of(UpstreamProvider.registering(new ProviderName("open"), other.issuer())
                        .askedFor(List.<String>of())))) {
            other.document = metadata(other.issuer().toString(), other);
            Map<String, String> asked = World.answerOf(world.browser.get(world.authorize(Map.of())));
            assertThat(asked).containsEntry("scope", "openid mail offline_access");
            assertThat(other.registration).containsEntry("scope", "openid mail offline_access");
        }
    }

    @Test
    void aFailureIsLoggedOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.granary");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try (World world = new World()) {
            world.provider.broken = "/.well-known/openid-configuration";
            world.browser.get(world.authorize(Map.of()));
        } finally {
            logger.detachAppender(appender);
        }
        assertThat(List.copyOf(appender.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).contains("upstream corp", "answered 500"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "not json",
                "{\"issuer\":\"https://evil.example.com\",\"authorization_endpoint\":\"ISSUER/a\","
                        + "\"token_endpoint\":\"ISSUER/t\",\"jwks_uri\":\"ISSUER/j\",\"registration_endpoint\":\"ISSUER/r\"}",
                "{\"issuer\":\"ISSUER\",\"authorization_endpoint\":\"ISSUER/a\",\"token_endpoint\":\"ISSUER/t\"}",
                "{\"issuer\":\"ISSUER\",\"authorization_endpoint\":\"http://evil.example.com/a\","
                        + "\"token_endpoint\":\"ISSUER/t\",\"jwks_uri\":\"ISSUER/j\"}",
            })
    void metadataThatIsNotAcceptableIsRefused(String document) {
        try (World world = new World()) {
            world.provider.document =
                    document.replace("ISSUER", world.provider.issuer().toString());
            Map<String, String> told = World.answerOf(world.browser.get(world.authorize(Map.of())));
            assertThat(told.get("error")).isIn("server_error", "temporarily_unavailable");
            world.provider.behave();
            assertThat(world.logIn(Map.of())).containsKey("code");
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsRefused() {
        try (World world = new World()) {
            world.provider.document = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
            assertThat(World.answerOf(world.browser.get(world.authorize(Map.of()))))
                    .containsEntry("error", "temporarily_unavailable");
        }
    }

    @Test
    void anUpstreamThatIsNotThereIsToldSoon() {
        try (World world = new World(builder -> builder)) {
            world.provider.close();
            assertThat(World.answerOf(world.browser.get(world.authorize(Map.of()))))
                    .containsEntry("error", "temporarily_unavailable");
        }
    }

    @Test
    void aProvidersSecretIsNeverPrinted() {
        UpstreamProvider provider =
                UpstreamProvider.of(new ProviderName("corp"), URI.create("https://id.example.com"), "me", "s3cret");
        assertThat(provider.toString()).contains("corp", "me").doesNotContain("s3cret");
    }
}
