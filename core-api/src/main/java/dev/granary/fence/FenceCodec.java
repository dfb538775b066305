package dev.granary.fence;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;

/** Spells a fence. */
final class FenceCodec implements RecordCodec<Fence> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Fence record, RecordWriter out) {
        out.choice("scope", record.key().scope());
        out.text("value", record.key().value());
        out.time("at", record.at());
        out.time("retain_until", record.retainUntil());
    }

    @Override
    public Fence read(RecordReader in) {
        return new Fence(
                new FenceKey(in.choice("scope", FenceScope.class), in.text("value")),
                in.time("at"),
                in.time("retain_until"),
                in.stamp());
    }
}
