package dev.granary.dcr;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;
import dev.granary.upstream.ProviderName;

/** Spells a current registration. */
final class CurrentRegistrationCodec implements RecordCodec<CurrentRegistration> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(CurrentRegistration record, RecordWriter out) {
        out.text("issuer", record.key().issuer());
        out.text("upstream", record.key().upstream().value());
        out.text("redirect_uri", record.key().redirectUri());
        out.text("scopes_hash", record.key().scopes().value());
        out.text("client_id", record.clientId());
        out.time("expires_at", record.expiresAt());
        out.time("retain_until", record.retainUntil());
    }

    @Override
    public CurrentRegistration read(RecordReader in) {
        return new CurrentRegistration(
                new RegistrationKey(
                        in.text("issuer"),
                        new ProviderName(in.text("upstream")),
                        in.text("redirect_uri"),
                        new ScopesHash(in.text("scopes_hash"))),
                in.text("client_id"),
                in.optionalTime("expires_at"),
                in.time("retain_until"),
                in.stamp());
    }
}
