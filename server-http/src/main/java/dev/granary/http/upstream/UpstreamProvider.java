package dev.granary.http.upstream;

import dev.granary.http.dcr.RegistrationTerms;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A provider that users log in at. None prints its secret. */
public sealed interface UpstreamProvider permits OpenIdProvider, OAuth2Provider {

    /** What it is called here; users and their tokens are kept under it, so it should never change. */
    ProviderName name();

    /** Who we are there; unset means that we register ourselves (RFC 7591). */
    Optional<UpstreamAccount> account();

    /** How we register there, without an account. */
    RegistrationTerms registration();

    /** What is asked of it with every login. */
    UpstreamRequest request();

    /** Where it is, as far as we are told; what it says of itself may lead elsewhere. */
    URI place();

    /** Whether it may be in a private network; otherwise its addresses there are not connected to. */
    boolean privateAddresses();

    /** Whether a login goes on without it if it fails. The first provider of a server never is. */
    boolean optional();

    /** An OpenID Connect provider at which we register ourselves (RFC 7591). */
    static OpenIdProvider registering(ProviderName name, URI issuer) {
        return new OpenIdProvider(name, issuer, Optional.empty());
    }

    /** An OpenID Connect provider that knows us. */
    static OpenIdProvider of(ProviderName name, URI issuer, String clientId, String clientSecret) {
        return new OpenIdProvider(name, issuer, Optional.of(UpstreamAccount.of(clientId, clientSecret)));
    }

    /** A plain OAuth 2.0 provider, which does not say who logged in until it is told where to find that. */
    static OAuth2Provider oauth2(
            ProviderName name, URI authorizationEndpoint, URI tokenEndpoint, UpstreamAccount account) {
        return new OAuth2Provider(
                name,
                new OAuth2Provider.Endpoints(authorizationEndpoint, tokenEndpoint),
                Optional.of(account),
                RegistrationTerms.DEFAULT,
                UpstreamRequest.of(List.of()),
                Optional.empty(),
                new IdentitySource.Synthetic(),
                false,
                false);
    }

    /** A plain OAuth 2.0 provider at which we register ourselves (RFC 7591): where, the terms say. */
    static OAuth2Provider oauth2(
            ProviderName name, URI authorizationEndpoint, URI tokenEndpoint, RegistrationTerms terms) {
        return new OAuth2Provider(
                name,
                new OAuth2Provider.Endpoints(authorizationEndpoint, tokenEndpoint),
                Optional.empty(),
                terms,
                UpstreamRequest.of(List.of()),
                Optional.empty(),
                new IdentitySource.Synthetic(),
                false,
                false);
    }
}
