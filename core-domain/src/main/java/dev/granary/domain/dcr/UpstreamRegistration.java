package dev.granary.domain.dcr;

import java.time.Instant;
import java.util.Optional;

/**
 * What an upstream gave us when we registered (RFC 7591 section 3.2.1), in the clear. Never prints its secrets.
 *
 * @param clientId the client id
 * @param secret the client secret; unset for a public client
 * @param authMethod how to authenticate at the token endpoint
 * @param registrationAccessToken for managing the registration (RFC 7592)
 * @param registrationClientUri where to manage it (RFC 7592)
 * @param authorizationEndpoint the upstream's authorization endpoint
 * @param tokenEndpoint the upstream's token endpoint
 * @param issuedAt when the upstream says that it gave the client id
 * @param secretExpiresAt when the secret expires; unset means never
 */
public record UpstreamRegistration(
        String clientId,
        Optional<String> secret,
        Optional<String> authMethod,
        Optional<String> registrationAccessToken,
        Optional<String> registrationClientUri,
        String authorizationEndpoint,
        String tokenEndpoint,
        Optional<Instant> issuedAt,
        Optional<Instant> secretExpiresAt) {

    @Override
    public String toString() {
        return "UpstreamRegistration[" + clientId + "]";
    }
}
