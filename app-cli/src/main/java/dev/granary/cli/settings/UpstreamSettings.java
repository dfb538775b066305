package dev.granary.cli.settings;

import dev.granary.scope.Scopes;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.Optional;

/**
 * An OpenID provider that authenticates users. Never prints its secret.
 *
 * @param name its logical name
 * @param issuer its issuer; its metadata is found from there
 * @param clientId our client id there; empty to register (RFC 7591)
 * @param clientSecret our secret there; empty for a public client
 * @param scopes what to ask it for
 */
public record UpstreamSettings(
        ProviderName name, URI issuer, Optional<String> clientId, Optional<String> clientSecret, Scopes scopes) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "UpstreamSettings[" + name.value() + ", " + issuer + "]";
    }
}
