package dev.granary.tck.specimen;

import dev.granary.fence.Fence;
import dev.granary.fence.FenceKey;
import dev.granary.fence.FenceScope;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import java.time.Instant;
import java.util.Optional;

/** Makes fences. They have no field that may be unset. */
final class FenceRecords implements Maker<FenceKey, Fence> {

    @Override
    public RecordKind<FenceKey, Fence> kind() {
        return Fence.KIND;
    }

    @Override
    public FenceKey key(Dice dice) {
        FenceScope[] scopes = FenceScope.values();
        return new FenceKey(scopes[dice.random().nextInt(scopes.length)], dice.id());
    }

    @Override
    public Fence full(FenceKey key, Optional<Fence> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new Fence(key, dice.time(), retainUntil, stamp);
    }

    @Override
    public Fence minimal(Dice dice, Instant retainUntil) {
        return full(key(dice), Optional.empty(), Stamp.first(dice.revision()), dice, retainUntil);
    }
}
