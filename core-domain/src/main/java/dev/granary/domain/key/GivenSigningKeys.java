package dev.granary.domain.key;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Signing keys that a host brings along, the same to all of its nodes. To rotate them, add the next one to the others
 * everywhere, then make it the current one, then drop the former one when its last token is over.
 *
 * @param current signs
 * @param others are published and verify
 */
public record GivenSigningKeys(JWK current, List<JWK> others) implements SigningKeys {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if a key has no id, two share one, it is for no algorithm that is known, or the
     *     current one is not private
     */
    public GivenSigningKeys {
        others = List.copyOf(others);
        if (!current.isPrivate()) {
            throw new IllegalArgumentException("signing key " + current.getKeyID() + ": expected a private key");
        }
        List<JWK> all = Stream.concat(Stream.of(current), others.stream()).toList();
        all.forEach(GivenSigningKeys::require);
        long ids = all.stream().map(JWK::getKeyID).distinct().count();
        if (ids < all.size()) {
            throw new IllegalArgumentException("signing keys: two have the same id; each must be given once");
        }
    }

    @Override
    public List<JWK> published() {
        return Stream.concat(Stream.of(current), others.stream())
                .map(JWK::toPublicJWK)
                .toList();
    }

    @Override
    public Optional<JWK> find(String kid) {
        return published().stream().filter(key -> key.getKeyID().equals(kid)).findFirst();
    }

    /** Only the ids. */
    @Override
    public String toString() {
        return "GivenSigningKeys" + published().stream().map(JWK::getKeyID).toList();
    }

    private static void require(JWK key) {
        if (key.getKeyID() == null || key.getKeyID().isEmpty()) {
            throw new IllegalArgumentException("signing key: expected a key id (kid), such as its thumbprint");
        }
        if (SigningAlgorithm.of(key).isEmpty()) {
            throw new IllegalArgumentException("signing key " + key.getKeyID()
                    + ": expected RSA with 2,048 bits or more, EC on P-256, P-384 or P-521, or Ed25519, and an algorithm"
                    + " that fits");
        }
    }
}
