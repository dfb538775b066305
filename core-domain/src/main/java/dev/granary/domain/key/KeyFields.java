package dev.granary.domain.key;

import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.Position;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealedFields;
import dev.granary.key.KeyId;
import dev.granary.key.StoredKey;
import dev.granary.record.RecordKind;
import dev.granary.record.Revision;
import dev.granary.seal.Sealed;
import java.util.Optional;

/** Signing keys and MAC secrets. */
public final class KeyFields implements SealedFields<KeyId, StoredKey> {

    private final Realm realm;
    private final Seal seal;

    /** Seals as {@link SealedSigningKeys} and {@link SealedMacSecrets} do. */
    public KeyFields(Realm realm, Seal seal) {
        this.realm = realm;
        this.seal = seal;
    }

    @Override
    public RecordKind<KeyId, StoredKey> kind() {
        return StoredKey.KIND;
    }

    @Override
    public Optional<StoredKey> renewed(StoredKey record, Revision attempt) {
        Position place = SealedKeys.place(realm, record.id());
        Sealed body = seal.renewed(record.body(), place);
        return body.equals(record.body())
                ? Optional.empty()
                : Optional.of(new StoredKey(
                        record.id(),
                        record.use(),
                        body,
                        record.createdAt(),
                        record.retainUntil(),
                        record.stamp().next(attempt)));
    }
}
