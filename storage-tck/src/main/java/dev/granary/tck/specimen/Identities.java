package dev.granary.tck.specimen;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import java.time.Instant;
import java.util.Optional;

/** Makes identities. They never end. */
final class Identities implements Maker<IdentityKey, Identity> {

    @Override
    public RecordKind<IdentityKey, Identity> kind() {
        return Identity.KIND;
    }

    @Override
    public boolean ends() {
        return false;
    }

    @Override
    public IdentityKey key(Dice dice) {
        return new IdentityKey(dice.name(), dice.id());
    }

    @Override
    public Identity full(IdentityKey key, Optional<Identity> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new Identity(
                key,
                like.map(Identity::user).orElseGet(dice::user),
                dice.time(),
                dice.time(),
                Optional.of(dice.time()),
                stamp);
    }

    @Override
    public Identity minimal(Dice dice, Instant retainUntil) {
        return new Identity(
                key(dice), dice.user(), dice.time(), dice.time(), Optional.empty(), Stamp.first(dice.revision()));
    }
}
