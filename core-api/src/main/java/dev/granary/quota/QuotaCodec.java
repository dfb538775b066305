package dev.granary.quota;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;

/** Spells a quota. */
final class QuotaCodec implements RecordCodec<Quota> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Quota record, RecordWriter out) {
        out.text("name", record.key().value());
        out.number("count", record.count());
    }

    @Override
    public Quota read(RecordReader in) {
        return new Quota(new QuotaKey(in.text("name")), in.number("count"), in.stamp());
    }
}
