package dev.granary.domain.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.Base64URL;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.Seal;
import dev.granary.key.KeyUse;
import dev.granary.token.MacSecret;
import dev.granary.token.MacSecrets;

/** The secrets that authenticate our own credentials, in a storage, sealed and shared by all nodes. */
public final class SealedMacSecrets {

    private final Realm realm;
    private final SealedKeys stored;

    /** Keeps them in this realm. */
    public SealedMacSecrets(Realm realm, Seal seal) {
        this.realm = realm;
        this.stored = new SealedKeys(realm, seal, KeyUse.MAC);
    }

    /**
     * Loads the secrets, and makes the first one if there is none.
     *
     * @throws dev.granary.domain.seal.SealBrokenException if one does not open
     */
    public MacSecrets load() {
        SealedKeys.Loaded keys = stored.load(this::make);
        return new MacSecrets(
                secret(keys.current()),
                keys.others().stream().map(SealedMacSecrets::secret).toList());
    }

    private JWK make() {
        return new OctetSequenceKey.Builder(bytes(32))
                .keyID(Base64URL.encode(bytes(6)).toString())
                .build();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        realm.random().nextBytes(bytes);
        return bytes;
    }

    private static MacSecret secret(JWK key) {
        return new MacSecret(key.getKeyID(), key.toOctetSequenceKey().toByteArray(), MacSecret.State.TRUSTED);
    }
}
