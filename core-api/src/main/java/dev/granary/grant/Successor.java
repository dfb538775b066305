package dev.granary.grant;

import dev.granary.record.Times;
import java.time.Instant;
import java.util.Optional;

/**
 * What one call installs in place of the credential it spends. A call makes it once and keeps it through every reload.
 *
 * @param credential the next credential
 * @param sealed its secret, sealed for a retry
 */
public record Successor(Credential credential, Optional<SealedSecret> sealed) {

    /** A refresh token. */
    public static Successor refreshToken(TokenHash hash, Instant expiresAt, SealedSecret sealed) {
        return new Successor(new Credential(hash, expiresAt), Optional.of(sealed));
    }

    /**
     * None: the chain ends here. What is installed is expired at birth, and nobody holds it; its hash shows later whose
     * write it was.
     *
     * @param mark the hash of a value that this call made and that never leaves it
     */
    public static Successor none(TokenHash mark, Instant now) {
        return new Successor(new Credential(mark, Times.micros(now)), Optional.empty());
    }

    /**
     * The same refresh token again, for clients that prove themselves otherwise (FAPI 2.0): it may last longer, earlier
     * access tokens stay live, and there is nothing to retry.
     */
    public static Successor same(TokenHash held, Instant expiresAt) {
        return new Successor(new Credential(held, expiresAt), Optional.empty());
    }
}
