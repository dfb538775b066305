package dev.granary.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.grant.Grant;
import dev.granary.lease.Lease;
import dev.granary.lease.LeaseName;
import dev.granary.record.Absent;
import dev.granary.record.Cursor;
import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordStore;
import dev.granary.record.Revision;
import dev.granary.record.Selection;
import dev.granary.record.Stamp;
import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.Storage;
import dev.granary.tck.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What no rule of the kit can see: what a map keeps of records that are gone. */
class MemoryStorageTest {

    /** One page looks at so many records that it does not show, and one more for each that it may. */
    private static final int LOOKED_AT = 10_000;

    private static final Duration LIFE = Duration.ofMinutes(1);

    private final SplittableRandom random = new SplittableRandom(5);
    private final SetClock clock = new SetClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Storage storage =
            MemoryStorage.builder(clock).cap("leases", LOOKED_AT + 2).open();
    private final RecordStore<LeaseName, Lease> leases =
            storage.in(Namespace.DEFAULT).leases();

    @Test
    void whatWasRemovedIsLookedAtNoMore() {
        for (int i = 0; i < LOOKED_AT + 2; i++) {
            Lease lease = inserted(i);
            leases.remove(lease.name(), lease.revision());
        }
        assertThat(page().next()).isEmpty();
    }

    @Test
    void aPageLooksAtABoundedNumberOfRecordsThatAreOver() {
        for (int i = 0; i < LOOKED_AT + 2; i++) {
            inserted(i);
        }
        clock.set(clock.in(LIFE));
        assertThat(page().records()).isEmpty();
        assertThat(page().next()).isPresent();
    }

    @Test
    void whoWritesWhatIsOverLeavesItToThePurge() {
        Lease replaced = inserted(1);
        Lease removed = inserted(2);
        clock.set(clock.in(LIFE));
        Lease next = lease(1, replaced.stamp().next(Revision.random(random)));
        assertThat(leases.replace(next, replaced.revision())).isEqualTo(new Absent<>());
        assertThat(leases.remove(removed.name(), removed.revision())).isEqualTo(new Absent<>());
        assertThat(leases.purge(clock.instant(), 10)).isEqualTo(new Purged(2, true));
    }

    @Test
    void anIndexThatTheKindDoesNotHaveIsRefused() {
        Index<Grant> unknown = new Index<>("colour", grant -> Optional.of(IndexValue.of("red")));
        Selection<Grant> red = Selection.by(unknown, IndexValue.of("red"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.in(Namespace.DEFAULT).grants().page(red, Cursor.START, 1))
                .withMessageContaining("colour");
    }

    @Test
    void aClosedStorageRefusesWhatWouldDoNothing() {
        storage.close();
        assertThatThrownBy(() -> leases.replaceAll(List.of())).isInstanceOf(StorageUnavailableException.class);
    }

    private Page<Lease> page() {
        return leases.page(Selection.all(), Cursor.START, 1);
    }

    private Lease inserted(int number) {
        Lease lease = lease(number, Stamp.first(Revision.random(random)));
        leases.insert(lease);
        return lease;
    }

    private Lease lease(int number, Stamp stamp) {
        Instant end = clock.instant().plus(LIFE);
        return new Lease(new LeaseName("job-" + number), "node", end, end, stamp);
    }
}
