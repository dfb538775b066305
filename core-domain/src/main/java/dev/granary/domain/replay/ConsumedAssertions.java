package dev.granary.domain.replay;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import java.time.Instant;
import java.util.Optional;

/** {@link Assertions} over the assertion ids of one realm. */
public final class ConsumedAssertions implements Assertions {

    private final Realm realm;
    private final RecordStore<AssertionKey, AssertionId> assertions;

    /** Works on the records of this realm. */
    public ConsumedAssertions(Realm realm) {
        this.realm = realm;
        this.assertions = realm.records().assertions();
    }

    @Override
    public ConsumeOutcome consume(AssertionKey assertion, Instant expiresAt) {
        Instant end = Times.micros(Times.earlier(expiresAt, Times.FOREVER));
        if (!realm.now().isBefore(end)) {
            return ConsumeOutcome.OVER;
        }
        AssertionId used = new AssertionId(assertion, end, end.plus(realm.skew()), Stamp.first(realm.attempt()));
        ConsumeOutcome outcome = new Writes()
                .send(() -> assertions.insert(used))
                .match(() -> ConsumeOutcome.CONSUMED, stored -> ConsumeOutcome.REPLAYED);
        if (outcome == ConsumeOutcome.REPLAYED) {
            realm.tell(AuditType.ASSERTION_REPLAYED, Optional.empty(), 1, assertion.purpose());
        }
        return outcome;
    }
}
