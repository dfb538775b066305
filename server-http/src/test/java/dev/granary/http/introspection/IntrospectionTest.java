package dev.granary.http.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.http.fixture.World;
import dev.granary.scope.Resource;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** RFC 7662, and RFC 7009 as seen through it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntrospectionTest {

    private static final String OTHER = "https://other.example.com/";

    private final World world =
            new World(builder -> builder.audience(new Resource(World.API)).audience(new Resource(OTHER)));

    @AfterAll
    void close() {
        world.close();
    }

    private Map<String, Object> tokensFor(String resource) {
        return World.json(world.token(World.redemption(world.code(Map.of("resource", resource)))));
    }

    private HttpResponse<String> revoke(Map<String, String> form, Map<String, String> headers) {
        return world.post("/oauth/revoke", form, headers);
    }

    @Test
    void aResourceServerLearnsOfTokensThatAreMeantForIt() {
        Map<String, Object> told =
                world.introspect(World.RESOURCE_SERVER, tokensFor(World.API).get("access_token"));
        assertThat(told)
                .containsEntry("active", true)
                .containsEntry("iss", world.server.issuer().toString())
                .containsEntry("client_id", World.PUBLIC)
                .containsEntry("token_type", "Bearer")
                .containsKeys("sub", "exp", "iat", "jti", "aud", "scope");
    }

    @Test
    void everythingElseLooksAlike() {
        Map<String, Object> tokens = tokensFor(OTHER);
        Map<String, Object> nothing = Map.of("active", false);
        assertThat(world.introspect(World.RESOURCE_SERVER, tokens.get("access_token")))
                .isEqualTo(nothing);
        assertThat(world.introspect(World.RESOURCE_SERVER, tokens.get("refresh_token")))
                .isEqualTo(nothing);
        assertThat(world.introspect(World.WEB, tokens.get("access_token"))).isEqualTo(nothing);
        assertThat(world.introspect(World.RESOURCE_SERVER, "nonsense")).isEqualTo(nothing);
        Map<String, Object> expired = tokensFor(World.API);
        world.clock.advance(Duration.ofHours(1));
        assertThat(world.introspect(World.RESOURCE_SERVER, expired.get("access_token")))
                .isEqualTo(nothing);
    }

    @Test
    void aTokenThatWasNarrowedIsWhatItSays() {
        String both = World.API + "&resource=" + OTHER;
        String code = String.valueOf(World.answerOf(follow(both)).get("code"));
        Map<String, String> form = World.redemption(code);
        form.put("resource", OTHER);
        Map<String, Object> narrowed = World.json(world.token(form));
        assertThat(world.introspect(World.RESOURCE_SERVER, narrowed.get("access_token")))
                .isEqualTo(Map.of("active", false));
        Map<String, String> refresh = World.refreshing(narrowed.get("refresh_token"));
        refresh.put("scope", "openid");
        Map<String, Object> whole = World.json(world.token(refresh));
        assertThat(world.introspect(World.RESOURCE_SERVER, whole.get("access_token")))
                .containsEntry("scope", "openid");
    }

    private HttpResponse<String> follow(String resources) {
        String uri = world.authorize(Map.of()) + "&resource=" + resources;
        return world.browser.follow(world.browser.follow(world.browser.get(java.net.URI.create(uri))));
    }

    @Test
    void whoAsksMustProveItself() {
        Object token = tokensFor(World.API).get("access_token");
        Map<String, String> form = Map.of("token", String.valueOf(token), "client_id", World.PUBLIC);
        assertThat(world.post("/oauth/introspect", form, Map.of()).statusCode()).isEqualTo(401);
        assertThat(world.post("/oauth/introspect", form, World.basic(World.RESOURCE_SERVER, "wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(world.post("/oauth/introspect", Map.of(), World.basic(World.WEB, World.CLIENT_SECRET))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aClientRevokesItsOwnTokensOfAnyGeneration() {
        Map<String, Object> first = tokensFor(World.API);
        Map<String, Object> second = World.json(world.token(World.refreshing(first.get("refresh_token"))));
        world.clock.advance(Duration.ofMinutes(1));
        Map<String, String> old =
                Map.of("client_id", World.PUBLIC, "token", String.valueOf(first.get("refresh_token")));
        assertThat(revoke(old, Map.of()).statusCode()).isEqualTo(200);
        assertThat(world.introspect(World.RESOURCE_SERVER, second.get("access_token")))
                .isEqualTo(Map.of("active", false));
    }

    @Test
    void aStrangersRevocationChangesNothingAndLooksTheSame() {
        Map<String, Object> tokens = tokensFor(World.API);
        Map<String, String> form = Map.of("token", String.valueOf(tokens.get("refresh_token")));
        HttpResponse<String> foreign = revoke(form, World.basic(World.WEB, World.CLIENT_SECRET));
        assertThat(foreign.statusCode()).isEqualTo(200);
        HttpResponse<String> unknown = revoke(Map.of("token", "nonsense"), World.basic(World.WEB, World.CLIENT_SECRET));
        assertThat(unknown.statusCode()).isEqualTo(200);
        assertThat(unknown.body()).isEqualTo(foreign.body());
        assertThat(world.introspect(World.RESOURCE_SERVER, tokens.get("access_token")))
                .containsEntry("active", true);
        assertThat(revoke(form, World.basic(World.WEB, "wrong")).statusCode()).isEqualTo(401);
        assertThat(revoke(Map.of("client_id", World.PUBLIC), Map.of()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRevocationThatIsNotStoredIsNoSuccess() {
        Map<String, Object> tokens = tokensFor(World.API);
        world.storage.failAt("grants.replace", dev.granary.record.StorageUnavailableException::new);
        Map<String, String> form =
                Map.of("client_id", World.PUBLIC, "token", String.valueOf(tokens.get("refresh_token")));
        assertThat(revoke(form, Map.of()).statusCode()).isEqualTo(503);
        world.storage.heal();
        assertThat(revoke(form, Map.of()).statusCode()).isEqualTo(200);
    }
}
