package dev.granary.http.dcr;

import java.net.URI;
import java.util.Optional;

/**
 * How we register at an upstream, where it is not said otherwise by the upstream itself. Never prints the token and the
 * statement.
 *
 * @param discoveryUrl where the upstream's metadata is, if not at the place that its issuer implies
 * @param endpoint where to register, whatever the metadata says
 * @param redirectUri where browsers come back to, if not to our own callback
 * @param initialAccessToken lets us register (RFC 7591 section 3); it is sent to the registration endpoint only
 * @param softwareId what we are (RFC 7591 section 2)
 * @param softwareStatement who vouches for us (RFC 7591 section 2.3)
 */
public record RegistrationTerms(
        Optional<URI> discoveryUrl,
        Optional<URI> endpoint,
        Optional<URI> redirectUri,
        Optional<String> initialAccessToken,
        Optional<String> softwareId,
        Optional<String> softwareStatement) {

    /** As the upstream says. */
    public static final RegistrationTerms DEFAULT = new RegistrationTerms(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same, registering there, whatever the metadata says. */
    public RegistrationTerms at(URI registrationEndpoint) {
        return new RegistrationTerms(
                discoveryUrl,
                Optional.of(registrationEndpoint),
                redirectUri,
                initialAccessToken,
                softwareId,
                softwareStatement);
    }

    /** The same, with the upstream's metadata there. */
    public RegistrationTerms discoveredAt(URI metadata) {
        return new RegistrationTerms(
                Optional.of(metadata), endpoint, redirectUri, initialAccessToken, softwareId, softwareStatement);
    }

    @Override
    public String toString() {
        return "RegistrationTerms[…]";
    }
}
