package dev.granary.http.delegation;

import static dev.granary.http.delegation.Delegation.ACCESS_TOKEN;
import static dev.granary.http.delegation.Delegation.DELEGATE;
import static dev.granary.http.delegation.Delegation.ask;
import static dev.granary.http.delegation.Delegation.assertRefused;
import static dev.granary.http.delegation.Delegation.claims;
import static dev.granary.http.delegation.Delegation.delegate;
import static dev.granary.http.delegation.Delegation.exchanged;
import static dev.granary.http.delegation.Delegation.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.client.ClientId;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.token.Actor;
import dev.granary.domain.token.Exchange;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.grant.Granted;
import dev.granary.grant.SenderKey;
import dev.granary.http.fixture.World;
import dev.granary.http.trust.AllowList;
import dev.granary.record.StorageUnavailableException;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TX-01 to TX-08, TC-02, TC-03. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeGrantTest {

    private static final String OTHER = "https://other.example.com/";

    private final World world = new World(builder -> builder.audience(new Resource(World.API))
            .delegatesOnLoopback()
            .delegate(delegate(DELEGATE, AllowList.ANY))
            .delegate(delegate("second", AllowList.of(DELEGATE)))
            .delegate(delegate("lonely", AllowList.of("nobody-there"))));

    @BeforeEach
    void heal() {
        world.storage.heal();
    }

    @AfterAll
    void close() {
        world.close();
    }

    private String token() {
        return text(world.tokens(), "access_token");
    }

    private boolean isActive(String token) {
        return Boolean.TRUE.equals(
                world.introspect(World.RESOURCE_SERVER, token).get("active"));
    }

    private static String text(Map<String, Object> tokens, String name) {
        return String.valueOf(tokens.get(name));
    }

    @Test
    void aDelegatedTokenSaysForWhomAndByWhom() throws Exception {
        String subjectToken = token();
        Map<String, String> form = request(subjectToken);
        form.put("scope", "openid");
        HttpResponse<String> answer = ask(world, DELEGATE, form);

        assertThat(World.json(answer))
                .containsEntry("issued_token_type", ACCESS_TOKEN)
                .containsEntry("token_type", "Bearer")
                .containsEntry("scope", "openid")
                .containsEntry("expires_in", 900L)
                .doesNotContainKey("refresh_token");
        JWTClaimsSet claims = claims(text(World.json(answer), "access_token"));
        assertThat(claims.getSubject()).isEqualTo(claims(subjectToken).getSubject());
        assertThat(claims.getAudience()).containsExactly(World.API);
        assertThat(claims.getClaims())
                .containsEntry("client_id", DELEGATE)
                .containsEntry("act", Map.of("sub", DELEGATE))
                .doesNotContainKey("tsid");
        assertThat(claims(subjectToken).getClaims()).containsKey("tsid");
        assertThat(world.introspect(World.RESOURCE_SERVER, text(World.json(answer), "access_token")))
                .containsEntry("active", true)
                .containsEntry("act", Map.of("sub", DELEGATE));
    }

    @ParameterizedTest
    @CsvSource({
        "subject_token, '', invalid_request",
        "subject_token, nonsense, invalid_request",
        "subject_token_type, '', invalid_request",
        "subject_token_type, 'urn:ietf:params:oauth:token-type:refresh_token', invalid_request",
        "requested_token_type, 'urn:ietf:params:oauth:token-type:jwt', invalid_request",
        "actor_token, nonsense, invalid_request",
        "actor_token_type, 'urn:ietf:params:oauth:token-type:access_token', invalid_request",
        "scope, offline_access, invalid_scope",
        "scope, profile, invalid_scope",
        "scope, 'a\"b', invalid_scope",
        "resource, https://other.example.com/, invalid_target",
        "resource, not-absolute, invalid_target",
        "audience, https://other.example.com/, invalid_target",
    })
    void aRequestThatIsWrongIsRefused(String parameter, String value, String error) {
        Map<String, String> form = request(token());
        form.put(parameter, value);
        HttpResponse<String> answer = ask(world, DELEGATE, form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertRefused(answer, error);
    }

    @Test
    void nothingButALiveAccessTokenOfOursIsExchanged() {
        Map<String, Object> tokens = world.tokens();
        assertRefused(ask(world, DELEGATE, request(text(tokens, "refresh_token"))), "invalid_request");
        assertRefused(ask(world, DELEGATE, request(world.code(Map.of()))), "invalid_request");
        String token = text(tokens, "access_token");
        assertRefused(
                ask(world, DELEGATE, request(token.substring(0, token.length() - 9) + "AAAAAAAAA")), "invalid_request");
        world.post("/oauth/revoke", Map.of("token", token, "client_id", World.PUBLIC), Map.of());
        assertRefused(ask(world, DELEGATE, request(token)), "invalid_request");
    }

    @Test
    void onlyDelegatesExchange() {
        assertRefused(ask(world, World.WEB, request(token())), "unauthorized_client");
        Map<String, String> form = request(token());
        form.put("client_id", World.PUBLIC);
        assertRefused(world.token(form), "unauthorized_client");
        form.put("client_id", "nobody");
        assertRefused(world.token(form), "invalid_client");
    }

    @Test
    void aDelegateActsForItsOwnAndForThoseItWasToldTo() {
        String token = token();
        assertRefused(ask(world, "lonely", request(token)), "invalid_grant");
        assertRefused(ask(world, "second", request(token)), "invalid_grant");
        String delegated = exchanged(world, DELEGATE, request(token));
        assertThat(isActive(exchanged(world, DELEGATE, request(delegated)))).isTrue();
        assertThat(isActive(exchanged(world, "second", request(delegated)))).isTrue();
    }

    @Test
    void theChainNamesEveryActorAndEndsAtTheTenth() throws Exception {
        String token = exchanged(world, "second", request(exchanged(world, DELEGATE, request(token()))));
        assertThat(claims(token).getClaim("act")).isEqualTo(Map.of("sub", "second", "act", Map.of("sub", DELEGATE)));
        for (int hop = 3; hop <= 10; hop++) {
            token = exchanged(world, "second", request(token));
        }
        assertRefused(ask(world, "second", request(token)), "invalid_request");
    }

    @Test
    void anActorIsNamedByItsOwnToken() throws Exception {
        String own = actorToken(DELEGATE, "agent-7");
        Map<String, String> form = request(token());
        form.put("actor_token", own);
        form.put("actor_token_type", ACCESS_TOKEN);
        String delegated = exchanged(world, DELEGATE, form);
        assertThat(claims(delegated).getClaim("act")).isEqualTo(Map.of("sub", "agent-7"));
        world.post("/oauth/revoke", Map.of("token", own), World.basic(DELEGATE, World.CLIENT_SECRET));
        assertThat(isActive(delegated)).isFalse();

        form.put("actor_token", actorToken("second", "agent-8"));
        assertRefused(ask(world, DELEGATE, form), "invalid_request");
        form.put("actor_token", exchanged(world, DELEGATE, request(token())));
        assertRefused(ask(world, DELEGATE, form), "invalid_request");
    }

    private String actorToken(String client, String subject) {
        return issued(Granted.of(new ClientId(client), new Subject(subject), Scopes.NONE, world.clock.instant()))
                .accessToken();
    }

    private IssuedTokens issued(Granted granted) {
        return world.server
                .tokens()
                .issueToken(granted)
                .match(
                        tokens -> tokens,
                        why -> {
                            throw new AssertionError(why);
                        },
                        () -> {
                            throw new AssertionError();
                        });
    }

    @Test
    void aDelegatedTokenNeverOutlivesItsSubject() {
        String token = token();
        world.clock.advance(Duration.ofMinutes(50));
        HttpResponse<String> answer = ask(world, DELEGATE, request(token));
        assertThat(World.json(answer)).containsEntry("expires_in", 600L);
        String delegated = text(World.json(answer), "access_token");
        world.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(isActive(delegated)).isTrue();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(isActive(delegated)).isFalse();
        assertRefused(ask(world, DELEGATE, request(token)), "invalid_request");
    }

    @Test
    void whatWasDelegatedEndsWithItsSubjectsGrantHoweverOftenItWasHandedOn() {
        Map<String, Object> tokens = world.tokens();
        String first = exchanged(world, DELEGATE, request(text(tokens, "access_token")));
        String second = exchanged(world, "second", request(first));
        assertThat(isActive(second)).isTrue();
        world.token(World.refreshing(text(tokens, "refresh_token")));
        assertThat(isActive(second)).as("after a mere rotation").isTrue();

        world.server.tokens().revoke(text(tokens, "refresh_token"), new ClientId(World.PUBLIC));

        assertThat(isActive(first)).isFalse();
        assertThat(isActive(second)).isFalse();
        assertRefused(ask(world, "second", request(first)), "invalid_request");
    }

    @Test
    void aDelegateThatRevokesItsTokenEndsWhatWasExchangedForIt() {
        String first = exchanged(world, DELEGATE, request(token()));
        String second = exchanged(world, "second", request(first));
        world.post("/oauth/revoke", Map.of("token", first), World.basic(DELEGATE, World.CLIENT_SECRET));
        assertThat(isActive(second)).isFalse();
    }

    @Test
    void revokingTheUserEndsWhatWasDelegated() throws Exception {
        String token = token();
        String delegated = exchanged(world, DELEGATE, request(token));
        BulkOutcome outcome = world.server
                .revocations()
                .revokeSubject(new Subject(claims(token).getSubject()));
        assertThat(outcome).isInstanceOf(BulkOutcome.Complete.class);
        assertThat(isActive(delegated)).isFalse();
        world.clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void theTargetIsTheSubjectsOnlyOneUnlessTheDelegateChooses() throws Exception {
        try (World several = new World(builder -> builder.audience(new Resource(World.API))
                .audience(new Resource(OTHER))
                .delegatesOnLoopback()
                .delegate(delegate(DELEGATE, AllowList.ANY)))) {
            String token = several.server
                    .tokens()
                    .issueToken(
                            Granted.of(new ClientId("app"), new Subject("bob"), Scopes.NONE, several.clock.instant())
                                    .forResources(new TreeSet<>(List.of(new Resource(World.API), new Resource(OTHER)))))
                    .match(IssuedTokens::accessToken, why -> "", () -> "");
            assertRefused(ask(several, DELEGATE, request(token)), "invalid_target");
            Map<String, String> form = request(token);
            form.put("resource", OTHER);
            assertThat(claims(exchanged(several, DELEGATE, form)).getAudience()).containsExactly(OTHER);
            form.put("audience", World.API);
            assertRefused(ask(several, DELEGATE, form), "invalid_target");
        }
    }

    @Test
    void whatTheStorageDoesNotTellIsNoRefusal() {
        Map<String, String> form = request(token());
        world.storage.failAt("grants.insert", StorageUnavailableException::new);
        HttpResponse<String> answer = ask(world, DELEGATE, form);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertRefused(answer, "temporarily_unavailable");
    }

    @Test
    void aTokenThatIsBoundToAKeyIsNotExchangedWithoutIt() {
        Granted bound = Granted.of(new ClientId(DELEGATE), new Subject("eve"), Scopes.NONE, world.clock.instant())
                .boundTo(new SenderKey("A".repeat(43)));
        assertRefused(ask(world, DELEGATE, request(issued(bound).accessToken())), "invalid_request");
    }

    @Test
    void hostsExchangeByTheSamePort() {
        IssuedTokens parent =
                issued(Granted.of(new ClientId(World.WEB), new Subject("carol"), Scopes.NONE, world.clock.instant()));
        Granted granted = Granted.of(new ClientId(World.WEB), new Subject("carol"), Scopes.NONE, world.clock.instant());
        Exchange exchange = new Exchange(
                granted,
                List.of(parent.grant()),
                Optional.of(Actor.of("host")),
                world.clock.instant().plusSeconds(60));
        assertThat(exchange.granted().parents()).containsExactly(parent.grant().id());
        assertThat(exchange.granted().resources()).isEqualTo(Collections.emptySortedSet());
        assertThat(world.server.tokens().exchange(exchange).match(tokens -> true, why -> false, () -> false))
                .isTrue();
    }
}
