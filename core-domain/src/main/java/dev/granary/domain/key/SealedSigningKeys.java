package dev.granary.domain.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.Seal;
import dev.granary.key.KeyUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@link SigningKeys} in a storage, sealed and shared by all nodes. The first one is made when there is none: P-256, for
 * ES256, named by its thumbprint (RFC 7638).
 */
public final class SealedSigningKeys implements SigningKeys {

    /** A token with a made-up {@code kid} costs a read at most this often. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Realm realm;
    private final SealedKeys stored;
    private volatile Snapshot snapshot;

    /**
     * Loads the keys.
     *
     * @throws dev.granary.domain.seal.SealBrokenException if one does not open
     */
    public SealedSigningKeys(Realm realm, Seal seal) {
        this.realm = realm;
        this.stored = new SealedKeys(realm, seal, KeyUse.SIGNATURE);
        this.snapshot = load();
    }

    @Override
    public JWK current() {
        return snapshot.keys().current();
    }

    @Override
    public List<JWK> published() {
        SealedKeys.Loaded keys = snapshot.keys();
        return Stream.concat(Stream.of(keys.current()), keys.others().stream())
                .map(JWK::toPublicJWK)
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

    /** Loads the keys again, so that what another node published is known here. */
    public void refresh() {
        snapshot = load();
    }

    private Snapshot load() {
        return new Snapshot(stored.load(SealedSigningKeys::make), realm.now());
    }

    private static Optional<JWK> among(List<JWK> keys, String kid) {
        return keys.stream().filter(key -> key.getKeyID().equals(kid)).findFirst();
    }

    private static JWK make() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(com.nimbusds.jose.jwk.KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has the curve P-256", e);
        }
    }

    private record Snapshot(SealedKeys.Loaded keys, Instant at) {}
}
