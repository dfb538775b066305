package dev.granary.domain.upstream;

import dev.granary.upstream.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a host needs to act for a user at an upstream. It holds no refresh token, and never prints its tokens.
 *
 * @param provider the upstream
 * @param accessToken the access token
 * @param idToken the newest ID token, which may have expired
 * @param expiresAt when the access token expires; unset means never
 * @param scopes what the upstream granted, in its spelling
 */
public record UpstreamCredential(
        ProviderName provider,
        String accessToken,
        Optional<String> idToken,
        Optional<Instant> expiresAt,
        List<String> scopes) {

    /** Copies the list. */
    public UpstreamCredential {
        scopes = List.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "UpstreamCredential[" + provider.value() + ", expiresAt=" + expiresAt + "]";
    }
}
