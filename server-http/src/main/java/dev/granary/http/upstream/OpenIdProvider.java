package dev.granary.http.upstream;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.http.dcr.RegistrationTerms;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An OpenID Connect provider. Everything about it that is not said here is discovered.
 *
 * @param name what it is called here
 * @param issuer its issuer, exactly as its discovery document says it
 * @param account who we are there; unset means that we register ourselves (RFC 7591)
 * @param registration how we register there, without an account
 * @param request what is asked of it; {@code openid} is always among the scopes
 * @param subjectClaim the claim of its ID tokens that tells users apart, {@code sub} unless it says otherwise; it should
 *     never change
 * @param userInfo where names and e-mail addresses are found, if not in its ID tokens
 * @param optional whether a login goes on without it if it fails
 * @param privateAddresses whether it may be in a private network; otherwise its addresses there are not connected to
 */
public record OpenIdProvider(
        ProviderName name,
        URI issuer,
        Optional<UpstreamAccount> account,
        RegistrationTerms registration,
        UpstreamRequest request,
        String subjectClaim,
        Optional<UserInfo> userInfo,
        boolean optional,
        boolean privateAddresses)
        implements UpstreamProvider {

    /** What is asked for unless it is said otherwise. */
    public static final List<String> DEFAULT_SCOPES = List.of("openid", "profile", "email", "offline_access");

    private static final String SUBJECT = "sub";

    /** @throws IllegalArgumentException if the claim's name is none */
    public OpenIdProvider {
        requireClaim(subjectClaim);
    }

    /** The name, if it can be a claim's. @throws IllegalArgumentException if not */
    public static String requireClaim(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("subject claim: expected letters, digits and underscores");
        }
        return name;
    }

    /** A provider with nothing special about it. */
    public OpenIdProvider(ProviderName name, URI issuer, Optional<UpstreamAccount> account) {
        this(
                name,
                issuer,
                account,
                RegistrationTerms.DEFAULT,
                UpstreamRequest.of(DEFAULT_SCOPES),
                SUBJECT,
                Optional.empty(),
                false,
                false);
    }

    /** The same, asked for these scopes. */
    public OpenIdProvider askedFor(List<String> scopes) {
        return askedFor(request.askedFor(scopes));
    }

    /** The same, asked for this. */
    public OpenIdProvider askedFor(UpstreamRequest wanted) {
        return new OpenIdProvider(
                name, issuer, account, registration, wanted, subjectClaim, userInfo, optional, privateAddresses);
    }

    /** The same, registered at on these terms. */
    public OpenIdProvider on(RegistrationTerms terms) {
        return new OpenIdProvider(
                name, issuer, account, terms, request, subjectClaim, userInfo, optional, privateAddresses);
    }

    /** The same, with users told apart by this claim, whose value must be a text. */
    public OpenIdProvider identifiedBy(String claim) {
        return new OpenIdProvider(
                name, issuer, account, registration, request, claim, userInfo, optional, privateAddresses);
    }

    /** The same, asked for names and e-mail addresses there. */
    public OpenIdProvider describedBy(UserInfo place) {
        return new OpenIdProvider(
                name,
                issuer,
                account,
                registration,
                request,
                subjectClaim,
                Optional.of(place),
                optional,
                privateAddresses);
    }

    /** The same, with logins going on without it if it fails. */
    public OpenIdProvider asOptional() {
        return new OpenIdProvider(
                name, issuer, account, registration, request, subjectClaim, userInfo, true, privateAddresses);
    }

    /** The same, which may be in a private network. */
    public OpenIdProvider inPrivateNetwork() {
        return new OpenIdProvider(name, issuer, account, registration, request, subjectClaim, userInfo, optional, true);
    }

    @Override
    public URI place() {
        return issuer;
    }

    Optional<String> clientId() {
        return account.map(UpstreamAccount::clientId);
    }

    List<String> scopes() {
        return request.scopes();
    }

    /** Whom an ID token is about. @throws UpstreamException if it does not say */
    String subjectOf(JWTClaimsSet claims) {
        return claims.getClaim(subjectClaim) instanceof String text && !text.isBlank() ? text : refuseSubject();
    }

    private String refuseSubject() {
        throw UpstreamException.refused(name, "its ID token has no text as " + subjectClaim);
    }
}
