package dev.granary.tck;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;

final class SpecimenCodec implements RecordCodec<Specimen> {

    private final int version;

    SpecimenCodec(int version) {
        this.version = version;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public void write(Specimen specimen, RecordWriter out) {
        out.text("drawer", specimen.key().drawer());
        out.text("label", specimen.key().label());
        out.time("retain", specimen.retainUntil());
        out.text("finder", specimen.finder());
        out.texts("shelf", specimen.shelf());
        out.text("text", specimen.text());
        out.text("note", specimen.note());
        out.time("found", specimen.found());
        out.time("cleaned", specimen.cleaned());
        out.texts("tags", specimen.tags());
        out.times("seen", specimen.seen());
        out.number("weight", specimen.weight());
        out.number("pieces", specimen.pieces());
        out.flag("fragile", specimen.fragile());
    }

    @Override
    public Specimen read(RecordReader in) {
        SpecimenKey key = new SpecimenKey(in.text("drawer"), in.text("label"));
        var retainUntil = in.time("retain");
        var finder = in.optionalText("finder");
        var shelf = in.texts("shelf");
        var text = in.text("text");
        var note = in.optionalText("note");
        var found = in.time("found");
        var cleaned = in.optionalTime("cleaned");
        var tags = in.texts("tags");
        var seen = in.times("seen");
        long weight = in.number("weight");
        int pieces = in.count("pieces");
        boolean fragile = in.flag("fragile");
        return new Specimen(
                key,
                in.stamp(),
                retainUntil,
                finder,
                shelf,
                text,
                note,
                found,
                cleaned,
                tags,
                seen,
                weight,
                pieces,
                fragile);
    }
}
