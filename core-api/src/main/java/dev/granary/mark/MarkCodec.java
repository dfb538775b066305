package dev.granary.mark;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;

/** Spells a mark. */
final class MarkCodec implements RecordCodec<Mark> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Mark record, RecordWriter out) {
        out.text("name", record.name().value());
        out.text("value", record.value());
    }

    @Override
    public Mark read(RecordReader in) {
        return new Mark(new MarkName(in.text("name")), in.text("value"), in.stamp());
    }
}
