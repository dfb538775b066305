package dev.granary.upstream;

import dev.granary.record.Text;
import dev.granary.record.Times;
import dev.granary.seal.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an upstream's token endpoint gave (RFC 6749 section 5.1); each token sealed, each may be missing.
 *
 * @param accessToken the access token
 * @param refreshToken the refresh token
 * @param idToken the ID token
 * @param expiresAt when the access token expires; unset means never
 * @param sessionExpiresAt when the upstream's session ends; unset means never
 * @param scopes what the upstream granted, in its spelling, up to 512 characters each
 */
public record TokenSet(
        Optional<Sealed> accessToken,
        Optional<Sealed> refreshToken,
        Optional<Sealed> idToken,
        Optional<Instant> expiresAt,
        Optional<Instant> sessionExpiresAt,
        List<String> scopes) {

    /** Cuts the times to microseconds. @throws IllegalArgumentException if a scope is empty, too long or not storable */
    public TokenSet {
        expiresAt = expiresAt.map(Times::micros);
        sessionExpiresAt = sessionExpiresAt.map(Times::micros);
        scopes = Text.requireAll("upstream scope", scopes, 512);
    }

    /** The same with another end of the session, or none. */
    public TokenSet withSessionEnd(Optional<Instant> end) {
        return new TokenSet(accessToken, refreshToken, idToken, expiresAt, end, scopes);
    }

    /** The same with another refresh token, or none. */
    public TokenSet withRefreshToken(Optional<Sealed> other) {
        return new TokenSet(accessToken, other, idToken, expiresAt, sessionExpiresAt, scopes);
    }
}
