package dev.granary.http.upstream;

import dev.granary.http.dcr.RegistrationServer;
import dev.granary.http.uri.SecureUris;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an upstream says of itself (OpenID Connect Discovery section 3), found to be acceptable.
 *
 * @param authorizationEndpoint where browsers are sent
 * @param tokenEndpoint where codes are redeemed
 * @param jwksUri where its keys are
 * @param registrationEndpoint where we can register, if we can
 * @param authMethods how clients may authenticate; empty means that it does not say
 * @param challengeMethods which PKCE methods it knows
 * @param scopes which scopes it knows; empty means that it does not say
 * @param namesIssuer whether every authorization response carries {@code iss} (RFC 9207)
 */
record UpstreamMetadata(
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI jwksUri,
        Optional<URI> registrationEndpoint,
        List<String> authMethods,
        List<String> challengeMethods,
        List<String> scopes,
        boolean namesIssuer) {

    /**
     * Reads a discovery document.
     *
     * @throws UpstreamException if it is another issuer's, or lacks an endpoint, or names one that is not https
     */
    static UpstreamMetadata read(OpenIdProvider provider, Map<String, Object> document) {
        if (!provider.issuer().toString().equals(document.get("issuer"))) {
            throw UpstreamException.refused(provider.name(), "its discovery document names another issuer");
        }
        return new UpstreamMetadata(
                require(provider.name(), document, "authorization_endpoint"),
                require(provider.name(), document, "token_endpoint"),
                require(provider.name(), document, "jwks_uri"),
                endpoint(provider.name(), document, "registration_endpoint"),
                texts(document, "token_endpoint_auth_methods_supported"),
                texts(document, "code_challenge_methods_supported"),
                texts(document, "scopes_supported"),
                Boolean.TRUE.equals(document.get("authorization_response_iss_parameter_supported")));
    }

    /** What of it matters to who registers there. */
    RegistrationServer server(OpenIdProvider provider) {
        return new RegistrationServer(
                provider.issuer(),
                authorizationEndpoint,
                tokenEndpoint,
                registrationEndpoint,
                authMethods,
                challengeMethods);
    }

    private static URI require(ProviderName name, Map<String, Object> document, String member) {
        return endpoint(name, document, member)
                .orElseThrow(() -> UpstreamException.refused(name, "its discovery document has no " + member));
    }

    static Optional<URI> endpoint(ProviderName name, Map<String, Object> document, String member) {
        if (!(document.get(member) instanceof String text)) {
            return Optional.empty();
        }
        Optional<URI> uri = SecureUris.parse(text).filter(SecureUris::isSecure);
        if (uri.isEmpty()) {
            throw UpstreamException.refused(name, "its " + member + " is neither https nor http on loopback");
        }
        return uri;
    }

    static List<String> texts(Map<String, Object> document, String member) {
        return document.get(member) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
