package dev.granary.authorization;

import dev.granary.client.ClientId;
import dev.granary.pkce.CodeChallenge;
import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.seal.Sealed;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.user.UserId;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Spells a pending authorization. */
final class PendingAuthorizationCodec implements RecordCodec<PendingAuthorization> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PendingAuthorization record, RecordWriter out) {
        out.text("state_hash", record.state().value());
        writeRequest(record.request(), out);
        writeLeg(record.leg(), out);
        out.text("session", record.session().value());
        out.text("user", record.user().map(user -> user.id().value()));
        out.text("user_name", record.user().flatMap(ResolvedUser::name));
        out.text("user_email", record.user().flatMap(ResolvedUser::email));
        out.time("user_authenticated_at", record.user().flatMap(ResolvedUser::authenticatedAt));
        out.time("begun_at", record.begunAt());
        out.time("expires_at", record.expiresAt());
        out.text("browser", record.browser().value());
        out.optionalFlag("awaits_consent", record.awaitsConsent());
        out.time("taken_at", record.taken());
        out.time("retain_until", record.retainUntil());
    }

    @Override
    public PendingAuthorization read(RecordReader in) {
        return new PendingAuthorization(
                new StateHash(in.text("state_hash")),
                readRequest(in),
                readLeg(in),
                new SessionId(in.text("session")),
                in.optionalText("user")
                        .map(id -> new ResolvedUser(
                                new UserId(id),
                                in.optionalText("user_name"),
                                in.optionalText("user_email"),
                                in.optionalTime("user_authenticated_at"))),
                in.time("begun_at"),
                in.time("expires_at"),
                new BrowserBinding(in.text("browser")),
                in.optionalFlag("awaits_consent"),
                in.optionalTime("taken_at"),
                in.time("retain_until"),
                in.stamp());
    }

    private static void writeRequest(AuthorizationRequest request, RecordWriter out) {
        out.text("client", request.client().value());
        out.text("redirect_uri", request.redirectUri());
        out.text("client_state", request.state());
        out.text("challenge", request.challenge().value());
        out.texts("scopes", request.scopes().values());
        out.texts("resources", request.resources().stream().map(Resource::uri).toList());
        out.text("client_nonce", request.nonce());
        out.optionalFlag("redirect_uri_omitted", request.redirectUriOmitted());
        out.texts("prompts", request.prompting().prompts());
        out.number("max_age", request.prompting().maxAge());
    }

    private static AuthorizationRequest readRequest(RecordReader in) {
        return new AuthorizationRequest(
                new ClientId(in.text("client")),
                in.text("redirect_uri"),
                in.optionalText("client_state"),
                new CodeChallenge(in.text("challenge")),
                Scopes.of(in.texts("scopes")),
                in.texts("resources").stream().map(Resource::new).collect(Collectors.toCollection(TreeSet::new)),
                in.optionalText("client_nonce"),
                in.optionalFlag("redirect_uri_omitted"),
                Prompting.of(in.texts("prompts"), in.optionalNumber("max_age")));
    }

    private static void writeLeg(UpstreamLeg leg, RecordWriter out) {
        out.text("upstream", leg.provider().value());
        out.text("upstream_verifier", leg.verifier().envelope());
        out.text("upstream_nonce", leg.nonce());
        out.text("expected_issuer", leg.expectedIssuer());
        out.text("upstream_client", leg.clientId());
        out.flag("single_leg", leg.single());
        out.texts("chain", leg.chain().stream().map(ProviderName::value).toList());
    }

    private static UpstreamLeg readLeg(RecordReader in) {
        return new UpstreamLeg(
                new ProviderName(in.text("upstream")),
                new Sealed(in.text("upstream_verifier")),
                in.text("upstream_nonce"),
                in.optionalText("expected_issuer"),
                in.optionalText("upstream_client"),
                in.flag("single_leg"),
                in.texts("chain").stream().map(ProviderName::new).toList());
    }
}
