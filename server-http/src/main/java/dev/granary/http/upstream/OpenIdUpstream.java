package dev.granary.http.upstream;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.granary.domain.authorization.BegunLeg;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.user.Profile;
import dev.granary.http.dcr.UpstreamEnrolment;
import dev.granary.pkce.CodeVerifier;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An OpenID Connect provider, with discovery, PKCE and a nonce. */
public final class OpenIdUpstream implements Upstream {

    private static final String OFFLINE_ACCESS = "offline_access";
    private static final String OPENID = "openid";

    private final UpstreamProvider provider;
    private final URI redirectUri;
    private final UpstreamHttp http;
    private final Discovery discovery;
    private final Enrolment enrolment;
    private final IdTokens idTokens;
    private final InstantSource clock;

    /**
     * What it is reached with.
     *
     * @param issuer our own issuer
     * @param http the way to it
     * @param registrations our registrations there
     * @param clock tells the time
     */
    public record Parts(URI issuer, UpstreamHttp http, DcrCredentials registrations, InstantSource clock) {}

    /** Reaches this provider. Nothing is asked of it yet. */
    public OpenIdUpstream(UpstreamProvider provider, Parts parts) {
        this.provider = provider;
        this.redirectUri = provider.registration().redirectUri().orElse(URI.create(parts.issuer() + "/oauth/callback"));
        this.http = parts.http();
        this.discovery = new Discovery(provider, http, parts.clock());
        this.enrolment = new Enrolment(
                provider,
                new UpstreamEnrolment(
                        new UpstreamEnrolment.Place(parts.issuer().toString(), provider.name(), redirectUri),
                        provider.registration(),
                        http.outbound(),
                        parts.registrations(),
                        parts.clock()));
        this.idTokens = new IdTokens(provider, new UpstreamKeys(provider.name(), http, parts.clock()), parts.clock());
        this.clock = parts.clock();
    }

    @Override
    public ProviderName name() {
        return provider.name();
    }

    @Override
    public Departure depart() {
        UpstreamMetadata metadata = discovery.metadata();
        List<String> scopes = scopes(metadata);
        UpstreamClient client = enrolment.client(metadata, scopes);
        Optional<String> expected =
                metadata.namesIssuer() ? Optional.of(provider.issuer().toString()) : Optional.empty();
        return new Departure(expected, leg -> location(metadata, client, scopes, leg));
    }

    @Override
    public boolean isNamed(String issuer) {
        return provider.issuer().toString().equals(issuer);
    }

    @Override
    public Arrival arrive(String code, CodeVerifier verifier, String nonce) {
        UpstreamMetadata metadata = discovery.metadata();
        UpstreamClient client = enrolment.client(metadata, scopes(metadata));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", redirectUri.toString());
        fields.put("code_verifier", verifier.value());
        TokenAnswer answer = new TokenAnswer(
                provider.name(), http.postForm(provider.name(), client.post(metadata.tokenEndpoint(), fields)));
        JWTClaimsSet claims =
                idTokens.verify(answer.requireIdToken(), new IdTokens.Expected(metadata.jwksUri(), client.id(), nonce));
        return new Arrival(claims.getSubject(), profile(claims), answer.tokens(clock.instant()), client.id());
    }

    private URI location(UpstreamMetadata metadata, UpstreamClient client, List<String> scopes, BegunLeg leg) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("response_type", List.of("code"));
        query.put("client_id", List.of(client.id()));
        query.put("redirect_uri", List.of(redirectUri.toString()));
        query.put("scope", List.of(String.join(" ", scopes)));
        query.put("state", List.of(leg.state()));
        query.put("nonce", List.of(leg.nonce()));
        query.put("code_challenge", List.of(leg.challenge().value()));
        query.put("code_challenge_method", List.of("S256"));
        String endpoint = metadata.authorizationEndpoint().toString();
        String separator = metadata.authorizationEndpoint().getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + separator + URLUtils.serializeParameters(query));
    }

    /** An upstream that says which scopes it knows, and does not know that of refresh tokens, might refuse it. */
    private List<String> scopes(UpstreamMetadata metadata) {
        List<String> scopes = new ArrayList<>(provider.scopes().isEmpty() ? metadata.scopes() : provider.scopes());
        if (!scopes.contains(OPENID)) {
            scopes.add(0, OPENID);
        }
        if (!metadata.scopes().isEmpty() && !metadata.scopes().contains(OFFLINE_ACCESS)) {
            scopes.remove(OFFLINE_ACCESS);
        }
        return scopes;
    }

    private static Profile profile(JWTClaimsSet claims) {
        return new Profile(text(claims, "name").or(() -> text(claims, "preferred_username")), text(claims, "email"));
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text && !text.isBlank() && text.length() <= 2048
                ? Optional.of(text)
                : Optional.empty();
    }
}
