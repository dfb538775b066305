package dev.granary.http.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.token.Lifetimes;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.RefreshAnswer;
import dev.granary.http.fixture.IdentityProvider;
import dev.granary.http.fixture.PlainProvider;
import dev.granary.http.fixture.SetClock;
import dev.granary.http.fixture.World;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamToken;
import dev.granary.user.UserId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2UpstreamTest {

    private final PlainProvider plain = new PlainProvider();

    @AfterEach
    void close() {
        plain.close();
    }

    private UserInfo userInfo(String... subject) {
        return UserInfo.at(plain.at("/user"))
                .saying(new IdentityFields(List.of(subject), List.of("login"), List.of("contact.email")));
    }

    /** Logs in there alone: what is kept of it. */
    private KeptUpstreamTokens logIn(UpstreamProvider provider) {
        try (World world = new World(List.of(provider))) {
            JWTClaimsSet claims = world.claims(world.logInThrough(1));
            return Optional.ofNullable(world.kept(claims).get("code")).orElseThrow();
        }
    }

    /** Tries to log in there alone: what the client is told. */
    private Map<String, String> tryAt(UpstreamProvider provider) {
        try (World world = new World(List.of(provider))) {
            Map<String, String> told = world.logInThrough(1);
            assertThat(world.count("upstream_tokens")).isZero();
            assertThat(told.toString()).doesNotContain("top-secret");
            return told;
        }
    }

    @Test
    void tokensThatNeverExpireAreKeptNoLongerThanTheSession() {
        plain.tokenAnswer = token -> "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\"}";
        try (World world = new World(List.of(plain.as("code").identifiedBy(userInfo("id"))))) {
            assertThat(world.logInThrough(1)).containsKey("code");
            world.clock.advance(Lifetimes.DEFAULT.grant());
            world.server.housekeeper().run();
            assertThat(world.count("upstream_tokens")).isOne();
            world.clock.advance(UpstreamToken.KEPT);
            world.server.housekeeper().run();
            assertThat(world.count("upstream_tokens")).isZero();
        }
    }

    @Test
    void theUserIsAskedForAtUserInfo() {
        plain.userInfo = "{\"id\":\"u-1\",\"login\":\"alice\",\"contact\":{\"email\":\"alice@example.com\"}}";
        try (World world = new World(List.of(plain.as("code").identifiedBy(userInfo("id"))))) {
            JWTClaimsSet claims = world.claims(world.logInThrough(1));
            KeptUpstreamTokens kept =
                    Optional.ofNullable(world.kept(claims).get("code")).orElseThrow();
            assertThat(kept.binding().subject()).isEqualTo("u-1");
            assertThat(kept.tokens().expiresAt()).contains(world.clock.instant().plusSeconds(600));
            assertThat(world.server.users().find(kept.binding().user()).orElseThrow())
                    .satisfies(user -> assertThat(user.name()).contains("alice"))
                    .satisfies(user -> assertThat(user.email()).contains("alice@example.com"));
            assertThat(world.claims(world.logInThrough(1)).getSubject()).isEqualTo(claims.getSubject());
        }
        assertThat(plain.headers.get("/user")).containsEntry(":method", "GET");
        assertThat(plain.header("/user", "authorization")).startsWith("Bearer plain-access-");
        assertThat(plain.parameters.get("/authorize")).doesNotContainKeys("scope", "nonce");
    }

    @Test
    void userInfoIsAskedAsItWantsToBe() {
        UserInfo place = new UserInfo(
                plain.at("/user"),
                UserInfo.Method.POST,
                Map.of("X-Version", "3"),
                userInfo("id").fields());
        logIn(plain.as("code").identifiedBy(place));
        assertThat(plain.headers.get("/user")).containsEntry(":method", "POST").containsEntry("x-version", "3");
    }

    @ParameterizedTest
    @CsvSource({"9007199254740993", "9223372036854775807", "-7"})
    void aNumberIsKeptToItsLastDigit(String id) {
        plain.userInfo = "{\"id\":" + id + "}";
        assertThat(logIn(plain.as("code").identifiedBy(userInfo("id")))
                        .binding()
                        .subject())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":9223372036854775808}",
                "{\"id\":1.5}",
                "{\"id\":true}",
                "{\"id\":\"\"}",
                "{\"id\":null}",
                "{\"id\":[1]}",
                "{}",
                "[]",
                "top-secret"
            })
    void aSubjectThatIsNoneIsRefused(String answer) {
        plain.userInfo = answer;
        assertThat(tryAt(plain.as("code").identifiedBy(userInfo("id")))).containsKey("error");
    }

    @Test
    void theFirstFieldThatIsThereCounts() {
        plain.userInfo = "{\"data\":{\"user\":{\"id\":7}},\"login\":\"alice\"}";
        assertThat(logIn(plain.as("code").identifiedBy(userInfo("id", "data.user.id", "login")))
                        .binding()
                        .subject())
                .isEqualTo("7");
    }

    @Test
    void theUserMayBeInTheTokenAnswerAndInAJwtInIt() {
        String payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"uid\":123456789012345678}".getBytes(StandardCharsets.UTF_8));
        plain.tokenAnswer = token ->
                "{\"access_token\":\"" + token + "\",\"token_type\":\"BEARER\",\"who\":\"e30." + payload + ".sig\"}";
        KeptUpstreamTokens kept = logIn(plain.as("code")
                .identifiedBy(new IdentitySource.InTokenAnswer(IdentityFields.withSubject("none", "who.uid"))));
        assertThat(kept.binding().subject()).isEqualTo("123456789012345678");
        assertThat(kept.tokens().expiresAt()).as("no expires_in").isEmpty();
        assertThat(plain.headers).doesNotContainKey("/user");
    }

    @Test
    void aTokenAnswerWithoutTheUserIsRefused() {
        assertThat(tryAt(plain.as("code")
                        .identifiedBy(new IdentitySource.InTokenAnswer(IdentityFields.withSubject("who")))))
                .containsEntry("error", "server_error");
    }

    @Test
    void nobodySaysWhoItIsAndNoUserIsMade() {
        try (World world = new World(List.of(plain.as("code")))) {
            JWTClaimsSet first = world.claims(world.logInThrough(1));
            JWTClaimsSet second = world.claims(world.logInThrough(1));
            assertThat(first.getSubject()).matches("tk-[0-9a-f]{32}").isNotEqualTo(second.getSubject());
            assertThat(world.kept(first, "code").binding().subject()).isEqualTo(first.getSubject());
            assertThat(world.count("users")).isZero();
            assertThat(world.count("identities")).isZero();
        }
    }

    @Test
    void anAnswerOfAnotherFormIsMapped() {
        plain.tokenAnswer =
                token -> "{\"ok\":true,\"token_type\":\"bot\",\"access_token\":\"bots\",\"user\":{\"token\":\"" + token
                        + "\",\"again\":\"r1\",\"ttl\":\"60\",\"scope\":\"a b\"}}";
        KeptUpstreamTokens kept = logIn(plain.as("code")
                .answering(new TokenMapping(
                        "user.token", Optional.of("user.again"), Optional.of("user.ttl"), Optional.of("user.scope"))));
        assertThat(kept.tokens().accessToken()).get().asString().startsWith("plain-access-");
        assertThat(kept.tokens().refreshToken()).contains("r1");
        assertThat(kept.tokens().scopes()).containsExactly("a", "b");
        assertThat(kept.tokens().expiresAt()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"top-secret\"}",
                "{\"access_token\":\"top-secret\",\"token_type\":\"mac\"}",
                "{\"token_type\":\"bearer\"}",
                "{\"error\":\"top-secret\"}",
                "access_token=top-secret&token_type=bearer",
                "[\"top-secret\"]"
            })
    void aTokenAnswerThatIsNoneIsRefusedWithoutItsText(String answer) {
        plain.tokenAnswer = token -> answer;
        assertThat(tryAt(plain.as("code"))).containsKey("error");
    }

    @Test
    void aTokenAnswerThatIsTooLargeIsRefused() {
        plain.tokenAnswer = token -> PlainProvider.plainly(token) + " ".repeat(1 << 20);
        assertThat(tryAt(plain.as("code"))).containsEntry("error", "temporarily_unavailable");
    }

    @Test
    void theErrorOfATokenEndpointIsNotPassedOn() {
        plain.tokenStatus = 400;
        plain.tokenAnswer = token -> "{\"error\":\"invalid_grant\",\"error_description\":\"top-secret\"}";
        assertThat(tryAt(plain.as("code"))).containsEntry("error", "server_error");
    }

    @Test
    void weAuthenticateAsWeAreTold() {
        logIn(plain.as("code"));
        assertThat(plain.header("/token", "authorization")).startsWith("Basic ");
        assertThat(plain.parameters.get("/token")).doesNotContainKeys("client_id", "client_secret");
        logIn(plain.as(
                "code",
                UpstreamAccount.of("granary", PlainProvider.SECRET)
                        .authenticatingBy(TokenEndpointAuthMethod.CLIENT_SECRET_POST)));
        assertThat(plain.headers.get("/token")).doesNotContainKey("authorization");
        assertThat(plain.parameters.get("/token"))
                .containsEntry("client_id", "granary")
                .containsEntry("client_secret", PlainProvider.SECRET);
        logIn(plain.as("code", UpstreamAccount.publicClient("granary")));
        assertThat(plain.headers.get("/token")).doesNotContainKey("authorization");
        assertThat(plain.parameters.get("/token"))
                .containsEntry("client_id", "granary")
                .doesNotContainKey("client_secret");
    }

    @Test
    void anAccountThatDoesNotFitItselfIsNone() {
        assertThatThrownBy(() -> UpstreamAccount.publicClient("granary")
                        .authenticatingBy(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UpstreamAccount.of("granary", "s3cret").authenticatingBy(TokenEndpointAuthMethod.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(UpstreamAccount.of("granary", "s3cret").toString()).doesNotContain("s3cret");
        assertThat(plain.as("code").toString()).doesNotContain(PlainProvider.SECRET);
    }

    @Test
    void moreIsAskedWithTheLogin() {
        logIn(plain.as("code")
                .askedFor(UpstreamRequest.of(List.of("repo", "user"))
                        .with("access_type", "offline")
                        .with("prompt", "login")
                        .promptingConsent()));
        assertThat(plain.parameters.get("/authorize"))
                .containsEntry("scope", "repo user")
                .containsEntry("access_type", "offline")
                .containsEntry("prompt", "consent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "redirect_uri", "response_mode", "request", "code_challenge", "client_id", ""})
    void whatTheServerSaysItselfCannotBeAsked(String parameter) {
        assertThatThrownBy(() -> UpstreamRequest.of(List.of()).with(parameter, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tokensAreRefreshed() {
        assertThat(refreshed(token -> PlainProvider.plainly(token)))
                .isInstanceOfSatisfying(
                        RefreshAnswer.Refreshed.class,
                        answer -> assertThat(answer.tokens().accessToken())
                                .get()
                                .asString()
                                .startsWith("plain-access-"));
        assertThat(plain.parameters.get("/token"))
                .containsEntry("grant_type", "refresh_token")
                .containsEntry("refresh_token", "r1");
    }

    @Test
    void whatIsRefusedForGoodIsToldApart() {
        assertThat(refreshed(token -> "{\"error\":\"invalid_grant\"}")).isInstanceOf(RefreshAnswer.Refused.class);
        assertThat(refreshed(token -> "{\"error\":\"slow_down\"}")).isInstanceOf(RefreshAnswer.Unreachable.class);
        plain.tokenStatus = 400;
        assertThat(refreshed(token -> "{\"error\":\"invalid_grant\"}")).isInstanceOf(RefreshAnswer.Refused.class);
    }

    @Test
    void tokensOfAnotherClientOrWithTooLittleTimeAreNotSent() {
        try (World world = new World(List.of(plain.as("code")))) {
            KeptUpstreamTokens kept = loggedIn(world);
            plain.parameters.clear();
            assertThat(upstream(world, UpstreamAccount.publicClient("another"))
                            .refresh(kept, world.clock.instant().plus(Duration.ofMinutes(1))))
                    .isInstanceOf(RefreshAnswer.OtherClient.class);
            assertThat(upstream(world, UpstreamAccount.publicClient("granary"))
                            .refresh(kept, world.clock.instant().plusSeconds(1)))
                    .isInstanceOf(RefreshAnswer.Unreachable.class);
            assertThat(plain.parameters).doesNotContainKey("/token");
        }
    }

    private RefreshAnswer refreshed(Function<String, String> answer) {
        int status = plain.tokenStatus;
        plain.tokenStatus = 200;
        try (World world = new World(List.of(plain.as("code")))) {
            KeptUpstreamTokens kept = loggedIn(world);
            plain.tokenStatus = status;
            plain.tokenAnswer = answer;
            return upstream(world, UpstreamAccount.publicClient("granary"))
                    .refresh(kept, world.clock.instant().plus(Duration.ofMinutes(1)));
        }
    }

    private KeptUpstreamTokens loggedIn(World world) {
        plain.tokenAnswer = token -> "{\"access_token\":\"" + token
                + "\",\"token_type\":\"bearer\",\"expires_in\":60,\"refresh_token\":\"r1\"}";
        return Optional.ofNullable(
                        world.kept(world.claims(world.logInThrough(1))).get("code"))
                .orElseThrow();
    }

    private Upstream upstream(World world, UpstreamAccount account) {
        return Upstreams.of(
                        List.of(plain.as("code", account)),
                        provider -> new UpstreamParts(
                                new UpstreamParts.Place(world.server.issuer(), world.server.issuer()),
                                UpstreamHttp.with(provider),
                                world.server.upstreamRegistrations(),
                                world.clock))
                .find(new ProviderName("code"))
                .orElseThrow();
    }

    @Test
    void anOpenIdProvidersUserInfoFillsTheProfile() {
        plain.userInfo = "{\"sub\":\"alice\",\"name\":\"Another\",\"email\":\"alice@example.org\"}";
        try (IdentityProvider openId = new IdentityProvider(new SetClock());
                World world = new World(List.of(UpstreamProvider.of(
                                new ProviderName("corp"), openId.issuer(), "granary", IdentityProvider.SECRET)
                        .describedBy(UserInfo.at(plain.at("/user")))))) {
            openId.claims = claims -> claims.claim("email", null);
            JWTClaimsSet claims = world.claims(world.logInThrough(1));
            assertThat(world.server.users().find(new UserId(claims.getSubject())))
                    .get()
                    .satisfies(user -> assertThat(user.name()).contains("Alice A."))
                    .satisfies(user -> assertThat(user.email()).contains("alice@example.org"));
            plain.userInfo = "{\"sub\":\"mallory\"}";
            assertThat(world.logInThrough(1)).containsEntry("error", "server_error");
        }
    }

    @Test
    void anOpenIdProvidersSubjectMayBeAnotherClaim() {
        try (IdentityProvider openId = new IdentityProvider(new SetClock());
                World world = new World(List.of(UpstreamProvider.of(
                                new ProviderName("corp"), openId.issuer(), "granary", IdentityProvider.SECRET)
                        .identifiedBy("oid")))) {
            openId.claims = claims -> claims.claim("oid", "o-1");
            assertThat(world.kept(world.claims(world.logInThrough(1)), "corp")
                            .binding()
                            .subject())
                    .isEqualTo("o-1");
            openId.claims = claims -> claims.claim("oid", 1);
            assertThat(world.logInThrough(1)).containsEntry("error", "server_error");
        }
        assertThatThrownBy(() -> UpstreamProvider.registering(
                                new ProviderName("corp"), URI.create("https://id.example.com"))
                        .identifiedBy("a.b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "host", "Content-Length", "a b", ""})
    void aHeaderFieldThatIsSetByItselfIsRefused(String name) {
        assertThatThrownBy(() -> new UserInfo(
                        plain.at("/user"), UserInfo.Method.GET, Map.of(name, "x"), IdentityFields.STANDARD))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
