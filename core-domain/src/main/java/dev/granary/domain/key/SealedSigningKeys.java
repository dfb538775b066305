package dev.granary.domain.key;

import com.nimbusds.jose.jwk.JWK;
import dev.granary.domain.key.SealedKeys.Held;
import dev.granary.domain.key.SealedKeys.Loaded;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.Seal;
import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link SigningKeys} in a storage, sealed and shared by all nodes. The first one is made when there is none. */
public final class SealedSigningKeys implements SigningKeys, RotatingKeys {

    /** A token with a made-up {@code kid} costs a read at most this often. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Realm realm;
    private final Rotation rotation;
    private volatile Snapshot snapshot;

    /**
     * Loads the keys.
     *
     * @param algorithm what new keys are made for; keys that are there stay as they are until their turn is over
     * @throws dev.granary.domain.seal.SealBrokenException if one does not open
     */
    public SealedSigningKeys(Realm realm, Seal seal, SigningAlgorithm algorithm, RotationPolicy policy) {
        this.realm = realm;
        this.rotation = new Rotation(
                realm, new SealedKeys(realm, seal, KeyUse.SIGNATURE), KeyUse.SIGNATURE, policy, algorithm::makeKey);
        this.snapshot = load();
    }

    @Override
    public JWK current() {
        return snapshot.keys().current().jwk();
    }

    @Override
    public List<JWK> published() {
        Loaded keys = snapshot.keys();
        return Stream.concat(Stream.of(keys.current()), keys.others().stream())
                .filter(key -> realm.now().isBefore(key.stored().retainUntil()))
                .map(key -> key.jwk().toPublicJWK())
                .toList();
    }

    @Override
    public Optional<JWK> find(String kid) {
        Optional<JWK> known = among(published(), kid);
        if (known.isPresent() || realm.now().isBefore(snapshot.at().plus(PAUSE))) {
            return known;
        }
        refresh();
        return among(published(), kid);
    }

    @Override
    public KeyUse use() {
        return KeyUse.SIGNATURE;
    }

    @Override
    public void refresh() {
        snapshot = load();
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

    private Snapshot load() {
        return new Snapshot(rotation.load(), realm.now());
    }

    private static Optional<JWK> among(List<JWK> keys, String kid) {
        return keys.stream().filter(key -> key.getKeyID().equals(kid)).findFirst();
    }

    private record Snapshot(Loaded keys, Instant at) {}
}
