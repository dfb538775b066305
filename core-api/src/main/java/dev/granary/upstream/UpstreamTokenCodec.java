package dev.granary.upstream;

import dev.granary.client.ClientId;
import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;
import dev.granary.record.Revision;
import dev.granary.seal.Sealed;
import dev.granary.session.SessionId;
import dev.granary.user.UserId;

/** Spells an upstream token. */
final class UpstreamTokenCodec implements RecordCodec<UpstreamToken> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(UpstreamToken record, RecordWriter out) {
        out.text("session", record.key().session().value());
        out.text("provider", record.key().provider().value());
        writeTokens(record.tokens(), out);
        out.text("user", record.binding().user().value());
        out.text("upstream_subject", record.binding().subject());
        out.text("client", record.binding().client().value());
        out.text("upstream_client", record.binding().upstreamClientId());
        out.text(
                "refresh_attempt",
                record.refresh().map(refresh -> refresh.attempt().value()));
        out.time("refresh_at", record.refresh().map(RefreshIntent::at));
        out.time("begun_at", record.begunAt());
        out.time("provisional_until", record.provisionalUntil());
    }

    @Override
    public UpstreamToken read(RecordReader in) {
        return new UpstreamToken(
                new UpstreamTokenKey(new SessionId(in.text("session")), new ProviderName(in.text("provider"))),
                readTokens(in),
                new UpstreamBinding(
                        new UserId(in.text("user")),
                        in.text("upstream_subject"),
                        new ClientId(in.text("client")),
                        in.text("upstream_client")),
                in.optionalText("refresh_attempt")
                        .map(attempt -> new RefreshIntent(new Revision(attempt), in.time("refresh_at"))),
                in.time("begun_at"),
                in.optionalTime("provisional_until"),
                in.stamp());
    }

    private static void writeTokens(TokenSet tokens, RecordWriter out) {
        out.text("access_token", tokens.accessToken().map(Sealed::envelope));
        out.text("refresh_token", tokens.refreshToken().map(Sealed::envelope));
        out.text("id_token", tokens.idToken().map(Sealed::envelope));
        out.time("expires_at", tokens.expiresAt());
        out.time("session_expires_at", tokens.sessionExpiresAt());
        out.texts("scopes", tokens.scopes());
    }

    private static TokenSet readTokens(RecordReader in) {
        return new TokenSet(
                in.optionalText("access_token").map(Sealed::new),
                in.optionalText("refresh_token").map(Sealed::new),
                in.optionalText("id_token").map(Sealed::new),
                in.optionalTime("expires_at"),
                in.optionalTime("session_expires_at"),
                in.texts("scopes"));
    }
}
