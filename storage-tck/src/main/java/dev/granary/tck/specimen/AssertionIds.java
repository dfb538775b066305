package dev.granary.tck.specimen;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import java.time.Instant;
import java.util.Optional;

/** Makes assertion ids. They have no field that may be unset. */
final class AssertionIds implements Maker<AssertionKey, AssertionId> {

    @Override
    public RecordKind<AssertionKey, AssertionId> kind() {
        return AssertionId.KIND;
    }

    @Override
    public AssertionKey key(Dice dice) {
        return new AssertionKey(dice.text(), dice.id(), dice.id());
    }

    @Override
    public AssertionId full(AssertionKey key, Optional<AssertionId> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new AssertionId(key, retainUntil.minusSeconds(5), retainUntil, stamp);
    }

    @Override
    public AssertionId minimal(Dice dice, Instant retainUntil) {
        return full(key(dice), Optional.empty(), Stamp.first(dice.revision()), dice, retainUntil);
    }
}
