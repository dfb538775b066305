package dev.granary.domain.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.fixture.Race;
import dev.granary.domain.fixture.World;
import dev.granary.quota.Quota;
import dev.granary.quota.QuotaKey;
import dev.granary.record.AlreadyExistsException;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WritesTest {

    private static final QuotaKey KEY = new QuotaKey("things");
    private static final StorageFault FAULT = StorageFault.of("test", "replace", "quotas", "none");

    private final World world = new World();
    private final RecordStore<QuotaKey, Quota> quotas = world.records().quotas();

    @Test
    void theSameWriteIsSentUntilItIsAnswered() {
        Deque<RuntimeException> failures =
                new ArrayDeque<>(List.of(new OutcomeUnknownException(FAULT), new OutcomeUnknownException(FAULT)));
        Writes writes = new Writes();

        assertThat(writes.send(() -> fail(failures))).isEqualTo("answered");
        assertThat(writes.doubtful()).isTrue();
    }

    @Test
    void aFailureAfterAnUnknownOutcomeLeavesItUnknown() {
        Deque<RuntimeException> failures =
                new ArrayDeque<>(List.of(new OutcomeUnknownException(FAULT), new StorageUnavailableException(FAULT)));

        assertThatThrownBy(() -> new Writes().send(() -> fail(failures)))
                .isInstanceOf(OutcomeUnknownException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void aFailureWithoutDoubtIsPassedOn() {
        Deque<RuntimeException> failures = new ArrayDeque<>(List.of(new StorageUnavailableException(FAULT)));
        Writes writes = new Writes();

        assertThatThrownBy(() -> writes.send(() -> fail(failures))).isInstanceOf(StorageUnavailableException.class);
        assertThat(writes.doubtful()).isFalse();
    }

    @Test
    void noChangeIsLostHoweverManyChangeAtOnce() throws Exception {
        Quota none = create(0);

        List<Boolean> written = Race.run(() -> new Writes()
                .change(quotas, none, quota -> counted(quota, quota.count() + 1))
                .orElseThrow()
                .written());

        assertThat(written).containsOnly(true);
        assertThat(quotas.find(KEY)).map(Quota::count).contains(8L);
    }

    @Test
    void whatNeedsNoChangeIsNotWritten() {
        Quota one = create(1);

        Writes.Changed<Quota> changed =
                new Writes().change(quotas, one, quota -> quota).orElseThrow();

        assertThat(changed.written()).isFalse();
        assertThat(changed.after()).isEqualTo(one);
    }

    @Test
    void whatIsGoneIsNotChanged() {
        Quota one = create(1);
        assertThat(new Writes().remove(quotas, one, stored -> true)).isTrue();

        assertThat(new Writes().change(quotas, one, quota -> counted(quota, 2))).isEqualTo(Optional.empty());
        assertThat(new Writes().remove(quotas, one, stored -> true)).isFalse();
    }

    @Test
    void aRemovalIsDecidedOnWhatIsStoredThen() {
        Quota one = create(1);
        new Writes().change(quotas, one, quota -> counted(quota, 2));

        assertThat(new Writes().remove(quotas, one, stored -> stored.count() == 1))
                .isFalse();
        assertThat(new Writes().remove(quotas, one, stored -> stored.count() <= 2))
                .isTrue();
    }

    @Test
    void aTakenKeyIsNotOverwritten() {
        Quota one = create(1);

        assertThatThrownBy(() -> create(2)).isInstanceOf(AlreadyExistsException.class);
        assertThat(quotas.find(KEY)).contains(one);
    }

    @Test
    void idsAreRandomUuids() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String id = world.realm().id();
            assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            ids.add(id);
        }
        assertThat(ids).hasSize(1000);
    }

    private Quota create(long count) {
        return new Writes()
                .create(
                        quotas,
                        Quota.KIND,
                        new Quota(KEY, count, Stamp.first(world.realm().attempt())));
    }

    private Quota counted(Quota quota, long count) {
        return new Quota(KEY, count, quota.stamp().next(world.realm().attempt()));
    }

    private static String fail(Deque<RuntimeException> failures) {
        if (failures.isEmpty()) {
            return "answered";
        }
        throw failures.removeFirst();
    }
}
