package dev.granary.http.upstream;

import dev.granary.http.dcr.RegistrationTerms;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An OpenID Connect provider that users log in at. Never prints its secret.
 *
 * @param name what it is called here; users and their tokens are kept under it, so it should never change
 * @param issuer its issuer, exactly as its discovery document says it
 * @param clientId who we are there; unset means that we register ourselves (RFC 7591)
 * @param clientSecret our secret there; only with a client id
 * @param scopes what we ask for there; {@code openid} is always among it
 * @param registration how we register there, without a client id
 * @param privateAddresses whether it may be in a private network; otherwise its addresses there are not connected to
 */
public record UpstreamProvider(
        ProviderName name,
        URI issuer,
        Optional<String> clientId,
        Optional<String> clientSecret,
        List<String> scopes,
        RegistrationTerms registration,
        boolean privateAddresses) {

    /** What is asked for unless it is said otherwise. */
    public static final List<String> DEFAULT_SCOPES = List.of("openid", "profile", "email", "offline_access");

    /** Copies the list. */
    public UpstreamProvider {
        scopes = List.copyOf(scopes);
    }

    /** A provider that is not in a private network. */
    public UpstreamProvider(
            ProviderName name,
            URI issuer,
            Optional<String> clientId,
            Optional<String> clientSecret,
            List<String> scopes) {
        this(name, issuer, clientId, clientSecret, scopes, RegistrationTerms.DEFAULT, false);
    }

    /** A provider at which we register ourselves. */
    public static UpstreamProvider registering(ProviderName name, URI issuer) {
        return new UpstreamProvider(name, issuer, Optional.empty(), Optional.empty(), DEFAULT_SCOPES);
    }

    /** A provider that knows us. */
    public static UpstreamProvider of(ProviderName name, URI issuer, String clientId, String clientSecret) {
        return new UpstreamProvider(name, issuer, Optional.of(clientId), Optional.of(clientSecret), DEFAULT_SCOPES);
    }

    /** The same, asked for these scopes. */
    public UpstreamProvider askedFor(List<String> wanted) {
        return new UpstreamProvider(name, issuer, clientId, clientSecret, wanted, registration, privateAddresses);
    }

    /** The same, registered at on these terms. */
    public UpstreamProvider on(RegistrationTerms terms) {
        return new UpstreamProvider(name, issuer, clientId, clientSecret, scopes, terms, privateAddresses);
    }

    /** The same, which may be in a private network. */
    public UpstreamProvider inPrivateNetwork() {
        return new UpstreamProvider(name, issuer, clientId, clientSecret, scopes, registration, true);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "UpstreamProvider[" + name.value() + ", " + issuer + ", " + clientId.orElse("registers itself") + "]";
    }
}
