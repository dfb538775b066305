package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.record.Written;
import dev.granary.tck.specimen.Dice;
import dev.granary.tck.specimen.Specimens;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the kit's own records. */
final class Drawers implements Specimens<SpecimenKey, Specimen> {

    @Override
    public RecordKind<SpecimenKey, Specimen> kind() {
        return Specimen.KIND;
    }

    @Override
    public Specimen full(Dice dice, Instant retainUntil) {
        List<String> shelf = List.of(dice.text(), dice.text());
        return full(key(dice), Optional.of(dice.text()), shelf, dice, retainUntil);
    }

    @Override
    public Specimen minimal(Dice dice, Instant retainUntil) {
        return new Specimen(
                key(dice),
                Stamp.first(dice.revision()),
                retainUntil,
                Optional.empty(),
                List.of(),
                dice.text(),
                Optional.empty(),
                dice.time(),
                Optional.empty(),
                List.of(),
                List.of(),
                0,
                0,
                false);
    }

    @Override
    public Specimen next(Specimen record, Dice dice, Instant retainUntil) {
        Specimen next = full(record.key(), record.finder(), record.shelf(), dice, retainUntil);
        return stamped(next, record.stamp().next(dice.revision()));
    }

    @Override
    public Specimen sibling(Specimen record, Dice dice, Instant retainUntil) {
        return full(key(dice), record.finder(), record.shelf(), dice, retainUntil);
    }

    @Override
    public Specimen rival(Specimen record, Dice dice, Instant retainUntil) {
        return keyed(record.key(), dice, retainUntil);
    }

    Specimen keyed(SpecimenKey key, Dice dice, Instant retainUntil) {
        return full(key, Optional.of(dice.text()), List.of(dice.text(), dice.text()), dice, retainUntil);
    }

    Specimen listed(Optional<String> finder, List<String> shelf, Dice dice, Instant retainUntil) {
        return full(key(dice), finder, shelf, dice, retainUntil);
    }

    private static Specimen full(
            SpecimenKey key, Optional<String> finder, List<String> shelf, Dice dice, Instant retainUntil) {
        return new Specimen(
                key,
                dice.stamp(),
                retainUntil,
                finder,
                shelf,
                dice.text(),
                Optional.of(dice.text()),
                dice.time(),
                Optional.of(dice.time()),
                List.of(dice.text(), dice.text(), "", dice.text()),
                List.of(dice.time(), dice.time()),
                dice.random().nextLong(),
                dice.count(),
                true);
    }

    static Specimen stamped(Specimen of, Stamp stamp) {
        return new Specimen(
                of.key(),
                stamp,
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

    static Specimen tagged(Specimen of, List<String> tags) {
        return new Specimen(
                of.key(),
                of.stamp(),
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                of.note(),
                of.found(),
                of.cleaned(),
                tags,
                of.seen(),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    static Specimen timed(Specimen of, Instant time) {
        return new Specimen(
                of.key(),
                of.stamp(),
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                of.note(),
                time,
                Optional.of(time),
                of.tags(),
                List.of(time, time),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    static Specimen bare(Specimen of) {
        return new Specimen(
                of.key(),
                of.stamp(),
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                Optional.empty(),
                of.found(),
                Optional.empty(),
                List.of(),
                List.of(),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    /** Asserts that each key has a record of its own, through every verb. */
    static void assertApart(Kit kit, List<SpecimenKey> keys) {
        Bench<SpecimenKey, Specimen> bench = kit.specimens();
        Drawers drawers = new Drawers();
        List<Specimen> records = keys.stream()
                .map(key -> bench.insert(drawers.keyed(key, kit.dice(), bench.soon())))
                .toList();
        records.forEach(bench::assertStored);
        assertThat(bench.store().findAll(keys)).containsExactlyInAnyOrderElementsOf(records);
        for (Specimen record : records) {
            Specimen next = bench.next(record);
            assertThat(bench.store().replace(next, record.revision())).isEqualTo(new Written<>());
            assertThat(bench.store().remove(next.key(), next.revision())).isEqualTo(new Written<>());
        }
    }

    /**
     * Purges until the clock shows {@code end}, and once more then. Who sets the clock to it decides who mostly wins
     * the race: in some rounds the record must have been extended, or nothing was tested.
     */
    static boolean purgeUntil(Instant end, RecordStore<?, ?> store, SetClock clock, boolean setsTheClock) {
        if (setsTheClock) {
            clock.set(end);
        }
        while (clock.instant().isBefore(end)) {
            store.purge(end, 100);
        }
        return store.purge(end, 100).complete();
    }

    /** Outcomes of whatever types, to compare with others. */
    static List<Object> outcomes(Object... outcomes) {
        return List.of(outcomes);
    }

    private static SpecimenKey key(Dice dice) {
        return new SpecimenKey(dice.text(), dice.text());
    }
}
