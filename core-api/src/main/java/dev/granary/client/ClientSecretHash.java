package dev.granary.client;

import dev.granary.record.Sha256;
import dev.granary.record.Text;

/**
 * The SHA-256 hash of a client secret. It never shows in a log: a secret that a person chose could be guessed from it.
 *
 * @param value 43 characters of base64url
 */
public record ClientSecretHash(String value) {

    /** @throws IllegalArgumentException if it is not 43 characters of base64url */
    public ClientSecretHash {
        Text.requireBase64Url("client secret hash", value, 43);
    }

    /** The hash of this secret. */
    public static ClientSecretHash of(String secret) {
        return new ClientSecretHash(Sha256.base64Url(secret));
    }

    /** Whether this is the hash of {@code secret}; takes the same time either way. */
    public boolean matches(String secret) {
        return Sha256.isEqual(value, Sha256.base64Url(secret));
    }

    @Override
    public String toString() {
        return "ClientSecretHash[…]";
    }
}
