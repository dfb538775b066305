package dev.granary.lease;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;

/** Spells a lease. */
final class LeaseCodec implements RecordCodec<Lease> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Lease record, RecordWriter out) {
        out.text("name", record.name().value());
        out.text("holder", record.holder());
        out.time("until", record.until());
        out.time("retain_until", record.retainUntil());
    }

    @Override
    public Lease read(RecordReader in) {
        return new Lease(
                new LeaseName(in.text("name")),
                in.text("holder"),
                in.time("until"),
                in.time("retain_until"),
                in.stamp());
    }
}
