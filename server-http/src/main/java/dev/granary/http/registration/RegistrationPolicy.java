package dev.granary.http.registration;

import dev.granary.http.uri.SecureUris;
import dev.granary.scope.Scopes;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Who may register which clients.
 *
 * @param tokenRequired whether an initial access token is needed (RFC 7591 section 3)
 * @param confidentialClients whether clients with a secret may register
 * @param confidentialOnLoopback whether they may although the issuer is plain http on loopback, where their secrets go in
 *     the clear
 * @param defaultScopes what who asks for no scopes gets; unset means those of OpenID Connect that the server supports
 * @param baselineScopes what everyone gets besides
 * @param confidentialRedirectUris redirect URIs whose clients get a secret, whatever they ask for
 * @param rate how often strangers may register
 * @param addressHeader the header field that a trusted proxy in front appends the sender's address to, such as {@code
 *     X-Forwarded-For}; unset means that the connection tells it
 */
public record RegistrationPolicy(
        boolean tokenRequired,
        boolean confidentialClients,
        boolean confidentialOnLoopback,
        Optional<Scopes> defaultScopes,
        Scopes baselineScopes,
        Set<String> confidentialRedirectUris,
        RateLimits rate,
        Optional<String> addressHeader) {

    /** Everybody, any client, within the rate. */
    public static final RegistrationPolicy DEFAULT = new RegistrationPolicy(
            false, true, false, Optional.empty(), Scopes.NONE, Set.of(), RateLimits.DEFAULT, Optional.empty());

    /** Copies the set. */
    public RegistrationPolicy {
        confidentialRedirectUris = Set.copyOf(confidentialRedirectUris);
    }

    /** The same, for who has an initial access token only. */
    public RegistrationPolicy requiringToken() {
        return new RegistrationPolicy(
                true,
                confidentialClients,
                confidentialOnLoopback,
                defaultScopes,
                baselineScopes,
                confidentialRedirectUris,
                rate,
                addressHeader);
    }

    /** The same, with clients that have a secret also at an issuer that is plain http on loopback. */
    public RegistrationPolicy confidentialOnLoopbackToo() {
        return new RegistrationPolicy(
                tokenRequired,
                confidentialClients,
                true,
                defaultScopes,
                baselineScopes,
                confidentialRedirectUris,
                rate,
                addressHeader);
    }

    /** Whether a client with a secret may register at this issuer. */
    public boolean admitsConfidential(URI issuer) {
        return confidentialClients && (confidentialOnLoopback || !SecureUris.isLoopbackHttp(issuer));
    }

    /** The same, at this rate. */
    public RegistrationPolicy at(RateLimits wanted) {
        return new RegistrationPolicy(
                tokenRequired,
                confidentialClients,
                confidentialOnLoopback,
                defaultScopes,
                baselineScopes,
                confidentialRedirectUris,
                wanted,
                addressHeader);
    }
}
