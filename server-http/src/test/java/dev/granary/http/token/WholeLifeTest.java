package dev.granary.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.http.fixture.World;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A grant's whole life over HTTP. */
class WholeLifeTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aLoginYieldsTokensThatRefreshAndCanBeRevoked() {
        Map<String, Object> first = world.tokens();
        assertThat(first).containsKeys("access_token", "refresh_token", "expires_in", "scope");
        assertThat(first.get("token_type")).isEqualTo("Bearer");

        assertThat(world.introspect(World.RESOURCE_SERVER, first.get("access_token")))
                .containsEntry("active", true)
                .containsEntry("client_id", World.PUBLIC)
                .containsEntry("scope", "offline_access openid");

        Map<String, Object> second = World.json(world.token(World.refreshing(first.get("refresh_token"))));
        assertThat(second.get("refresh_token")).isNotNull().isNotEqualTo(first.get("refresh_token"));

        HttpResponse<String> revoked = world.post(
                "/oauth/revoke",
                Map.of("client_id", World.PUBLIC, "token", String.valueOf(second.get("refresh_token"))),
                Map.of());
        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(world.introspect(World.RESOURCE_SERVER, second.get("access_token")))
                .isEqualTo(Map.of("active", false));
        assertThat(world.token(World.refreshing(second.get("refresh_token"))).statusCode())
                .isEqualTo(400);
    }
}
