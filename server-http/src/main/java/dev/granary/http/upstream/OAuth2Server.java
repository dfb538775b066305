package dev.granary.http.upstream;

import dev.granary.http.dcr.RegistrationServer;
import dev.granary.http.uri.SecureUris;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plain OAuth 2.0 server as we meet it: what it says of itself (RFC 8414) is asked for only if we register there and
 * were not told where. The endpoints that are configured win.
 *
 * @param registration what matters to who registers there
 * @param scopes what to ask for: what is configured, or what it says that it knows
 */
record OAuth2Server(RegistrationServer registration, List<String> scopes) {

    private static final Pattern WELL_KNOWN =
            Pattern.compile("(.*)/\\.well-known/(?:oauth-authorization-server|openid-configuration)(/.*)?");

    /** The server that is configured. @throws UpstreamException if its metadata is needed and not acceptable */
    static OAuth2Server of(OAuth2Provider provider, UpstreamHttp http) {
        return provider.registration()
                .discoveryUrl()
                .filter(url -> provider.account().isEmpty())
                .filter(url -> provider.registration().endpoint().isEmpty())
                .map(url -> said(provider, url, http.get(provider.name(), url)))
                .orElseGet(() -> silent(provider));
    }

    private static OAuth2Server silent(OAuth2Provider provider) {
        OAuth2Provider.Endpoints at = provider.endpoints();
        RegistrationServer server = new RegistrationServer(
                at.token(),
                at.authorization(),
                at.token(),
                provider.registration().endpoint(),
                List.of(),
                List.of());
        return new OAuth2Server(server, provider.request().scopes());
    }

    private static OAuth2Server said(OAuth2Provider provider, URI url, Map<String, Object> document) {
        URI issuer = Optional.ofNullable(document.get("issuer"))
                .filter(String.class::isInstance)
                .flatMap(text -> SecureUris.parse((String) text))
                .filter(found -> isImplied(found.toString(), url.toString()))
                .orElseThrow(() -> UpstreamException.refused(provider.name(), "its metadata names another issuer"));
        RegistrationServer server = new RegistrationServer(
                issuer,
                provider.endpoints().authorization(),
                provider.endpoints().token(),
                UpstreamMetadata.endpoint(provider.name(), document, "registration_endpoint"),
                UpstreamMetadata.texts(document, "token_endpoint_auth_methods_supported"),
                UpstreamMetadata.texts(document, "code_challenge_methods_supported"));
        List<String> wanted = provider.request().scopes();
        return new OAuth2Server(
                server, wanted.isEmpty() ? UpstreamMetadata.texts(document, "scopes_supported") : wanted);
    }

    /** The metadata's place says whose it must be (RFC 8414 sections 3.1 and 3.3); any other says its host at least. */
    static boolean isImplied(String issuer, String url) {
        Matcher place = WELL_KNOWN.matcher(url);
        if (!place.matches()) {
            return SecureUris.isSameOrigin(URI.create(issuer), URI.create(url));
        }
        String implied = place.group(1) + Optional.ofNullable(place.group(2)).orElse("");
        return withoutSlash(issuer).equals(withoutSlash(implied));
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
