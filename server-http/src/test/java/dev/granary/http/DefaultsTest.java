package dev.granary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.housekeeping.HousekeepingPolicy;
import dev.granary.domain.token.Lifetimes;
import dev.granary.grant.GrantPolicy;
import dev.granary.http.document.DocumentPolicy;
import dev.granary.http.fixture.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server does that is told nothing. */
class DefaultsTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private int redeemed(String code) {
        return world.token(World.redemption(code)).statusCode();
    }

    private boolean isActive(Map<String, Object> tokens) {
        return Boolean.TRUE.equals(world.introspect(World.RESOURCE_SERVER, tokens.get("access_token"))
                .get("active"));
    }

    private int refreshed(Map<String, Object> tokens) {
        return world.token(World.refreshing(tokens.get("refresh_token"))).statusCode();
    }

    @Test
    void aCodeLastsTenMinutes() {
        String first = world.code(Map.of());
        String second = world.code(Map.of());
        world.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(redeemed(first)).isEqualTo(200);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(redeemed(second)).isEqualTo(400);
    }

    @Test
    void anAccessTokenLastsAnHour() {
        Map<String, Object> tokens = world.tokens();
        assertThat(tokens).containsEntry("expires_in", 3600L);
        world.clock.advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(isActive(tokens)).isTrue();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(isActive(tokens)).isFalse();
    }

    @Test
    void aRefreshTokenThatNobodyUsesLastsThirtyDays() {
        Map<String, Object> first = world.tokens();
        Map<String, Object> second = world.tokens();
        world.clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(refreshed(first)).isEqualTo(200);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(refreshed(second)).isEqualTo(400);
    }

    @Test
    void theOthersAreThese() {
        assertThat(Lifetimes.DEFAULT.grant()).isEqualTo(Duration.ofDays(180));
        assertThat(GrantPolicy.DEFAULT)
                .isEqualTo(new GrantPolicy(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(30)));
        assertThat(LoginLimits.DEFAULT).isEqualTo(new LoginLimits(Duration.ofMinutes(10), 100_000));
        assertThat(ClientLimits.DEFAULT).isEqualTo(new ClientLimits(10_000, Duration.ofHours(1), Duration.ofDays(30)));
        assertThat(HousekeepingPolicy.DEFAULT)
                .isEqualTo(new HousekeepingPolicy(Duration.ofMinutes(1), 1000, Duration.ofMinutes(3)));
        assertThat(DocumentPolicy.DEFAULT).isEqualTo(new DocumentPolicy(256, Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({"0, PT5M", "-1, PT5M", "1, PT0S", "1, PT-1S"})
    void noDocumentsAtAllAreNotCached(int cached, Duration life) {
        assertThatThrownBy(() -> new DocumentPolicy(cached, life))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client documents");
    }
}
