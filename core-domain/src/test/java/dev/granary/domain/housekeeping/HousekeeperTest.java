package dev.granary.domain.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.Client;
import dev.granary.domain.client.ClientHousekeeping;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.fixture.World;
import dev.granary.domain.replay.ConsumedAssertions;
import dev.granary.grant.Grant;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageUnavailableException;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HousekeeperTest {

    private static final HousekeepingPolicy POLICY =
            new HousekeepingPolicy(Duration.ofMinutes(1), 10, Duration.ofMinutes(3));

    private final World world = new World();
    private final Housekeeper keeper = keeper();

    @Test
    void whatIsOverGoesInBoundedStepsAndNothingElse() {
        consume(25, Duration.ofSeconds(60));
        consume(3, Duration.ofDays(1));
        world.clock().advance(Duration.ofSeconds(65));

        HousekeepingReport first = keeper.run();
        assertThat(first.held()).isTrue();
        assertThat(first.purged()).isEqualTo(Map.of("assertions", 10));
        assertThat(first.more()).isTrue();
        assertThat(first.failures()).isEmpty();
        assertThat(first.clients()).isPresent();
        assertThat(keeper.run().more()).isTrue();
        assertThat(keeper.run()).satisfies(last -> {
            assertThat(last.purged()).isEqualTo(Map.of("assertions", 5));
            assertThat(last.more()).isFalse();
        });
        assertThat(world.storage().count(AssertionId.KIND)).isEqualTo(3);
    }

    @Test
    void onlyTheNodeThatHoldsTheLeaseWorks() {
        Housekeeper other = keeper();
        assertThat(keeper.run().held()).isTrue();
        consume(1, Duration.ofSeconds(1));
        world.clock().advance(Duration.ofMinutes(1));

        assertThat(other.run()).isEqualTo(HousekeepingReport.ELSEWHERE);
        assertThat(keeper.run().purged()).hasSize(1);

        world.clock().advance(Duration.ofMinutes(3).plusSeconds(5).minusNanos(1000));
        assertThat(other.run().held()).isFalse();
        world.clock().advance(Duration.ofNanos(1000));
        assertThat(other.run().held()).isTrue();
        assertThat(keeper.run().held()).isFalse();
    }

    @Test
    void aFailedJobShowsAndKeepsNoOtherFromBeingDone() {
        consume(2, Duration.ofSeconds(60));
        world.clock().advance(Duration.ofSeconds(65));
        world.storage().refuseNextPurge(Grant.KIND);
        world.storage().refuseNextPurge(Client.KIND);

        HousekeepingReport report = keeper.run();

        assertThat(report.failures()).hasSize(2).allMatch(StorageUnavailableException.class::isInstance);
        assertThat(report.purged()).isEqualTo(Map.of("assertions", 2));
        assertThat(report.clients()).isPresent();
        assertThat(keeper.run().failures()).isEmpty();
    }

    @Test
    void aLostReplyOfAPurgeIsAskedForAgain() {
        consume(2, Duration.ofSeconds(60));
        world.clock().advance(Duration.ofSeconds(65));
        world.storage().beforeNextPurge(AssertionId.KIND, () -> world.storage().loseReplies(2));

        HousekeepingReport report = keeper.run();

        assertThat(report.failures()).isEmpty();
        assertThat(world.storage().count(AssertionId.KIND)).isZero();
    }

    @Test
    void aLeaseThatCannotBeDecidedIsAnError() {
        world.storage().loseReplies(3);

        assertThatThrownBy(keeper::run).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void aLeaseShorterThanTheIntervalIsRefused() {
        assertThatThrownBy(() -> new HousekeepingPolicy(Duration.ofMinutes(1), 1, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lease");
    }

    private void consume(int count, Duration life) {
        ConsumedAssertions assertions = new ConsumedAssertions(world.realm());
        for (int i = 0; i < count; i++) {
            AssertionKey key = new AssertionKey("test", life.toString(), "id-" + i);
            assertions.consume(key, world.realm().now().plus(life));
        }
    }

    private Housekeeper keeper() {
        return new Housekeeper(
                world.realm(),
                new ClientHousekeeping(world.realm(), ClientLimits.DEFAULT, world.revocations()),
                POLICY);
    }
}
