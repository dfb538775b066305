package dev.granary.user;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;

/** Spells an identity. */
final class IdentityCodec implements RecordCodec<Identity> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Identity record, RecordWriter out) {
        out.text("provider", record.key().provider());
        out.text("subject", record.key().subject());
        out.text("user", record.user().value());
        out.time("linked_at", record.linkedAt());
        out.time("last_used_at", record.lastUsedAt());
        out.time("leaving_since", record.leavingSince());
    }

    @Override
    public Identity read(RecordReader in) {
        return new Identity(
                new IdentityKey(in.text("provider"), in.text("subject")),
                new UserId(in.text("user")),
                in.time("linked_at"),
                in.time("last_used_at"),
                in.optionalTime("leaving_since"),
                in.stamp());
    }
}
