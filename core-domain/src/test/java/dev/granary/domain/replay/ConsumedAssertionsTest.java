package dev.granary.domain.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.Race;
import dev.granary.domain.fixture.World;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsumedAssertionsTest {

    private static final AssertionKey KEY = new AssertionKey("jwt-bearer", "https://issuer.example", "id-1");

    private final World world = new World();
    private final ConsumedAssertions assertions = new ConsumedAssertions(world.realm());
    private final Instant expiresAt = world.realm().now().plusSeconds(60);

    @Test
    void itIsUsedOnce() {
        assertThat(assertions.consume(KEY, expiresAt)).isEqualTo(ConsumeOutcome.CONSUMED);
        assertThat(assertions.consume(KEY, expiresAt)).isEqualTo(ConsumeOutcome.REPLAYED);

        assertThat(world.types()).containsExactly(AuditType.ASSERTION_REPLAYED);
        assertThat(world.told()).doesNotContain("id-1");
    }

    @Test
    void purposeAndIssuerTellAssertionsApart() {
        assertions.consume(KEY, expiresAt);

        assertThat(assertions.consume(new AssertionKey("client", KEY.issuer(), KEY.jti()), expiresAt))
                .isEqualTo(ConsumeOutcome.CONSUMED);
        assertThat(assertions.consume(new AssertionKey(KEY.purpose(), "https://other.example", KEY.jti()), expiresAt))
                .isEqualTo(ConsumeOutcome.CONSUMED);
    }

    @Test
    void oneThatIsOverIsRefusedAndNotRemembered() {
        assertThat(assertions.consume(KEY, world.realm().now())).isEqualTo(ConsumeOutcome.OVER);
        assertThat(world.storage().count(AssertionId.KIND)).isZero();

        assertThat(assertions.consume(KEY, world.realm().now().plusNanos(1000))).isEqualTo(ConsumeOutcome.CONSUMED);
    }

    @Test
    void itIsRememberedUntilItsExpiryPlusSkew() {
        assertions.consume(KEY, expiresAt);
        world.clock().advance(Duration.ofSeconds(65).minusNanos(1000));
        assertThat(world.records().assertions().find(KEY)).isPresent();

        world.clock().advance(Duration.ofNanos(1000));
        assertThat(world.records().assertions().find(KEY)).isEmpty();
    }

    @Test
    void anExpiryBeyondAllTimeIsCut() {
        assertThat(assertions.consume(KEY, Instant.MAX)).isEqualTo(ConsumeOutcome.CONSUMED);
        assertThat(assertions.consume(KEY, Instant.MAX)).isEqualTo(ConsumeOutcome.REPLAYED);
    }

    @Test
    void ofManyAtOnceExactlyOneUsesIt() throws Exception {
        for (int round = 0; round < 200; round++) {
            AssertionKey key = new AssertionKey("jwt-bearer", "https://issuer.example", "race-" + round);
            List<ConsumeOutcome> outcomes = Race.run(() -> assertions.consume(key, expiresAt));
            assertThat(outcomes).filteredOn(ConsumeOutcome.CONSUMED::equals).hasSize(1);
            assertThat(outcomes).filteredOn(ConsumeOutcome.REPLAYED::equals).hasSize(7);
        }
    }

    @Test
    void aLostReplyAccusesNobody() {
        world.storage().loseReplies(2);
        assertThat(assertions.consume(KEY, expiresAt)).isEqualTo(ConsumeOutcome.CONSUMED);
        assertThat(assertions.consume(KEY, expiresAt)).isEqualTo(ConsumeOutcome.REPLAYED);
    }

    @Test
    void anOutcomeThatStaysUnknownIsNeverWavedThrough() {
        world.storage().loseReplies(3);
        assertThatThrownBy(() -> assertions.consume(KEY, expiresAt)).isInstanceOf(OutcomeUnknownException.class);
    }
}
