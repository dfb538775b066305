package dev.granary.tck.specimen;

import dev.granary.lease.Lease;
import dev.granary.lease.LeaseName;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import java.time.Instant;
import java.util.Optional;

/** Makes leases. They have no field that may be unset. */
final class Leases implements Maker<LeaseName, Lease> {

    @Override
    public RecordKind<LeaseName, Lease> kind() {
        return Lease.KIND;
    }

    @Override
    public LeaseName key(Dice dice) {
        return new LeaseName(dice.text());
    }

    @Override
    public Lease full(LeaseName key, Optional<Lease> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new Lease(key, dice.text(), dice.time(), retainUntil, stamp);
    }

    @Override
    public Lease minimal(Dice dice, Instant retainUntil) {
        return full(key(dice), Optional.empty(), Stamp.first(dice.revision()), dice, retainUntil);
    }
}
