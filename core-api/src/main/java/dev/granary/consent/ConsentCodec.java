package dev.granary.consent;

import dev.granary.client.ClientId;
import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Spells a consent. */
final class ConsentCodec implements RecordCodec<Consent> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Consent record, RecordWriter out) {
        out.text("client", record.key().client().value());
        out.text("subject", record.key().subject().value());
        out.texts("scopes", record.scopes().values());
        out.texts("resources", record.resources().stream().map(Resource::uri).toList());
        out.time("granted_at", record.grantedAt());
    }

    @Override
    public Consent read(RecordReader in) {
        return new Consent(
                new ConsentKey(new ClientId(in.text("client")), new Subject(in.text("subject"))),
                Scopes.of(in.texts("scopes")),
                in.texts("resources").stream().map(Resource::new).collect(Collectors.toCollection(TreeSet::new)),
                in.time("granted_at"),
                in.stamp());
    }
}
