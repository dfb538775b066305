package dev.granary.domain.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.fixture.Race;
import dev.granary.domain.fixture.World;
import dev.granary.registration.InitialAccessToken;
import dev.granary.registration.InitialAccessTokenHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredInitialAccessTokensTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final World world = new World();
    private final InitialAccessTokens tokens = new StoredInitialAccessTokens(world.realm());

    @Test
    void aTokenAdmitsAsOftenAsItSays() {
        String token = tokens.issue(DAY, Optional.of(2L));
        assertThat(tokens.spend(token)).isEqualTo(SpendOutcome.ADMITTED);
        assertThat(tokens.spend(token)).isEqualTo(SpendOutcome.ADMITTED);
        assertThat(tokens.spend(token)).isEqualTo(SpendOutcome.REFUSED);
    }

    @Test
    void aTokenWithoutNumberAdmitsUntilItExpires() {
        String token = tokens.issue(DAY, Optional.empty());
        for (int i = 0; i < 5; i++) {
            assertThat(tokens.spend(token)).isEqualTo(SpendOutcome.ADMITTED);
        }
        world.clock().advance(DAY.minusNanos(1000));
        assertThat(tokens.spend(token)).isEqualTo(SpendOutcome.ADMITTED);
        world.clock().advance(Duration.ofNanos(1000));
        assertThat(tokens.spend(token)).isEqualTo(SpendOutcome.REFUSED);
        assertThat(tokens.list()).isEmpty();
    }

    @Test
    void anExpiredTokenAdmitsNobodyThoughItHasUsesLeft() {
        String token = tokens.issue(DAY, Optional.of(1L));
        world.clock().advance(DAY);
        assertThat(tokens.spend(token)).isEqualTo(SpendOutcome.REFUSED);
    }

    @Test
    void ofManyWhoSpendTheLastUseExactlyOneIsAdmitted() throws Exception {
        for (int round = 0; round < 50; round++) {
            String token = tokens.issue(DAY, Optional.of(1L));
            assertThat(Race.run(() -> tokens.spend(token)))
                    .filteredOn(SpendOutcome.ADMITTED::equals)
                    .hasSize(1);
        }
    }

    @Test
    void aRevokedTokenAdmitsNobody() {
        String token = tokens.issue(DAY, Optional.empty());
        List<InitialAccessToken> listed = tokens.list();
        assertThat(listed).hasSize(1);
        assertThat(tokens.revoke(listed.get(0).hash())).isTrue();
        assertThat(tokens.revoke(listed.get(0).hash())).isFalse();
        assertThat(tokens.spend(token)).isEqualTo(SpendOutcome.REFUSED);
    }

    @Test
    void theTokenIsNeitherStoredNorTold() {
        String token = tokens.issue(DAY, Optional.of(1L));
        assertThat(tokens.spend(token)).isEqualTo(SpendOutcome.ADMITTED);
        InitialAccessToken stored = world.realm()
                .records()
                .initialAccessTokens()
                .find(InitialAccessTokenHash.of(token))
                .orElseThrow();
        assertThat(new String(InitialAccessToken.KIND.encode(stored), StandardCharsets.UTF_8))
                .doesNotContain(token);
        assertThat(world.told()).doesNotContain(token);
    }

    @Test
    void aLifeAndANumberOutOfRangeAreRefused() {
        assertThatThrownBy(() -> tokens.issue(Duration.ZERO, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.issue(DAY, Optional.of(0L))).isInstanceOf(IllegalArgumentException.class);
    }
}
