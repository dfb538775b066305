package dev.granary.key;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;
import dev.granary.seal.Sealed;

/** Spells a key. */
final class StoredKeyCodec implements RecordCodec<StoredKey> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(StoredKey record, RecordWriter out) {
        out.text("id", record.id().value());
        out.choice("use", record.use());
        out.text("body", record.body().envelope());
        out.time("created_at", record.createdAt());
        out.time("retain_until", record.retainUntil());
    }

    @Override
    public StoredKey read(RecordReader in) {
        return new StoredKey(
                new KeyId(in.text("id")),
                in.choice("use", KeyUse.class),
                new Sealed(in.text("body")),
                in.time("created_at"),
                in.time("retain_until"),
                in.stamp());
    }
}
