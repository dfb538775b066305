package dev.granary.replay;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;

/** Spells an assertion id. */
final class AssertionIdCodec implements RecordCodec<AssertionId> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(AssertionId record, RecordWriter out) {
        out.text("purpose", record.key().purpose());
        out.text("issuer", record.key().issuer());
        out.text("jti", record.key().jti());
        out.time("expires_at", record.expiresAt());
        out.time("retain_until", record.retainUntil());
    }

    @Override
    public AssertionId read(RecordReader in) {
        return new AssertionId(
                new AssertionKey(in.text("purpose"), in.text("issuer"), in.text("jti")),
                in.time("expires_at"),
                in.time("retain_until"),
                in.stamp());
    }
}
