package dev.granary.http.upstream;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.RefreshAnswer;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.domain.user.Profile;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An OpenID Connect provider, with discovery, PKCE and a nonce. */
final class OpenIdUpstream implements Upstream {

    private static final String OFFLINE_ACCESS = "offline_access";
    private static final String OPENID = "openid";
    private static final long LATEST = Integer.MAX_VALUE * 4L;

    private final OpenIdProvider provider;
    private final URI redirectUri;
    private final UpstreamHttp http;
    private final Discovery<UpstreamMetadata> discovery;
    private final Enrolment enrolment;
    private final IdTokens idTokens;
    private final OpenIdRefresh refresh;
    private final InstantSource clock;

    OpenIdUpstream(OpenIdProvider provider, UpstreamParts parts) {
        this.provider = provider;
        this.redirectUri = parts.redirectUri(provider.registration());
        this.http = parts.http();
        this.discovery = new Discovery<>(() -> ask(provider, http), parts.clock());
        this.enrolment = new Enrolment(provider, parts);
        this.idTokens = new IdTokens(provider, new UpstreamKeys(provider.name(), http, parts.clock()), parts.clock());
        this.refresh =
                new OpenIdRefresh(provider, new OpenIdRefresh.Way(http, discovery, enrolment), idTokens, parts.clock());
        this.clock = parts.clock();
    }

    @Override
    public ProviderName name() {
        return provider.name();
    }

    @Override
    public boolean optional() {
        return provider.optional();
    }

    @Override
    public boolean asksEachTime() {
        return provider.request().asksEachTime();
    }

    @Override
    public Departure depart() {
        UpstreamMetadata metadata = discovery.metadata();
        List<String> scopes = scopes(metadata);
        UpstreamClient client = enrolment.current(metadata.server(provider), scopes);
        Optional<String> expected =
                metadata.namesIssuer() ? Optional.of(provider.issuer().toString()) : Optional.empty();
        AuthorizationLocation location = new AuthorizationLocation(
                metadata.authorizationEndpoint(),
                client.id(),
                redirectUri,
                provider.request().askedFor(scopes));
        return new Departure(expected, client.id(), scopes, leg -> location.with(Map.of("nonce", leg.nonce()), leg));
    }

    @Override
    public boolean isNamed(String issuer) {
        return provider.issuer().toString().equals(issuer);
    }

    @Override
    public Arrival arrive(BroughtCode brought) {
        UpstreamMetadata metadata = discovery.metadata();
        UpstreamClient client = enrolment.ofLogin(brought, metadata.server(provider), scopes(metadata));
        Redemption redemption = new Redemption(brought.code(), redirectUri, brought.verifier());
        TokenAnswer answer = new TokenAnswer(
                provider.name(),
                http.postForm(provider.name(), client.post(metadata.tokenEndpoint(), redemption.fields())));
        JWTClaimsSet claims = idTokens.verify(
                answer.requireIdToken(),
                new IdTokens.Expected(metadata.jwksUri(), client.id(), Optional.of(brought.nonce())));
        UpstreamTokenSet tokens = answer.tokens(clock.instant());
        return new Arrival(identity(claims, tokens), tokens, client.id(), authenticatedAt(claims));
    }

    private static UpstreamMetadata ask(OpenIdProvider provider, UpstreamHttp http) {
        String issuer = provider.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        URI uri = provider.registration()
                .discoveryUrl()
                .orElseGet(() -> URI.create(base + "/.well-known/openid-configuration"));
        return UpstreamMetadata.read(provider, http.get(provider.name(), uri));
    }

    private static Optional<Instant> authenticatedAt(JWTClaimsSet claims) {
        return claims.getClaim("auth_time") instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(Math.max(0, Math.min(seconds.longValue(), LATEST))))
                : Optional.empty();
    }

    @Override
    public boolean renew() {
        return enrolment.renew(() -> {
            UpstreamMetadata metadata = discovery.metadata();
            return new Enrolment.At(metadata.server(provider), scopes(metadata));
        });
    }

    @Override
    public RefreshAnswer refresh(KeptUpstreamTokens kept, Instant until) {
        return refresh.refresh(kept, this::scopes, until);
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

    private UpstreamIdentity identity(JWTClaimsSet claims, UpstreamTokenSet tokens) {
        Map<String, Object> said = new LinkedHashMap<>(claims.getClaims());
        String subject = provider.subjectOf(claims);
        Profile profile = IdentityFields.STANDARD.profile(new Document(said));
        Optional<UpstreamIdentity> more = provider.userInfo()
                .map(place -> new UserInfoAnswer(provider.name(), http, place)
                        .about(tokens.accessToken().orElseThrow(), List.of(subject, claims.getSubject())));
        more.ifPresent(found -> found.claims().forEach(said::putIfAbsent));
        return new UpstreamIdentity(
                subject, more.map(found -> profile.or(found.profile())).orElse(profile), false, said);
    }
}
