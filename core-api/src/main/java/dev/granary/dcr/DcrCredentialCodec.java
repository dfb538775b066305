package dev.granary.dcr;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;
import dev.granary.seal.Sealed;
import dev.granary.upstream.ProviderName;

/** Spells a registration credential. */
final class DcrCredentialCodec implements RecordCodec<DcrCredential> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(DcrCredential record, RecordWriter out) {
        out.text("issuer", record.registration().issuer());
        out.text("upstream", record.registration().upstream().value());
        out.text("redirect_uri", record.registration().redirectUri());
        out.text("scopes_hash", record.registration().scopes().value());
        out.text("client_id", record.clientId());
        out.text("secret", record.secret().map(Sealed::envelope));
        out.text("auth_method", record.authMethod());
        out.text("registration_access_token", record.registrationAccessToken().map(Sealed::envelope));
        out.text("registration_client_uri", record.registrationClientUri());
        out.text("authorization_endpoint", record.authorizationEndpoint());
        out.text("token_endpoint", record.tokenEndpoint());
        out.time("created_at", record.createdAt());
        out.time("issued_at", record.issuedAt());
        out.time("secret_expires_at", record.secretExpiresAt());
        out.time("retain_until", record.retainUntil());
    }

    @Override
    public DcrCredential read(RecordReader in) {
        return new DcrCredential(
                new RegistrationKey(
                        in.text("issuer"),
                        new ProviderName(in.text("upstream")),
                        in.text("redirect_uri"),
                        new ScopesHash(in.text("scopes_hash"))),
                in.text("client_id"),
                in.optionalText("secret").map(Sealed::new),
                in.optionalText("auth_method"),
                in.optionalText("registration_access_token").map(Sealed::new),
                in.optionalText("registration_client_uri"),
                in.text("authorization_endpoint"),
                in.text("token_endpoint"),
                in.time("created_at"),
                in.optionalTime("issued_at"),
                in.optionalTime("secret_expires_at"),
                in.time("retain_until"),
                in.stamp());
    }
}
