package dev.granary.domain.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.Client;
import dev.granary.domain.client.ClientHousekeeping;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.fixture.World;
import dev.granary.domain.key.RotationPolicy;
import dev.granary.domain.key.RotationStep;
import dev.granary.domain.key.SealedMacSecrets;
import dev.granary.domain.replay.ConsumedAssertions;
import dev.granary.grant.Grant;
import dev.granary.key.KeyUse;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.token.MacSecrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HousekeeperTest {

    private static final HousekeepingPolicy POLICY =
            new HousekeepingPolicy(Duration.ofMinutes(1), 10, Duration.ofMinutes(3));

    private final World world = new World();
    private final SealedMacSecrets keys = new SealedMacSecrets(
            world.realm(),
            world.seal(),
            new RotationPolicy(Duration.ofDays(10), Duration.ofHours(1), Duration.ofDays(30)));
    private final BitByBit job = new BitByBit();
    private final Housekeeper keeper = keeper();

    @Test
    void whatIsOverGoesInBoundedStepsAndNothingElse() {
        consume(25, Duration.ofSeconds(60));
        consume(3, Duration.ofDays(1));
        world.clock().advance(Duration.ofSeconds(65));

        HousekeepingReport first = keeper.run();
        assertThat(first.held()).isTrue();
        assertThat(first.done().purged()).isEqualTo(Map.of("assertions", 10));
        assertThat(first.more()).isTrue();
        assertThat(first.failures()).isEmpty();
        assertThat(first.done().clients()).isPresent();
        assertThat(keeper.run().more()).isTrue();
        assertThat(keeper.run()).satisfies(last -> {
            assertThat(last.done().purged()).isEqualTo(Map.of("assertions", 5));
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
        assertThat(keeper.run().done().purged()).hasSize(1);

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
        assertThat(report.done().purged()).isEqualTo(Map.of("assertions", 2));
        assertThat(report.done().clients()).isPresent();
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

    @Test
    void aRestIsThreeTimesAsLongAsTheStepAndFiveSecondsAtMost() {
        HousekeepingPolicy policy = HousekeepingPolicy.DEFAULT;
        assertThat(policy.restAfter(Duration.ZERO)).isZero();
        assertThat(policy.restAfter(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(30));
        assertThat(policy.restAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void keysRotateAStepAtATime() {
        assertThat(keeper.run().done().rotated()).isEmpty();
        world.clock().advance(Duration.ofDays(10));
        assertThat(keeper.run()).satisfies(report -> {
            assertThat(report.done().rotated()).isEqualTo(Map.of(KeyUse.MAC, RotationStep.PUBLISHED));
            assertThat(report.more()).isTrue();
        });
        world.clock().advance(Duration.ofHours(1));
        assertThat(keeper.run().done().rotated()).isEqualTo(Map.of(KeyUse.MAC, RotationStep.PROMOTED));
        assertThat(keeper.run().done().rotated()).isEqualTo(Map.of(KeyUse.MAC, RotationStep.RETIRED));
        assertThat(keeper.run().done().rotated()).isEmpty();
    }

    @Test
    void aNodeWithoutTheLeaseStillReadsTheKeys() {
        assertThat(keeper.run().held()).isTrue();
        MacSecrets before = keys.get();
        assertThat(keeper().run().held()).isFalse();
        assertThat(keys.get()).isNotSameAs(before);
    }

    @Test
    void jobsAreDoneBitByBitAndTheirFailuresShow() {
        job.left = 2;
        assertThat(keeper.run()).satisfies(report -> {
            assertThat(report.done().changed()).isEqualTo(Map.of("bit by bit", 1));
            assertThat(report.more()).isTrue();
        });
        job.broken = true;
        assertThat(keeper.run().failures()).hasSize(1);
        job.broken = false;
        assertThat(keeper.run().more()).isFalse();
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
                new Housekeeper.Work(
                        new ClientHousekeeping(world.realm(), ClientLimits.DEFAULT, world.revocations()),
                        List.of(keys),
                        List.of(job)),
                POLICY);
    }

    /** A job that takes as many steps as are left. */
    private static final class BitByBit implements HousekeepingJob {

        private int left;
        private boolean broken;

        @Override
        public String name() {
            return "bit by bit";
        }

        @Override
        public Progress step(int batch) {
            if (broken) {
                throw new StorageUnavailableException(StorageFault.of("test", "step", "marks", "try again"));
            }
            left = Math.max(0, left - 1);
            return left == 0 && batch > 0 ? Progress.NONE : new Progress(1, true);
        }
    }
}
