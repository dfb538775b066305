package dev.granary.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageUnavailableException;
import dev.granary.scope.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a host is told of requests and of the use cases behind them. */
class ListenersTest {

    private final List<String> operations = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final World world = new World(builder -> builder.audience(new Resource(World.API))
            .operations(operation -> ending -> operations.add(operation.label() + " " + ending.label()))
            .requests(() -> (endpoint, status) -> requests.add(endpoint + " " + status)));

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aLoginIsToldStepByStep() {
        world.code(Map.of());

        assertThat(operations)
                .containsSubsequence(
                        "depart_to_upstream done",
                        "begin_login done",
                        "take_login done",
                        "arrive_from_upstream done",
                        "resolve_user done",
                        "save_upstream_tokens done",
                        "issue_code done");
        assertThat(requests).containsExactly("/oauth/authorize 302", "/oauth/callback 303");
    }

    @Test
    void anUpstreamThatFailsIsToldApart() {
        world.provider.broken = "/token";
        world.logIn(Map.of());

        assertThat(operations).containsAnyOf("arrive_from_upstream later", "arrive_from_upstream refused");
        assertThat(operations).doesNotContain("arrive_from_upstream done");
    }

    @Test
    void everyTokenRequestIsToldWithHowItEnded() {
        Map<String, Object> tokens = world.tokens();
        operations.clear();
        requests.clear();

        world.introspect(World.RESOURCE_SERVER, tokens.get("access_token"));
        world.token(World.refreshing(tokens.get("refresh_token")));
        world.clock.advance(Duration.ofMinutes(1));
        world.token(World.refreshing(tokens.get("refresh_token")));

        assertThat(operations)
                .contains("introspect_token done", "refresh_token done", "refresh_token replayed")
                .contains("authenticate_client done");
        assertThat(requests).containsExactly("/oauth/introspect 200", "/oauth/token 200", "/oauth/token 400");
    }

    @Test
    void aStorageThatFailsIsToldApart() {
        Map<String, String> form = World.redemption(world.code(Map.of()));
        operations.clear();
        world.storage.failAt("grants.replace", StorageUnavailableException::new);
        assertThat(world.token(form).statusCode()).isEqualTo(503);
        world.storage.failAt("grants.replace", OutcomeUnknownException::new);
        assertThat(world.token(form).headers().firstValue("Retry-After")).contains("1");
        world.storage.breakAt("grants.replace");
        assertThat(world.token(form).statusCode()).isEqualTo(500);

        assertThat(operations).contains("redeem_code unavailable", "redeem_code outcome_unknown", "redeem_code failed");
    }

    @Test
    void aPathThatIsNoneIsNoLabel() {
        assertThat(new Browser().get(world.at("/nobody/knows/this")).statusCode())
                .isEqualTo(404);
        assertThat(new Browser().get(world.at("/oauth/register/some-client")).statusCode())
                .isEqualTo(401);

        assertThat(requests).containsExactly("other 404", "/oauth/register/ 401");
    }
}
