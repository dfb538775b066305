package dev.granary.storage.memory;

import dev.granary.record.Stamp;
import dev.granary.record.UnknownFields;
import dev.granary.tck.Specimen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a careless codec makes of a specimen. */
final class Mutations {

    private Mutations() {}

    static Specimen withoutNote(Specimen of) {
        return new Specimen(
                of.key(),
                of.stamp(),
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                Optional.empty(),
                of.found(),
                of.cleaned(),
                of.tags(),
                of.seen(),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    static Specimen emptyForUnset(Specimen of) {
        return new Specimen(
                of.key(),
                of.stamp(),
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                Optional.of(of.note().orElse("")),
                of.found(),
                of.cleaned(),
                of.tags(),
                of.seen(),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    static Specimen inMillis(Specimen of) {
        return new Specimen(
                of.key(),
                of.stamp(),
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                of.note(),
                of.found().truncatedTo(ChronoUnit.MILLIS),
                of.cleaned(),
                of.tags(),
                of.seen(),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    static Specimen withoutUnknown(Specimen of) {
        return new Specimen(
                of.key(),
                new Stamp(of.revision(), of.stamp().count(), UnknownFields.NONE),
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                of.note(),
                of.found(),
                of.cleaned(),
                of.tags(),
                of.seen(),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    static Specimen ending(Specimen of, Instant end) {
        return new Specimen(
                of.key(),
                of.stamp(),
                end,
                of.finder(),
                of.shelf(),
                of.text(),
                of.note(),
                of.found(),
                of.cleaned(),
                of.tags(),
                of.seen(),
                of.weight(),
                of.pieces(),
                of.fragile());
    }
}
