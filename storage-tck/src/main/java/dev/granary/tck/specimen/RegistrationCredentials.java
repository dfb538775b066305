package dev.granary.tck.specimen;

import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import java.time.Instant;
import java.util.Optional;

/** Makes registration credentials. */
final class RegistrationCredentials implements Maker<DcrCredentialKey, DcrCredential> {

    @Override
    public RecordKind<DcrCredentialKey, DcrCredential> kind() {
        return DcrCredential.KIND;
    }

    @Override
    public DcrCredentialKey key(Dice dice) {
        return new DcrCredentialKey(dice.provider(), dice.id());
    }

    @Override
    public DcrCredential full(
            DcrCredentialKey key, Optional<DcrCredential> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new DcrCredential(
                registration(key, dice),
                key.clientId(),
                Optional.of(dice.sealed()),
                Optional.of(dice.text()),
                Optional.of(dice.sealed()),
                Optional.of(dice.id()),
                dice.id(),
                dice.id(),
                dice.time(),
                Optional.of(dice.time()),
                Optional.of(dice.time()),
                retainUntil,
                stamp);
    }

    @Override
    public DcrCredential minimal(Dice dice, Instant retainUntil) {
        DcrCredentialKey key = key(dice);
        return new DcrCredential(
                registration(key, dice),
                key.clientId(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                dice.uri(),
                dice.uri(),
                dice.time(),
                Optional.empty(),
                Optional.empty(),
                retainUntil,
                Stamp.first(dice.revision()));
    }

    private static RegistrationKey registration(DcrCredentialKey key, Dice dice) {
        RegistrationKey thrown = RegistrationRecords.registration(dice);
        return new RegistrationKey(thrown.issuer(), key.upstream(), thrown.redirectUri(), thrown.scopes());
    }
}
