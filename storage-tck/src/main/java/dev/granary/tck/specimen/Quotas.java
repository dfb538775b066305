package dev.granary.tck.specimen;

import dev.granary.quota.Quota;
import dev.granary.quota.QuotaKey;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import java.time.Instant;
import java.util.Optional;

/** Makes quotas. They never end and have no field that may be unset. */
final class Quotas implements Maker<QuotaKey, Quota> {

    @Override
    public RecordKind<QuotaKey, Quota> kind() {
        return Quota.KIND;
    }

    @Override
    public boolean ends() {
        return false;
    }

    @Override
    public QuotaKey key(Dice dice) {
        return new QuotaKey(dice.id());
    }

    @Override
    public Quota full(QuotaKey key, Optional<Quota> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new Quota(key, dice.random().nextLong(Long.MAX_VALUE), stamp);
    }

    @Override
    public Quota minimal(Dice dice, Instant retainUntil) {
        return new Quota(key(dice), 0, Stamp.first(dice.revision()));
    }
}
