package dev.granary.domain.key;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import java.util.Optional;

/**
 * The keys that sign tokens (RFC 7517), the same on all nodes. Safe for threads; reads are from memory.
 */
public interface SigningKeys {

    /** The key that signs now, private part included. */
    JWK current();

    /** The public parts of all keys whose tokens may still be live or soon will be, the current one first. */
    List<JWK> published();

    /** Returns the public part of a key by its {@code kid}; another node may have published it since. */
    Optional<JWK> find(String kid);
}
