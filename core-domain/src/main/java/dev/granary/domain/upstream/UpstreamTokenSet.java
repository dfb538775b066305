package dev.granary.domain.upstream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an upstream's token endpoint gave (RFC 6749 section 5.1), in the clear. Never prints its tokens.
 *
 * @param accessToken the access token
 * @param refreshToken the refresh token
 * @param idToken the ID token
 * @param expiresAt when the access token expires; unset means never
 * @param sessionExpiresAt when the upstream's session ends; unset means never
 * @param scopes what the upstream granted, in its spelling
 */
public record UpstreamTokenSet(
        Optional<String> accessToken,
        Optional<String> refreshToken,
        Optional<String> idToken,
        Optional<Instant> expiresAt,
        Optional<Instant> sessionExpiresAt,
        List<String> scopes) {

    /** Copies the list. */
    public UpstreamTokenSet {
        scopes = List.copyOf(scopes);
    }

    /** The same for a session that ends by then, unless the upstream's is known to end. */
    public UpstreamTokenSet inSessionUntil(Instant end) {
        return new UpstreamTokenSet(
                accessToken, refreshToken, idToken, expiresAt, Optional.of(sessionExpiresAt.orElse(end)), scopes);
    }

    @Override
    public String toString() {
        return "UpstreamTokenSet[expiresAt=" + expiresAt + ", sessionExpiresAt=" + sessionExpiresAt + "]";
    }
}
