package dev.granary.tck.specimen;

import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import dev.granary.key.StoredKey;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import java.time.Instant;
import java.util.Optional;

/** Makes keys: the full ones sign, the minimal ones authenticate. They have no field that may be unset. */
final class StoredKeys implements Maker<KeyId, StoredKey> {

    @Override
    public RecordKind<KeyId, StoredKey> kind() {
        return StoredKey.KIND;
    }

    @Override
    public KeyId key(Dice dice) {
        return new KeyId(dice.text());
    }

    @Override
    public StoredKey full(KeyId key, Optional<StoredKey> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new StoredKey(key, KeyUse.SIGNATURE, dice.sealed(), dice.time(), retainUntil, stamp);
    }

    @Override
    public StoredKey minimal(Dice dice, Instant retainUntil) {
        return new StoredKey(
                key(dice), KeyUse.MAC, dice.sealed(), dice.time(), retainUntil, Stamp.first(dice.revision()));
    }
}
