package dev.granary.domain.dcr;

import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealedFields;
import dev.granary.record.RecordKind;
import dev.granary.record.Revision;
import java.util.Optional;

/** The secrets in our registrations at upstreams. */
public final class RegistrationFields implements SealedFields<DcrCredentialKey, DcrCredential> {

    private final RegistrationSeal seal;

    /** Seals as {@link SealedDcrCredentials} does. */
    public RegistrationFields(Realm realm, Seal seal) {
        this.seal = new RegistrationSeal(realm, seal);
    }

    @Override
    public RecordKind<DcrCredentialKey, DcrCredential> kind() {
        return DcrCredential.KIND;
    }

    @Override
    public Optional<DcrCredential> renewed(DcrCredential record, Revision attempt) {
        DcrCredential renewed = seal.renewed(record, attempt);
        boolean same = renewed.secret().equals(record.secret())
                && renewed.registrationAccessToken().equals(record.registrationAccessToken());
        return same ? Optional.empty() : Optional.of(renewed);
    }
}
