package dev.granary.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.http.exchange.RequestLimits;
import dev.granary.http.fixture.World;
import dev.granary.http.registration.RateLimits;
import dev.granary.scope.Resource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits count from the next request on, without a restart. */
class LiveLimitsTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CLIENT = "{\"redirect_uris\":[\"https://app.example.com/callback\"]}";

    private final AtomicReference<ServerLimits> limits =
            new AtomicReference<>(new ServerLimits(RequestLimits.DEFAULT, 100, 100, 0, RateLimits.DEFAULT));
    private final World world =
            new World(builder -> builder.audience(new Resource(World.API)).limits(limits::get));

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theLargestBody() {
        String body = "a=" + "b".repeat(2000);
        assertThat(status(FORM, body)).isEqualTo(400);
        requests(new RequestLimits(1024, 16 * 1024, 64, 16_384));
        assertThat(status(FORM, body)).isEqualTo(413);
        requests(RequestLimits.DEFAULT);
        assertThat(status(FORM, body)).isEqualTo(400);
    }

    @Test
    void theLargestHeaderFields() {
        Map<String, String> large = Map.of("X-Padding", "x".repeat(2000));
        assertThat(world.post("/oauth/token", FORM, "", large).statusCode()).isEqualTo(400);
        requests(new RequestLimits(64 * 1024, 2000, 64, 16_384));
        assertThat(world.post("/oauth/token", FORM, "", large).statusCode()).isEqualTo(431);
        assertThat(world.post("/oauth/token", FORM, "", Map.of()).statusCode()).isEqualTo(400);
    }

    @Test
    void theMostParameters() {
        String body = "a=1&".repeat(20) + "grant_type=none";
        requests(new RequestLimits(64 * 1024, 16 * 1024, 16, 16_384));
        assertThat(world.post("/oauth/token", FORM, body, Map.of()).body()).contains("too many parameters");
        requests(RequestLimits.DEFAULT);
        assertThat(world.post("/oauth/token", FORM, body, Map.of()).body()).doesNotContain("too many parameters");
    }

    @Test
    void theLongestParameter() {
        String body = "grant_type=" + "g".repeat(2000);
        requests(new RequestLimits(64 * 1024, 16 * 1024, 64, 1024));
        assertThat(world.post("/oauth/token", FORM, body, Map.of()).body()).contains("too long");
        requests(RequestLimits.DEFAULT);
        assertThat(world.post("/oauth/token", FORM, body, Map.of()).body()).doesNotContain("too long");
    }

    @Test
    void theLoginsOnTheirWay() {
        assertThat(world.browser.get(world.authorize(Map.of())).statusCode()).isEqualTo(302);
        assertThat(world.browser.get(world.authorize(Map.of())).statusCode()).isEqualTo(302);
        limits.set(new ServerLimits(RequestLimits.DEFAULT, 2, 100, 0, RateLimits.DEFAULT));
        assertThat(World.answerOf(world.browser.get(world.authorize(Map.of()))))
                .containsEntry("error", "temporarily_unavailable");
        limits.set(new ServerLimits(RequestLimits.DEFAULT, 3, 100, 0, RateLimits.DEFAULT));
        assertThat(World.answerOf(world.browser.get(world.authorize(Map.of()))).get("error"))
                .isNull();
    }

    @Test
    void theClientsThatRegisterThemselves() {
        assertThat(register()).isEqualTo(201);
        limits.set(new ServerLimits(RequestLimits.DEFAULT, 100, 1, 0, RateLimits.DEFAULT));
        assertThat(register()).isEqualTo(503);
        limits.set(new ServerLimits(RequestLimits.DEFAULT, 100, 2, 0, RateLimits.DEFAULT));
        assertThat(register()).isEqualTo(201);
    }

    @Test
    void theSessionsOfAUser() {
        Map<String, Object> first = World.json(world.token(World.redemption(world.code(Map.of()))));
        limits.set(new ServerLimits(RequestLimits.DEFAULT, 100, 100, 1, RateLimits.DEFAULT));
        assertThat(world.logIn(Map.of())).containsEntry("error", "temporarily_unavailable");
        assertThat(world.token(World.refreshing(first.get("refresh_token"))).statusCode())
                .isEqualTo(200);

        limits.set(new ServerLimits(RequestLimits.DEFAULT, 100, 100, 2, RateLimits.DEFAULT));
        world.code(Map.of());
        assertThat(world.logIn(Map.of())).containsEntry("error", "temporarily_unavailable");

        limits.set(new ServerLimits(RequestLimits.DEFAULT, 100, 100, 0, RateLimits.DEFAULT));
        world.code(Map.of());
    }

    @Test
    void aSessionThatHasEndedMakesRoom() {
        limits.set(new ServerLimits(RequestLimits.DEFAULT, 100, 100, 1, RateLimits.DEFAULT));
        Map<String, Object> first = world.tokens();
        assertThat(world.logIn(Map.of())).containsEntry("error", "temporarily_unavailable");
        Map<String, String> form =
                Map.of("token", String.valueOf(first.get("refresh_token")), "client_id", World.PUBLIC);
        assertThat(world.post("/oauth/revoke", form, Map.of()).statusCode()).isEqualTo(200);

        world.code(Map.of());
    }

    @Test
    void howOftenTheyDo() {
        limits.set(new ServerLimits(RequestLimits.DEFAULT, 100, 100, 0, new RateLimits(1, 1, 1, 1)));
        assertThat(register()).isEqualTo(201);
        assertThat(register()).isEqualTo(429);
    }

    private void requests(RequestLimits wanted) {
        limits.set(new ServerLimits(wanted, 100, 100, 0, RateLimits.DEFAULT));
    }

    private int register() {
        return world.post("/oauth/register", "application/json", CLIENT, Map.of())
                .statusCode();
    }

    private int status(String type, String body) {
        return world.post("/oauth/token", type, body, Map.of()).statusCode();
    }
}
