package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.RecordStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The last acknowledged write of each grant. */
final class Ledger {

    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    void enter(Grant grant) {
        enter(grant.id().value(), grant.stamp().count());
    }

    void enter(String id, long count) {
        counts.put(id, count);
    }

    void awaitSize(int size) {
        while (counts.size() < size) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Asserts that the store has every write that was acknowledged, or at most the one that was sent after it. */
    void assertKeptBy(RecordStore<GrantId, Grant> store) {
        assertThat(counts).isNotEmpty();
        counts.forEach((id, count) -> {
            Grant kept = store.find(new GrantId(id)).orElseThrow(() -> new AssertionError("lost: " + id));
            assertThat(kept.stamp().count()).as(id).isBetween(count, count + 1);
        });
    }
}
