package dev.granary.http.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.authorization.AuthorizationRequest;
import dev.granary.client.ClientId;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.http.AuthServerBuilder;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.PlainProvider;
import dev.granary.http.fixture.World;
import dev.granary.http.upstream.UserInfo;
import dev.granary.pkce.CodeChallenge;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SingleLegsTest {

    private static final ProviderName CODE = new ProviderName("code");
    private static final ProviderName CORP = new ProviderName("corp");

    private final PlainProvider plain = new PlainProvider();
    private boolean configured = true;
    private final World world =
            new World(builder -> (configured ? withCode(builder) : builder).audience(new Resource(World.API)));
    private String token = "";
    private JWTClaimsSet claims = new JWTClaimsSet.Builder().build();

    private AuthServerBuilder withCode(AuthServerBuilder builder) {
        return builder.upstream(plain.as("code").identifiedBy(UserInfo.at(plain.at("/user"))))
                .upstreamFilter(first -> later -> false);
    }

    @BeforeEach
    void logIn() throws ParseException {
        plain.userInfo = "{\"sub\":\"c-1\"}";
        plain.tokenAnswer =
                answer -> "{\"access_token\":\"" + answer + "\",\"token_type\":\"bearer\",\"refresh_token\":\"once\"}";
        token = String.valueOf(world.tokens().get("access_token"));
        claims = SignedJWT.parse(token).getJWTClaimsSet();
        world.clock.advance(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        world.close();
        plain.close();
    }

    private static AuthorizationRequest request(String client, String redirectUri) {
        return new AuthorizationRequest(
                new ClientId(client),
                redirectUri,
                Optional.of("again"),
                CodeChallenge.of(World.VERIFIER),
                Scopes.of("openid"),
                Collections.emptySortedSet(),
                Optional.empty());
    }

    private Optional<Begun> begin(ProviderName provider) {
        return world.server
                .singleLegs()
                .begin(token, provider, request(World.PUBLIC, World.CALLBACK), Optional.empty());
    }

    /** What the host and then the upstream do with the browser. */
    private Map<String, String> follow(Begun begun) {
        Browser browser = new Browser();
        String[] pair = begun.cookie().split(";", 2)[0].split("=", 2);
        browser.cookies().put(pair[0], pair[1]);
        return World.answerOf(browser.follow(browser.get(begun.location())));
    }

    @Test
    void theSessionGetsTheUpstreamAndTheClientACodeAtOnce() {
        Map<String, String> answer = follow(begin(CODE).orElseThrow());
        assertThat(answer)
                .containsEntry("state", "again")
                .containsEntry("to", World.CALLBACK)
                .containsKey("iss");
        JWTClaimsSet again = world.claims(answer);
        assertThat(again.getSubject()).isEqualTo(claims.getSubject());
        assertThat(again.getClaim("tsid")).isEqualTo(claims.getClaim("tsid"));
        assertThat(world.kept(claims)).containsOnlyKeys("corp", "code");
    }

    @Test
    void aRefreshTokenThatIsNotGivenAgainStays() {
        follow(begin(CODE).orElseThrow());
        String before = accessToken();
        plain.tokenAnswer = PlainProvider::plainly;
        world.clock.advance(Duration.ofSeconds(1));
        follow(begin(CODE).orElseThrow());
        assertThat(accessToken()).isNotEqualTo(before);
        assertThat(refreshToken()).contains("once");
        plain.userInfo = "{\"sub\":\"c-2\"}";
        follow(begin(CODE).orElseThrow());
        assertThat(refreshToken()).as("of another account there").isEmpty();
    }

    private String accessToken() {
        return kept().tokens().accessToken().orElseThrow();
    }

    private Optional<String> refreshToken() {
        return kept().tokens().refreshToken();
    }

    private KeptUpstreamTokens kept() {
        return Optional.ofNullable(world.kept(claims).get("code")).orElseThrow();
    }

    @Test
    void atTheFirstUpstreamOnlyTheSessionsUserCanFinishIt() {
        assertThat(follow(begin(CORP).orElseThrow())).containsKey("code");
        world.provider.subject = "mallory";
        assertThat(follow(begin(CORP).orElseThrow())).containsEntry("error", "access_denied");
        assertThat(world.kept(claims, "corp").binding().subject()).isEqualTo("alice");
    }

    @Test
    void whateverGoesWrongTheSessionKeepsWhatItHas() {
        follow(begin(CODE).orElseThrow());
        plain.error = "access_denied";
        assertThat(follow(begin(CODE).orElseThrow())).containsEntry("error", "access_denied");
        plain.error = "";
        world.storage.breakAt("grants.insert");
        assertThat(follow(begin(CODE).orElseThrow())).containsEntry("error", "server_error");
        world.storage.heal();
        assertThat(world.kept(claims)).containsOnlyKeys("corp", "code");
        assertThat(begin(CODE)).isPresent();
        world.clock.advance(Duration.ofHours(1));
        world.server.housekeeper().run();
        assertThat(world.kept(claims)).as("one that never came back").containsOnlyKeys("corp", "code");
    }

    @Test
    void anUpstreamThatIsNotConfiguredAnyMoreEndsIt() {
        Begun begun = begin(CODE).orElseThrow();
        configured = false;
        world.changeNode();
        assertThat(follow(begun)).containsEntry("error", "server_error").doesNotContainKey("code");
        assertThat(world.kept(claims)).containsOnlyKeys("corp");
    }

    @Test
    void nobodyElseBeginsOne() {
        var legs = world.server.singleLegs();
        assertThat(legs.begin("no token", CODE, request(World.PUBLIC, World.CALLBACK), Optional.empty()))
                .isEmpty();
        assertThat(legs.begin(token, CODE, request(World.WEB, World.WEB_CALLBACK), Optional.empty()))
                .as("another client")
                .isEmpty();
        assertThat(legs.begin(token, CODE, request(World.PUBLIC, "https://evil.example.com/"), Optional.empty()))
                .as("another redirect URI")
                .isEmpty();
        assertThat(begin(new ProviderName("nowhere"))).isEmpty();
        assertThat(legs.begin(
                        String.valueOf(credentials()), CODE, request(World.WEB, World.WEB_CALLBACK), Optional.empty()))
                .as("a token of no session")
                .isEmpty();
        world.server.revocations().revokeSession(new SessionId(String.valueOf(claims.getClaim("tsid"))));
        assertThat(begin(CODE)).isEmpty();
    }

    private Object credentials() {
        HttpResponse<String> answer = world.post(
                "/oauth/token",
                Map.of("grant_type", "client_credentials"),
                World.basic(World.WEB, World.CLIENT_SECRET));
        return Optional.ofNullable(World.json(answer).get("access_token")).orElseThrow();
    }

    @Test
    void anotherBrowserCannotFinishIt() {
        Browser other = new Browser();
        HttpResponse<String> callback = other.get(begin(CODE).orElseThrow().location());
        assertThat(other.follow(callback).statusCode()).isEqualTo(400);
    }

    @Test
    void aBrowserKeepsItsCookie() {
        Begun begun = begin(CODE).orElseThrow();
        String pair = begun.cookie().split(";", 2)[0];
        Begun again = world.server
                .singleLegs()
                .begin(token, CODE, request(World.PUBLIC, World.CALLBACK), Optional.of("a=b; " + pair + "; c=d"))
                .orElseThrow();
        assertThat(again.cookie()).startsWith(pair + ";");
        assertThat(begun.toString() + again).doesNotContain(pair);
    }
}
