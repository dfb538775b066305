package dev.granary.http.upstream;

import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.RefreshAnswer;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A plain OAuth 2.0 provider, with PKCE. */
final class OAuth2Upstream implements Upstream {

    private final OAuth2Provider provider;
    private final UpstreamParts parts;
    private final URI redirectUri;
    private final Enrolment enrolment;
    private final Discovery<OAuth2Server> discovery;
    private final OAuth2Refresh refresh;

    OAuth2Upstream(OAuth2Provider provider, UpstreamParts parts) {
        this.provider = provider;
        this.parts = parts;
        this.redirectUri = parts.redirectUri(provider.registration());
        this.enrolment = new Enrolment(provider, parts);
        this.discovery = new Discovery<>(() -> OAuth2Server.of(provider, parts.http()), parts.clock());
        this.refresh = new OAuth2Refresh(provider, enrolment, parts);
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
        OAuth2Server server = discovery.metadata();
        UpstreamClient client = enrolment.current(server.registration(), server.scopes());
        AuthorizationLocation location = new AuthorizationLocation(
                provider.endpoints().authorization(),
                client.id(),
                redirectUri,
                provider.request().askedFor(server.scopes()));
        return new Departure(Optional.empty(), client.id(), server.scopes(), leg -> location.with(Map.of(), leg));
    }

    /** It has no issuer that we know; state, and the provider that is kept with it, tell answers apart. */
    @Override
    public boolean isNamed(String issuer) {
        return true;
    }

    @Override
    public Arrival arrive(BroughtCode brought) {
        OAuth2Server server = discovery.metadata();
        UpstreamClient client = enrolment.ofLogin(brought, server.registration(), server.scopes());
        Redemption redemption = new Redemption(brought.code(), redirectUri, brought.verifier());
        Map<String, Object> document = parts.http()
                .postForm(provider.name(), client.post(provider.endpoints().token(), redemption.fields()));
        TokenAnswer answer = new TokenAnswer(provider.name(), new Document(document), provider.mapping());
        UpstreamTokenSet tokens = answer.tokens(parts.clock().instant());
        return new Arrival(identity(answer.document(), tokens.accessToken().orElseThrow()), tokens, client.id());
    }

    @Override
    public boolean renew() {
        return enrolment.renew(() -> {
            OAuth2Server server = discovery.metadata();
            return new Enrolment.At(server.registration(), server.scopes());
        });
    }

    @Override
    public RefreshAnswer refresh(KeptUpstreamTokens kept, Instant until) {
        return refresh.refresh(kept, until);
    }

    private UpstreamIdentity identity(Document answer, String accessToken) {
        IdentitySource source = provider.identity();
        if (source instanceof IdentitySource.InTokenAnswer inAnswer) {
            // What else is in there are tokens, so nothing of it is passed on.
            return inAnswer.fields()
                    .read(answer, Map.of())
                    .orElseThrow(() -> UpstreamException.refused(
                            provider.name(), "its token answer has no subject where one was to be found"));
        }
        if (source instanceof IdentitySource.AtUserInfo atUserInfo) {
            return new UserInfoAnswer(provider.name(), parts.http(), atUserInfo.userInfo()).about(accessToken);
        }
        return UpstreamIdentity.synthetic(accessToken);
    }
}
