package dev.granary.domain.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.Base64URL;
import dev.granary.domain.key.SealedKeys.Held;
import dev.granary.domain.key.SealedKeys.Loaded;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.Seal;
import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import dev.granary.token.MacSecret;
import dev.granary.token.MacSecrets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The secrets that authenticate our own credentials, in a storage, sealed and shared by all nodes. The first one is made
 * when there is none. {@link #get()} reads memory alone.
 */
public final class SealedMacSecrets implements RotatingKeys, Supplier<MacSecrets> {

    private final Rotation rotation;
    private volatile MacSecrets secrets;

    /**
     * Loads the secrets.
     *
     * @throws dev.granary.domain.seal.SealBrokenException if one does not open
     */
    public SealedMacSecrets(Realm realm, Seal seal, RotationPolicy policy) {
        this.rotation = new Rotation(
                realm, new SealedKeys(realm, seal, KeyUse.MAC), KeyUse.MAC, policy, () -> make(realm.random()));
        this.secrets = secrets(rotation.load());
    }

    /** The secrets as this node knows them. */
    @Override
    public MacSecrets get() {
        return secrets;
    }

    @Override
    public KeyUse use() {
        return KeyUse.MAC;
    }

    @Override
    public void refresh() {
        secrets = secrets(rotation.load());
    }

    @Override
    public Optional<RotationStep> rotate() {
        Optional<RotationStep> step = rotation.step();
        step.ifPresent(done -> refresh());
        return step;
    }

    @Override
    public List<KeyState> states() {
        return rotation.states();
    }

    @Override
    public KeyId begin() {
        Held next = rotation.begin();
        refresh();
        return next.stored().id();
    }

    @Override
    public CompromiseOutcome compromised(KeyId key) {
        CompromiseOutcome outcome = rotation.compromised(key);
        refresh();
        return outcome;
    }

    private static MacSecrets secrets(Loaded keys) {
        return new MacSecrets(
                secret(keys.current()),
                keys.others().stream().map(SealedMacSecrets::secret).toList());
    }

    private static MacSecret secret(Held key) {
        return new MacSecret(
                key.kid(),
                key.jwk().toOctetSequenceKey().toByteArray(),
                key.leaked() ? MacSecret.State.LEAKED : MacSecret.State.TRUSTED);
    }

    private static JWK make(RandomGenerator random) {
        return new OctetSequenceKey.Builder(bytes(random, 32))
                .keyID(Base64URL.encode(bytes(random, 6)).toString())
                .build();
    }

    private static byte[] bytes(RandomGenerator random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
