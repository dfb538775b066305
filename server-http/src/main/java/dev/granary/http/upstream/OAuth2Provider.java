package dev.granary.http.upstream;

import dev.granary.http.dcr.RegistrationTerms;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A plain OAuth 2.0 provider (RFC 6749). All about it is said here; its metadata (RFC 8414), if it has any, matters only
 * for registering ourselves.
 *
 * @param name what it is called here
 * @param endpoints where it is
 * @param account who we are there; unset means that we register ourselves (RFC 7591)
 * @param registration how we register there, without an account: then it has either a registration endpoint or a
 *     discovery URL
 * @param request what is asked of it
 * @param mapping where its token answers have what others have at the top
 * @param identity how users are told apart
 * @param optional whether a login goes on without it if it fails
 * @param privateAddresses whether it may be in a private network; otherwise its addresses there are not connected to
 */
public record OAuth2Provider(
        ProviderName name,
        Endpoints endpoints,
        Optional<UpstreamAccount> account,
        RegistrationTerms registration,
        UpstreamRequest request,
        Optional<TokenMapping> mapping,
        IdentitySource identity,
        boolean optional,
        boolean privateAddresses)
        implements UpstreamProvider {

    /**
     * Where it is: https, or http on loopback.
     *
     * @param authorization where browsers are sent
     * @param token where codes are redeemed
     */
    public record Endpoints(URI authorization, URI token) {}

    /** The same, asked for these scopes. */
    public OAuth2Provider askedFor(List<String> scopes) {
        return askedFor(request.askedFor(scopes));
    }

    /** The same, asked for this. */
    public OAuth2Provider askedFor(UpstreamRequest wanted) {
        return new OAuth2Provider(
                name, endpoints, account, registration, wanted, mapping, identity, optional, privateAddresses);
    }

    /** The same, with token answers of this form. */
    public OAuth2Provider answering(TokenMapping form) {
        return new OAuth2Provider(
                name,
                endpoints,
                account,
                registration,
                request,
                Optional.of(form),
                identity,
                optional,
                privateAddresses);
    }

    /** The same, with users told apart this way. */
    public OAuth2Provider identifiedBy(IdentitySource source) {
        return new OAuth2Provider(
                name, endpoints, account, registration, request, mapping, source, optional, privateAddresses);
    }

    /** The same, with users asked for there. */
    public OAuth2Provider identifiedBy(UserInfo place) {
        return identifiedBy(new IdentitySource.AtUserInfo(place));
    }

    /** The same, with logins going on without it if it fails. */
    public OAuth2Provider asOptional() {
        return new OAuth2Provider(
                name, endpoints, account, registration, request, mapping, identity, true, privateAddresses);
    }

    /** The same, which may be in a private network. */
    public OAuth2Provider inPrivateNetwork() {
        return new OAuth2Provider(name, endpoints, account, registration, request, mapping, identity, optional, true);
    }

    @Override
    public URI place() {
        return endpoints.token();
    }
}
